import { type Database } from '../kernel/db.ts';
import { createDelegations, type DelegationDeps, type Delegations } from './delegations.ts';
import { delegationCollection, itemCollection, requestCollection } from './model.ts';
import { createSigningItems, type SigningItems } from './signing-items.ts';
import { createSigningRequests, type SigningRequests } from './signing-requests.ts';

export {
  type Delegations,
  isInForce,
  LONGEST_DELEGATION_DAYS,
  managesDelegations,
  type NewDelegation,
} from './delegations.ts';
export { DUTY_NAMES, reasonOf } from './duty-names.ts';
export { approvalErrors } from './errors.ts';
export { inboxFilter, type InboxQuery } from './inbox-filter.ts';
export { assertMayKnow, type Candidate, judgeTurn, purposeAt, type Turn, type Wish } from './judge-turn.ts';
export { isFreeToDecide, placeOf, reaches, type Standing, standingAt, type TurnRecord } from './policy.ts';
export { type Manner, mannerOf, postOf } from './manner.ts';
export { type InboxEntry, presentDelegation, presentInbox, presentRequest } from './present.ts';
export { type ItemRef, type NewSigningItem, type SigningItems } from './signing-items.ts';
export {
  CONFIRMED_LEASE_MS,
  countItems,
  isExpired,
  isSettled,
  itemId,
  MOST_RECORDS_IN_A_REQUEST,
  purposeOf,
  REQUEST_LIFETIME_MS,
  stateOf,
} from './signing-request.ts';
export { type SigningRequests } from './signing-requests.ts';
export type {
  DelegationDocument,
  Failure,
  ItemState,
  PreparedItem,
  Refusal,
  RequestState,
  SigningItemDocument,
  SigningPurpose,
  CornerWish,
  PageBox,
  SigningRequestDocument,
  StampWish,
} from './types.ts';

/** Who may act on a record now, in whose name, and the signing requests by which they do. */
export interface Approvals {
  readonly requests: SigningRequests;
  readonly items: SigningItems;
  readonly delegations: Delegations;
}

export function createApprovals(deps: DelegationDeps & { readonly db: Database }): Approvals {
  return {
    requests: createSigningRequests(requestCollection(deps.db), deps.clock),
    items: createSigningItems(itemCollection(deps.db), deps.clock),
    delegations: createDelegations(delegationCollection(deps.db), deps),
  };
}
