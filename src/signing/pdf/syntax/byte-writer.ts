/** Text up to this length is put down faster character by character than by a call of the runtime. */
const SHORT = 24;

/** A growing buffer of bytes to be appended to a file; `offset` counts from the start of that file. */
export class ByteWriter {
  readonly base: number;
  #buffer: Buffer;
  #length = 0;

  /** @param base offset in the file of the first byte written. */
  constructor(base: number, capacity = 8192) {
    this.base = base;
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  get offset(): number {
    return this.base + this.#length;
  }

  /** Text of characters up to U+00FF, one byte each. */
  latin1(text: string): this {
    this.#reserve(text.length);
    if (text.length > SHORT) this.#length += this.#buffer.write(text, this.#length, 'latin1');
    else for (let i = 0; i < text.length; i += 1) this.#buffer[this.#length++] = text.charCodeAt(i);
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  byte(code: number): this {
    this.#reserve(1);
    this.#buffer[this.#length] = code;
    this.#length += 1;
    return this;
  }

  /** Overwrites what was written at this file offset. */
  patch(offset: number, text: string): void {
    this.#buffer.write(text, offset - this.base, 'latin1');
  }

  /** The bytes so far; a view, good until the next write. */
  view(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.view());
    this.#buffer = larger;
  }
}
