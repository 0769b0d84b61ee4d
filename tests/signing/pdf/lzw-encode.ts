const CLEAR = 256;
const END = 257;
const MAX_CODE = 4096;

/** Collects LZW codes of 9 to 12 bits; counts the table of the decoder, which is one entry behind the encoder's. */
class Codes {
  readonly #early: number;
  #bits: string[] = [];
  #width = 9;
  #outputs = 0;

  constructor(early: number) {
    this.#early = early;
    this.control(CLEAR);
  }

  /** The code that the decoder's next entry gets. */
  get next(): number {
    return Math.min(MAX_CODE, 257 + this.#outputs);
  }

  control(code: number): void {
    this.#bits.push(code.toString(2).padStart(this.#width, '0'));
    this.#outputs = 0;
    this.#width = 9;
  }

  put(code: number): void {
    this.#bits.push(code.toString(2).padStart(this.#width, '0'));
    this.#outputs += 1;
    if (this.next + this.#early >= 2 ** this.#width && this.#width < 12) this.#width += 1;
  }

  bytes(): Buffer {
    const octets = this.#bits.join('').match(/.{1,8}/g) ?? [];
    return Buffer.from(octets.map((octet) => parseInt(octet.padEnd(8, '0'), 2)));
  }
}

/** Bytes as LZW, one code each, as an encoder would write them that never finds a repetition. */
export function lzwLiterals(data: Uint8Array, early = 1): Buffer {
  const codes = new Codes(early);
  for (const byte of data) codes.put(byte);
  codes.control(END);
  return codes.bytes();
}

/** At least `size` zeros: each code is the entry that it makes itself, until the table is full. */
export function lzwZeros(size: number): Buffer {
  const codes = new Codes(1);
  codes.put(0);
  for (let length = 1, written = 1; written < size; written += length) {
    const code = Math.min(codes.next, MAX_CODE - 1);
    length = code - 256;
    codes.put(code);
  }
  codes.control(END);
  return codes.bytes();
}

/** Bytes as LZW as encoders write it: the table is cleared when it is full, if `clears`, else it stays as it is. */
export function lzw(data: Uint8Array, { early = 1, clears = true } = {}): Buffer {
  const codes = new Codes(early);
  let table = new Map<string, number>();
  let held = '';
  const codeOf = (text: string): number => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) ?? END));
  for (const byte of data) {
    const longer = held + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      held = longer;
      continue;
    }
    codes.put(codeOf(held));
    if (codes.next < MAX_CODE) table.set(longer, codes.next);
    else if (clears) {
      codes.control(CLEAR);
      table = new Map();
    }
    held = longer.slice(-1);
  }
  codes.put(codeOf(held));
  codes.control(END);
  return codes.bytes();
}
