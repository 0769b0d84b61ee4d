import { pdfErrors } from '../errors.ts';
import { MAX_CACHED_BYTES, MAX_FILE_BYTES, MAX_RANGE_READS, PAGE_BYTES } from '../limits.ts';
import { asBuffer } from '../../bytes/as-buffer.ts';
import { type ByteWindow } from '../syntax/lexer.ts';
import { type ByteSource } from './byte-source.ts';

/**
 * What the reader, which is synchronous, sees of a source. Where bytes are not at hand, `window` throws MissingBytes; the
 * step is then repeated after `load` has fetched them. Steps must therefore be safe to repeat.
 */
export interface FileBytes {
  readonly size: number;
  /** A window from `offset` on, of `length` bytes or more, or up to the end of the file. */
  window(offset: number, length: number): ByteWindow;
  load(missing: MissingBytes): Promise<void>;
}

/** Bytes that must be fetched before the step can go on. */
export class MissingBytes extends Error {
  override readonly name = 'MissingBytes';
  readonly offset: number;
  readonly length: number;

  constructor(offset: number, length: number) {
    super('bytes not loaded');
    this.offset = offset;
    this.length = length;
  }
}

/** Chooses how a source is seen: in place where it is in memory, else by pages that are fetched on demand. */
export function fileBytes(source: ByteSource): FileBytes {
  if (source.size > MAX_FILE_BYTES) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'file size', limit: MAX_FILE_BYTES });
  return source.bytes ? memoryBytes(source.bytes) : new PagedBytes(source);
}

function memoryBytes(bytes: Uint8Array): FileBytes {
  const whole: ByteWindow = { bytes: asBuffer(bytes), start: 0, last: true };
  return { size: bytes.length, window: () => whole, load: () => Promise.resolve() };
}

/** Pages of a source, the oldest dropped when too many; one long range beside them. */
class PagedBytes implements FileBytes {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #pages = new Map<number, Buffer>();
  #long: { offset: number; bytes: Buffer } | undefined;
  #reads = 0;

  constructor(source: ByteSource) {
    this.size = source.size;
    this.#source = source;
  }

  window(offset: number, length: number): ByteWindow {
    const end = Math.min(offset + length, this.size);
    if (offset >= end) return { bytes: Buffer.alloc(0), start: this.size, last: true };
    const last = end === this.size;
    if (this.#long && this.#long.offset === offset && this.#long.bytes.length >= end - offset) {
      return { bytes: this.#long.bytes, start: offset, last };
    }
    const first = Math.floor(offset / PAGE_BYTES);
    const final = Math.floor((end - 1) / PAGE_BYTES);
    const pages: Buffer[] = [];
    for (let page = first; page <= final; page += 1) {
      const bytes = this.#pages.get(page);
      if (!bytes) throw new MissingBytes(offset, end - offset);
      pages.push(bytes);
    }
    const [only] = pages;
    if (only && first === final)
      return { bytes: only, start: first * PAGE_BYTES, last: (final + 1) * PAGE_BYTES >= this.size };
    const parts = pages.map((page, index) => {
      const start = (first + index) * PAGE_BYTES;
      return page.subarray(Math.max(offset - start, 0), end - start);
    });
    return { bytes: Buffer.concat(parts), start: offset, last };
  }

  async load({ offset, length }: MissingBytes): Promise<void> {
    this.#reads += 1;
    if (this.#reads > MAX_RANGE_READS) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'reads', limit: MAX_RANGE_READS });
    if (length > 16 * PAGE_BYTES) {
      this.#long = { offset, bytes: asBuffer(await this.#source.read(offset, length)) };
      return;
    }
    const first = Math.floor(offset / PAGE_BYTES);
    const from = first * PAGE_BYTES;
    const count = Math.ceil((offset + length - from) / PAGE_BYTES);
    const bytes = asBuffer(await this.#source.read(from, Math.min(count * PAGE_BYTES, this.size - from)));
    for (let page = 0; page < count; page += 1) {
      this.#pages.delete(first + page);
      this.#pages.set(first + page, bytes.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES));
    }
    this.#dropOldest();
  }

  #dropOldest(): void {
    for (const page of this.#pages.keys()) {
      if (this.#pages.size * PAGE_BYTES <= MAX_CACHED_BYTES) return;
      this.#pages.delete(page);
    }
  }
}
