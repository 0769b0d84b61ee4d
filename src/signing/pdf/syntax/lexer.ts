import { byteAt } from '../../bytes/byte-at.ts';
import { type PdfName, PdfRef } from '../objects.ts';
import { hexValue, isDigit, isRegular, isWhitespace } from './characters.ts';
import { sharedName } from './shared-name.ts';
import { sharedText } from './shared-text.ts';

/** A contiguous piece of a file: `bytes[0]` stands at offset `start`; `last` when it reaches the end of the file. */
export interface ByteWindow {
  readonly bytes: Buffer;
  readonly start: number;
  readonly last: boolean;
}

/** The window ended before the token did: try again with a larger one. */
export class WindowTooShort extends Error {
  override readonly name = 'WindowTooShort';
}

const BACKSLASH = 92;
const MAX_PLAIN_DIGITS = 9;
const escapes = new Map<number, number>([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
]);

/** Reads tokens from a window. Positions are indexes into the window; `offset` is the place in the file. */
export class Lexer {
  readonly bytes: Buffer;
  readonly start: number;
  readonly #last: boolean;
  pos: number;
  /** Values read so far, counted by the parser. */
  values = 0;

  constructor(window: ByteWindow, offset: number) {
    this.bytes = window.bytes;
    this.start = window.start;
    this.#last = window.last;
    this.pos = offset - window.start;
  }

  get offset(): number {
    return this.start + this.pos;
  }

  /** The byte here, -1 at the end of the file. */
  peek(ahead = 0): number {
    const code = this.bytes[this.pos + ahead];
    return code ?? this.#exhausted();
  }

  skipWhitespace(): void {
    const { bytes } = this;
    for (;;) {
      let { pos } = this;
      let code = bytes[pos];
      while (code !== undefined && isWhitespace(code)) code = bytes[(pos += 1)];
      this.pos = pos;
      if (code === undefined) this.#exhausted();
      if (code !== 37) return;
      this.#skipComment();
    }
  }

  /** Regular characters from here: a number, a keyword, the rest of a name. */
  readRegular(): string {
    const from = this.pos;
    const hash = this.#passRegular();
    return sharedText({ bytes: this.bytes, from, to: this.pos }, hash);
  }

