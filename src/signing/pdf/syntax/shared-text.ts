/** A piece of bytes that is text of one byte a character. */
export interface TextPiece {
  readonly bytes: Uint8Array;
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
  const slot = hash & (SLOTS - 1);
  const known = kept[slot] as string;
  return isText(known, piece) ? known : (kept[slot] = toText(piece));
}

function toText({ bytes, from, to }: TextPiece): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

function isText(text: string, { bytes, from, to }: TextPiece): boolean {
  if (text.length !== to - from) return false;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
