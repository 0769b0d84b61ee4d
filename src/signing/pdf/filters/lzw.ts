import { PdfDamage } from '../errors.ts';

const CLEAR = 256;
const END = 257;
const FIRST_ENTRY = 258;
const MAX_CODE = 4096;
/** So many outputs make every entry of the table known. */
const MAX_OUTPUTS = MAX_CODE - FIRST_ENTRY + 1;

/** Decodes LZW (ISO 32000-1, 7.4.4); `early` is /EarlyChange. Undefined when more than `limit` bytes would come out. */
export function decodeLzw(data: Uint8Array, early: number, limit: number): Uint8Array | undefined {
  const out = new LzwOutput(Math.min(limit, data.length * 4 + 256), limit);
  let width = 9;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      out.clear();
      width = 9;
      continue;
    }
    if (!out.put(code)) return undefined;
    if (out.next + early >= 1 << width && width < 12) width += 1;
  }
  return out.bytes();
}

/**
 * What was decoded, and the table. An entry of it is one output and the first byte of the next one, which stand side by
 * side in what was decoded; so where each output since the last clear starts is all that must be known.
 */
class LzwOutput {
  readonly #starts = new DataView(new ArrayBuffer(MAX_OUTPUTS * 4));
  readonly #limit: number;
  #out: DataView<ArrayBuffer>;
  #size = 0;
  #outputs = 0;

  constructor(room: number, limit: number) {
    this.#out = new DataView(new ArrayBuffer(room));
    this.#limit = limit;
  }

  /** The code that the next entry gets. */
  get next(): number {
    return FIRST_ENTRY - 1 + this.#outputs;
  }

  clear(): void {
    this.#outputs = 0;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#out.buffer, 0, this.#size);
  }

  /** Puts out what a code stands for; false where that is beyond the limit. */
  put(code: number): boolean {
    if (code >= FIRST_ENTRY + this.#outputs) throw new PdfDamage('LZW');
    const size = this.#size;
    if (this.#outputs < MAX_OUTPUTS) {
      this.#starts.setUint32(this.#outputs * 4, size);
      this.#outputs += 1;
    }
    if (code < CLEAR) {
      if (!this.#makeRoom(1)) return false;
      this.#out.setUint8(size, code);
      this.#size += 1;
      return true;
    }
    const entry = (code - FIRST_ENTRY) * 4;
    const start = this.#starts.getUint32(entry);
    const length = this.#starts.getUint32(entry + 4) - start + 1;
    if (!this.#makeRoom(length)) return false;
    for (let i = 0; i < length; i += 1) this.#out.setUint8(size + i, this.#out.getUint8(start + i));
    this.#size += length;
    return true;
  }

  #makeRoom(more: number): boolean {
    const needed = this.#size + more;
    if (needed <= this.#out.byteLength) return true;
    if (needed > this.#limit) return false;
    const larger = new Uint8Array(Math.min(this.#limit, needed * 2));
    larger.set(this.bytes());
    this.#out = new DataView(larger.buffer);
    return true;
  }
}