  /** Passes over regular characters; returns a hash of them. */
  #passRegular(): number {
    const { bytes } = this;
    let { pos } = this;
    let hash = 0;
    let code = bytes[pos];
    while (code !== undefined && isRegular(code)) {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = bytes[(pos += 1)];
    }
    if (code === undefined) this.#exhausted();
    this.pos = pos;
    return hash;
  }

  /** An unsigned integer, or -1 (and nothing consumed) where none stands. */
  readInteger(): number {
    const { bytes, pos: from } = this;
    let pos = from;
    let value = 0;
    let code = bytes[pos];
    while (code !== undefined && isDigit(code)) {
      value = value * 10 + (code - 48);
      code = bytes[(pos += 1)];
    }
    if (code === undefined) this.#exhausted();
    if (pos === from || pos - from > 15) return -1;
    this.pos = pos;
    return value;
  }

  /** A reference as programs write it, `N G R` with one blank each; undefined, and nothing consumed, where none stands so. */
  readPlainReference(): PdfRef | undefined {
    const { bytes, pos: from } = this;
    let at = from;
    let num = 0;
    let gen = 0;
    let code = bytes[at];
    for (; code !== undefined && isDigit(code); code = bytes[(at += 1)]) num = num * 10 + (code - 48);
    if (code !== 32 || at - from > MAX_PLAIN_DIGITS) return undefined;
    const blank = at;
    code = bytes[(at += 1)];
    for (; code !== undefined && isDigit(code); code = bytes[(at += 1)]) gen = gen * 10 + (code - 48);
    const after = bytes[at + 2];
    if (code !== 32 || at - blank < 2 || at - blank > MAX_PLAIN_DIGITS || bytes[at + 1] !== 82) return undefined;
    if (after === undefined || isRegular(after)) return undefined;
    this.pos = at + 2;
    return new PdfRef(num, gen);
  }

  /** Consumes `word` if it stands here. */
  accept(word: string): boolean {
    for (let i = 0; i < word.length; i += 1) {
      if (this.peek(i) !== word.charCodeAt(i)) return false;
    }
    this.pos += word.length;
    return true;
  }

  /** A name (7.3.5); its slash stands here. */
  readName(): PdfName {
    const from = (this.pos += 1);
    const hash = this.#passRegular();
    return sharedName({ bytes: this.bytes, from, to: this.pos }, hash);
  }

  /** A literal string (7.3.4.2); the opening parenthesis stands here. */
  readLiteralString(): Uint8Array {
    const from = (this.pos += 1);
    let depth = 1;
    let plain = true;
    for (; ; this.pos += 1) {
      const code = this.peek();
      if (code === -1) break;
      if (code === BACKSLASH) {
        plain = false;
        this.pos += 1;
        if (this.peek() === -1) break;
      } else if (code === 13) plain = false;
      else if (code === 40) depth += 1;
      else if (code === 41 && (depth -= 1) === 0) break;
    }
    const to = this.pos;
    if (this.peek() !== -1) this.pos += 1;
    const body = this.bytes.subarray(from, to);
    return plain ? body : unescape(body);
  }

  /** A hexadecimal string (7.3.4.3); the opening angle bracket stands here. */
  readHexString(): Uint8Array {
    const from = (this.pos += 1);
    const close = this.bytes.indexOf(62, from);
    if (close === -1) this.#exhausted();
    const to = close === -1 ? this.bytes.length : close;
    this.pos = close === -1 ? to : to + 1;
    return decodeHex(this.bytes, from, to);
  }

  #skipComment(): void {
    let code = this.peek();
    while (code !== -1 && code !== 10 && code !== 13) {
      this.pos += 1;
      code = this.peek();
    }
  }

  #exhausted(): -1 {
    if (!this.#last) throw new WindowTooShort();
    return -1;
  }
}

/** Up to so many digits are turned one by one: a call into the runtime costs more. */
const FEW_DIGITS = 96;

/** Hexadecimal digits to bytes; what is no digit is skipped, a missing last digit counts as zero. */
export function decodeHex(bytes: Buffer, from = 0, to = bytes.length): Uint8Array {
  if (to - from > FEW_DIGITS) {
    const plain = Buffer.from(bytes.toString('latin1', from, to), 'hex');
    if (plain.length * 2 === to - from) return plain;
  }
  const out = new Uint8Array((to - from + 1) >> 1);
  let nibbles = 0;
  for (let digit = from; digit < to; digit += 1) {
    const value = hexValue(byteAt(bytes, digit));
    if (value < 0) continue;
    const at = nibbles >> 1;
    out[at] = nibbles % 2 === 0 ? value << 4 : byteAt(out, at) | value;
    nibbles += 1;
  }
  const length = (nibbles + 1) >> 1;
  return length === out.length ? out : out.subarray(0, length);
}

function unescape(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length);
  let length = 0;
  for (let i = 0; i < body.length; i += 1) {
    let code = byteAt(body, i);
    if (code === 13) {
      if (body[i + 1] === 10) i += 1;
      code = 10;
    } else if (code === BACKSLASH) {
      i += 1;
      code = byteAt(body, i);
      if (code === 13 || code === 10) {
        if (code === 13 && body[i + 1] === 10) i += 1;
        continue;
      }
      if (code >= 48 && code <= 55) {
        let value = code - 48;
        for (let n = 0; n < 2 && isOctal(body[i + 1]); n += 1) value = value * 8 + (byteAt(body, (i += 1)) - 48);
        code = value & 255;
      } else code = escapes.get(code) ?? code;
    }
    out[length] = code;
    length += 1;
  }
  return out.subarray(0, length);
}

function isOctal(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 55;
}
