import { type StepKind } from '../records/index.ts';
import {
  type ItemState,
  type RequestState,
  type SigningItemDocument,
  type SigningPurpose,
  type SigningRequestDocument,
} from './types.ts';

/** Records that one request may name. */
export const MOST_RECORDS_IN_A_REQUEST = 200;
/** How long a request waits for its confirmation, in milliseconds. */
export const REQUEST_LIFETIME_MS = 15 * 60_000;
/** How long a confirmed record stays leased while its signature is put in, in milliseconds. */
export const CONFIRMED_LEASE_MS = 7 * 24 * 3_600_000;
/** How long one confirmation may take before another may take its place, in milliseconds. */
export const CLAIM_MS = 60_000;

/** The key of the part of a request that concerns one record. */
export function itemId(request: string, record: string): string {
  return `${request}-${record}`;
}

/** Which credential a step needs; undefined for a step that is a click. */
export function purposeOf(kind: StepKind): SigningPurpose | undefined {
  if (kind === 'approve') return undefined;
  return kind === 'seal' ? 'seal' : 'personal';
}

/** How many items stand where. */
export function countItems(items: readonly Pick<SigningItemDocument, 'state'>[]): Record<ItemState, number> {
  const counts: Record<ItemState, number> = { preparing: 0, prepared: 0, confirmed: 0, embedded: 0, failed: 0 };
  for (const item of items) counts[item.state] += 1;
  return counts;
}

type RequestTimes = Pick<SigningRequestDocument, 'state' | 'expiresAt'>;

/** Whether a request that nobody confirmed is past its time. */
export function isExpired(request: RequestTimes, now: Date): boolean {
  return request.state === 'expired' || (request.state === 'open' && request.expiresAt <= now);
}

/** What a client is told: derived, so that no worker ever has to count the others. */
export function stateOf(
  request: RequestTimes,
  items: readonly Pick<SigningItemDocument, 'state'>[],
  now: Date,
): RequestState {
  if (request.state === 'cancelled') return 'cancelled';
  if (isExpired(request, now)) return 'expired';
  const counts = countItems(items);
  if (request.state === 'confirmed') {
    if (counts.confirmed > 0 || counts.preparing + counts.prepared > 0) return 'confirmed';
    return counts.embedded > 0 ? 'done' : 'failed';
  }
  if (counts.preparing > 0) return 'preparing';
  return counts.prepared > 0 || counts.confirmed > 0 ? 'ready' : 'failed';
}

/** Whether an item has anything left to do. */
export function isSettled(item: Pick<SigningItemDocument, 'state'>): boolean {
  return item.state === 'embedded' || item.state === 'failed';
}
