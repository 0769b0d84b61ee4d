/** A piece of bytes that is text of one byte a character. */
export interface TextPiece {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Longer texts are always made. */
const LONGEST = 32;
const SLOTS = 4096;

/** What short texts were turned into before, each in the slot that its hash chooses: the same few words fill every PDF. */
export class SharedTexts<T> {
  readonly #bytes = new Uint8Array(SLOTS * LONGEST);
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #kept: (T | undefined)[] = new Array<T | undefined>(SLOTS).fill(undefined);

  /** What was kept for the same text. `hash` must depend on its bytes alone; texts with different hashes are merely not found. */
  find({ bytes, from, to }: TextPiece, hash: number): T | undefined {
    const slot = slotOf(hash);
    const length = to - from;
    if (this.#lengths[slot] !== length) return undefined;
    const known = this.#bytes;
    for (let i = 0, at = slot * LONGEST; i < length; i += 1) if (known[at + i] !== bytes[from + i]) return undefined;
    return this.#kept[slot];
  }

  /** Keeps what a text was turned into, in the place of another one if need be. */
  keep({ bytes, from, to }: TextPiece, hash: number, value: T): T {
    if (to - from > LONGEST) return value;
    const slot = slotOf(hash);
    this.#bytes.set(bytes.subarray(from, to), slot * LONGEST);
    this.#lengths[slot] = to - from;
    this.#kept[slot] = value;
    return value;
  }
}

/** Names that differ in a digit or two must not meet in one slot. */
function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

const texts = new SharedTexts<string>();

/** The piece as text. `hash` as in `SharedTexts`. */
export function sharedText(piece: TextPiece, hash: number): string {
  return texts.find(piece, hash) ?? texts.keep(piece, hash, toText(piece));
}

/** The piece as text, made anew. */
export function toText({ bytes, from, to }: TextPiece): string {
  return bytes.toString('latin1', from, to);
}
