import { type Clock } from '../kernel/clock.ts';
import { type NewDocument, type SchoolCollection } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { approvalErrors } from './errors.ts';
import { CLAIM_MS } from './signing-request.ts';
import { type SigningRequestDocument, type StoredRequestState } from './types.ts';

/** The requests themselves. Every change of state is one conditional update, so that of two who try one wins. */
export interface SigningRequests {
  add(scope: SchoolScope, request: NewDocument<SigningRequestDocument>): Promise<SigningRequestDocument>;
  /** @throws SIGNING_REQUEST_NOT_FOUND, also where it belongs to another account */
  get(scope: SchoolScope, id: string, account?: string): Promise<SigningRequestDocument>;
  find(scope: SchoolScope, ids: readonly string[]): Promise<SigningRequestDocument[]>;
  /** The newest of an account. */
  newest(scope: SchoolScope, account: string, limit: number): Promise<SigningRequestDocument[]>;
  /** Takes the right to confirm, for a minute; null when the request is not open or somebody else has it. */
  claim(scope: SchoolScope, id: string, claim: string): Promise<SigningRequestDocument | null>;
  /** Gives the right to confirm back, after a wrong PIN. */
  release(scope: SchoolScope, id: string, claim: string): Promise<void>;
  /** False when the claim lapsed meanwhile and another took it. */
  confirm(scope: SchoolScope, id: string, claim: string): Promise<boolean>;
  /** Notes as confirmed what was signed before its process died; false when somebody else is at it. */
  adopt(scope: SchoolScope, id: string): Promise<boolean>;
  /** Ends an unconfirmed request; null when it is not open (any more). */
  end(
    scope: SchoolScope,
    id: string,
    state: Extract<StoredRequestState, 'cancelled' | 'expired'>,
  ): Promise<SigningRequestDocument | null>;
  settle(scope: SchoolScope, id: string): Promise<void>;
  /** Requests that are past their time and not settled: unconfirmed ones to be ended, others to be settled. */
  overdue(scope: SchoolScope, limit: number): Promise<SigningRequestDocument[]>;
}

export function createSigningRequests(
  requests: SchoolCollection<SigningRequestDocument>,
  clock: Clock,
): SigningRequests {
  const free = () => [{ state: 'open' }, { state: 'confirming', 'claim.until': { $lte: clock.now() } }];
  const mine = (id: string, claim: string) => ({ _id: id, state: 'confirming', 'claim.id': claim });

  return {
    add: (scope, request) => requests.in(scope).insert(request),
    async get(scope, id, account) {
      const request = await requests.in(scope).findOne({ _id: id });
      if (!request || (account !== undefined && request.account !== account)) {
        throw approvalErrors.SIGNING_REQUEST_NOT_FOUND();
      }
      return request;
    },
    find: (scope, ids) => requests.in(scope).find({ _id: { $in: ids } }),
    newest: (scope, account, limit) => requests.in(scope).find({ account }, { sort: { createdAt: -1 }, limit }),
    claim(scope, id, claim) {
      const now = clock.now();
      const until = new Date(now.getTime() + CLAIM_MS);
      return requests
        .in(scope)
        .updateOne(
          { _id: id, $or: free(), expiresAt: { $gt: now } },
          { $set: { state: 'confirming', claim: { id: claim, until } } },
        );
    },
    async release(scope, id, claim) {
      await requests.in(scope).updateOne(mine(id, claim), { $set: { state: 'open' }, $unset: { claim: 1 } });
    },
    async confirm(scope, id, claim) {
      const update = { $set: { state: 'confirmed', confirmedAt: clock.now() }, $unset: { claim: 1 } };
      return (await requests.in(scope).updateOne(mine(id, claim), update)) !== null;
    },
    async adopt(scope, id) {
      const update = { $set: { state: 'confirmed', confirmedAt: clock.now() }, $unset: { claim: 1 } };
      return (await requests.in(scope).updateOne({ _id: id, $or: free() }, update)) !== null;
    },
    end: (scope, id, state) => requests.in(scope).updateOne({ _id: id, $or: free() }, { $set: { state } }),
    async settle(scope, id) {
      await requests.in(scope).updateOne({ _id: id, settled: false }, { $set: { settled: true } });
    },
    overdue: (scope, limit) =>
      requests.in(scope).find({ settled: false, expiresAt: { $lte: clock.now() } }, { limit, sort: { expiresAt: 1 } }),
  };
}
