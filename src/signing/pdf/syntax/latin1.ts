/** Longer texts are made natively. */
const SHORT = 24;
const SLOTS = 4096;

/** Short texts made before, each in the slot that its bytes choose: the same few names fill every PDF. */
const kept: string[] = new Array<string>(SLOTS).fill('');

/** The bytes in `[from, to)` as text, one character each. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > SHORT) return latin1Slice(bytes, from, to);
  let hash = 0;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash, 31) + Number(bytes[i]);
  const slot = hash & (SLOTS - 1);
  const known = kept[slot] as string;
  if (isWritten(known, { bytes, from, to })) return known;
  return (kept[slot] = latin1Slice(bytes, from, to));
}

function latin1Slice(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

function isWritten(text: string, { bytes, from, to }: { bytes: Uint8Array; from: number; to: number }): boolean {
  if (text.length !== to - from) return false;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
