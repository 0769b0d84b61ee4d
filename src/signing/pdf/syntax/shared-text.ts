/** A piece of bytes that is text of one byte a character. */
export interface TextPiece {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Longer texts are always made. */
const SHORT = 24;
const SLOTS = 4096;

/** Short texts made before, each in the slot that its hash chooses: the same few words fill every PDF. */
const kept: string[] = new Array<string>(SLOTS).fill('');

/** The piece as text. `hash` must depend on its bytes alone; texts with different hashes are merely not shared. */
export function sharedText(piece: TextPiece, hash: number): string {
  if (piece.to - piece.from > SHORT) return toText(piece);
  const slot = slotOf(hash, SLOTS);
  const known = kept[slot] as string;
  return isText(known, piece) ? known : (kept[slot] = toText(piece));
}

/** The slot of a hash among as many as a power of two; names that differ in a digit or two must not meet in one. */
export function slotOf(hash: number, slots: number): number {
  return (hash ^ (hash >>> 15)) & (slots - 1);
}

/** The piece as text, made anew. */
export function toText({ bytes, from, to }: TextPiece): string {
  return bytes.toString('latin1', from, to);
}

/** Whether a text is what the piece holds. */
export function isText(text: string, { bytes, from, to }: TextPiece): boolean {
  if (text.length !== to - from) return false;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
