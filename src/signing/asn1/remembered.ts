import { byteAt } from '../bytes/byte-at.ts';
import { standsAt } from '../bytes/same-bytes.ts';

/** How many results to keep, and the longest encoding, in bytes, whose result is kept. */
export interface Memory {
  readonly count: number;
  readonly maxSize: number;
}

/**
 * A reader that keeps its last results by the bytes they were read from: the same few issuers sign everything. Only for
 * readers whose result depends on these bytes alone and is never changed. Failures are not kept.
 */
export function remembered<T>(read: (der: Uint8Array) => T, { count, maxSize }: Memory): ReadPiece<T> {
  const kept = new Map<number, { readonly der: Uint8Array; readonly result: T }>();
  return (bytes, from = 0, to = bytes.length) => {
    if (to - from > maxSize) return read(bytes.subarray(from, to));
    const hash = hashOf(bytes, from, to);
    const known = kept.get(hash);
    if (known?.der.length === to - from && standsAt(bytes, from, known.der)) return known.result;
    const own = Uint8Array.from(bytes.subarray(from, to)); // what is kept must not change with the caller's buffer
    const result = read(own);
    if (!known && kept.size >= count) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(hash, { der: own, result });
    return result;
  };
}

/** Reads what stands in `bytes` from `from` up to `to`, all of them if these are not given. */
type ReadPiece<T> = (bytes: Uint8Array, from?: number, to?: number) => T;

/** Bytes that go into a hash: the last ones, where names have the person and certificates the signature. */
const HASHED = 48;

/** Of encodings with the same hash the last one is kept, so that whoever makes them collide only slows his own file. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = Math.max(from, to - HASHED); at < to; at += 1) hash = Math.imul(hash ^ byteAt(bytes, at), 0x01000193);
  return hash >>> 2;
}
