import { type Clock } from '../kernel/clock.ts';
import { type NewDocument, type SchoolCollection } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { itemId, REQUEST_LIFETIME_MS } from './signing-request.ts';
import { type Failure, type ItemState, type PreparedItem, type SigningItemDocument } from './types.ts';

export type NewSigningItem = Omit<NewDocument<SigningItemDocument>, '_id' | 'state' | 'touchedAt'>;

/** Which item of which request. */
export interface ItemRef {
  readonly request: string;
  readonly record: string;
}

/** The items of signing requests: each a document that goes preparing → prepared → confirmed → embedded, or failed. */
export interface SigningItems {
  add(scope: SchoolScope, items: readonly NewSigningItem[]): Promise<SigningItemDocument[]>;
  get(scope: SchoolScope, ref: ItemRef): Promise<SigningItemDocument | null>;
  /** With what the confirmation must know, and without the increments, which nobody but embedding needs. */
  toConfirm(scope: SchoolScope, request: { _id: string; records: readonly string[] }): Promise<SigningItemDocument[]>;
  /** The items of several requests, without their bytes. */
  listOf(scope: SchoolScope, requests: readonly string[]): Promise<SigningItemDocument[]>;
  /** Where each stands, without the bytes. */
  list(scope: SchoolScope, request: { _id: string; records: readonly string[] }): Promise<SigningItemDocument[]>;
  /** False when the item is no longer being prepared. */
  prepared(scope: SchoolScope, ref: ItemRef, prepared: PreparedItem): Promise<boolean>;
  /** Keeps the signatures of the items that wait for one; a signature that is there stays as it is. */
  confirmed(scope: SchoolScope, signatures: readonly (ItemRef & { readonly cms: Uint8Array })[]): Promise<void>;
  /** The bytes of the phases are dropped: they are in the new version now. */
  embedded(scope: SchoolScope, ref: ItemRef): Promise<void>;
  /** Ends an item that is in one of `from`; false when it is in none of them. */
  fail(scope: SchoolScope, ref: ItemRef, end: { from: readonly ItemState[]; failure: Failure }): Promise<boolean>;
  /** Ends every item of a request that is not confirmed. */
  failUnconfirmed(
    scope: SchoolScope,
    request: { _id: string; records: readonly string[] },
    failure: Failure,
  ): Promise<void>;
  /** Ends what waits for a confirmation that cannot come any more: its request is long over, or never came to be. */
  failAbandoned(scope: SchoolScope, failure: Failure): Promise<void>;
  /** Items that stand still since before `since`: their jobs may be lost. */
  stuck(scope: SchoolScope, since: Date, limit: number): Promise<SigningItemDocument[]>;
}

const UNCONFIRMED: readonly ItemState[] = ['preparing', 'prepared'];

export function createSigningItems(items: SchoolCollection<SigningItemDocument>, clock: Clock): SigningItems {
  const idsOf = (request: { _id: string; records: readonly string[] }) => ({
    _id: { $in: request.records.map((record) => itemId(request._id, record)) },
  });
  const at = (ref: ItemRef, state: readonly ItemState[]) => ({
    _id: itemId(ref.request, ref.record),
    state: { $in: state },
  });

  return {
    async add(scope, added) {
      const touchedAt = clock.now();
      const made = added.map((item) => ({
        _id: itemId(item.request, item.record),
        ...item,
        state: 'preparing' as const,
        touchedAt,
      }));
      await items.in(scope).insertMany(made);
      return made.map((item) => ({ ...item, school: scope.school, __v: 0 }));
    },
    async get(scope, ref) {
      const item = await items.in(scope).findOne({ _id: itemId(ref.request, ref.record) });
      return item && withBytes(item);
    },
    list: (scope, request) => items.in(scope).find(idsOf(request), { fields: { prepared: 0, cms: 0 } }),
    listOf: (scope, requests) =>
      items.in(scope).find({ request: { $in: requests } }, { fields: { prepared: 0, cms: 0 } }),
    async toConfirm(scope, request) {
      const found = await items.in(scope).find(idsOf(request), { fields: { 'prepared.increment': 0, cms: 0 } });
      return found.map(withBytes);
    },
    async prepared(scope, ref, prepared) {
      const update = { $set: { state: 'prepared', prepared, touchedAt: clock.now() } };
      return (await items.in(scope).updateMany(at(ref, ['preparing']), update)) === 1;
    },
    async confirmed(scope, signatures) {
      const touchedAt = clock.now();
      const changes = signatures.map(({ cms, ...ref }) => ({
        filter: at(ref, ['prepared']),
        update: { $set: { state: 'confirmed', cms, touchedAt } },
      }));
      await items.in(scope).updateEach(changes);
    },
    async embedded(scope, ref) {
      const update = { $set: { state: 'embedded', touchedAt: clock.now() }, $unset: { prepared: 1, cms: 1 } };
      await items.in(scope).updateMany(at(ref, ['confirmed']), update);
    },
    async fail(scope, ref, end) {
      const update = {
        $set: { state: 'failed', failure: end.failure, touchedAt: clock.now() },
        $unset: { prepared: 1 },
      };
      return (await items.in(scope).updateMany(at(ref, end.from), update)) === 1;
    },
    async failUnconfirmed(scope, request, failure) {
      const filter = { ...idsOf(request), state: { $in: UNCONFIRMED } };
      const update = { $set: { state: 'failed', failure, touchedAt: clock.now() }, $unset: { prepared: 1 } };
      await items.in(scope).updateMany(filter, update);
    },
    async failAbandoned(scope, failure) {
      const since = new Date(clock.now().getTime() - 4 * REQUEST_LIFETIME_MS);
      const update = { $set: { state: 'failed', failure, touchedAt: clock.now() }, $unset: { prepared: 1 } };
      await items.in(scope).updateMany({ state: 'prepared', touchedAt: { $lt: since } }, update);
    },
    stuck: (scope, since, limit) =>
      items
        .in(scope)
        .find(
          { state: { $in: ['preparing', 'confirmed'] }, touchedAt: { $lt: since } },
          { limit, sort: { touchedAt: 1 }, fields: { school: 1, request: 1, record: 1, state: 1, touchedAt: 1 } },
        ),
  };
}

/** The driver gives binary values in a wrapper of its own; everybody else wants the bytes. */
function withBytes(item: SigningItemDocument): SigningItemDocument {
  const { prepared, cms } = item;
  if (!prepared) return item;
  return {
    ...item,
    prepared: { ...prepared, digest: unwrap(prepared.digest), increment: unwrap(prepared.increment) },
    ...(cms && { cms: unwrap(cms) }),
  };
}

function unwrap(value: Uint8Array | { readonly buffer: Uint8Array } | undefined): Uint8Array {
  if (value === undefined || value instanceof Uint8Array) return value ?? new Uint8Array();
  return value.buffer;
}
