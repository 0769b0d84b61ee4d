/** Pieces up to this length are compared here: a call into the runtime costs more. */
const SHORT = 64;

/** Whether two pieces of bytes are equal. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  return a.length === b.length && standsAt(b, 0, a);
}

/** Whether `piece` stands in `bytes` from `from` on. */
export function standsAt(bytes: Uint8Array, from: number, piece: Uint8Array): boolean {
  const { length } = piece;
  if (piece[length - 1] !== bytes[from + length - 1] && length > 0) return false;
  if (length > SHORT) return Buffer.compare(piece, bytes.subarray(from, from + length)) === 0;
  for (let i = 0; i < length; i += 1) if (piece[i] !== bytes[from + i]) return false;
  return true;
}
