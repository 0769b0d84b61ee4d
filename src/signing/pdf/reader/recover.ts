import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_OBJECT_NUMBER, MAX_SCAN_WORK_FACTOR } from '../limits.ts';
import { countValue, PdfDict, PdfRef, PdfStream } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { readAt, sliceOf } from '../source/read-at.ts';
import { backOver, isDigit, isWhitespace } from '../syntax/characters.ts';
import { type IndirectObject, readIndirectObject, readObject } from '../syntax/object-parser.ts';
import { streamLength } from './stream-data.ts';

const STEP = 512 * 1024;
const LOOK_BACK = 64;

/** An object found by scanning. */
export interface FoundObject {
  readonly offset: number;
  readonly gen: number;
}

interface Slice {
  /** File offset of the slice's first byte, and the lowest position that has enough of the file before it. */
  readonly from: number;
  readonly first: number;
  readonly slice: Buffer;
}

/**
 * Finds the objects of a file whose cross-reference sections are of no use, by reading it from end to end once. It goes on
 * from where it was when bytes had to be fetched in between. Of objects with the same number the last one counts.
 */
export class Scanner {
  readonly objects = new Map<number, FoundObject>();
  /** Offsets of the object streams by object number, in file order. */
  readonly containers = new Map<number, number>();
  readonly catalogs: PdfRef[] = [];
  /** Trailer dictionaries and those of cross-reference streams, in file order. */
  readonly trailers: PdfDict[] = [];
  sawTable = false;
  sawStream = false;
  readonly #bytes: FileBytes;
  readonly #workLimit: number;
  #position: number;
  #work = 0;
  /** Where the stream started whose `endstream` is being looked for. */
  #inStream: number | undefined;
  #noMoreEnds = false;
  #slice: Slice | undefined;

  constructor(bytes: FileBytes, start: number) {
    this.#bytes = bytes;
    this.#position = start;
    this.#workLimit = MAX_SCAN_WORK_FACTOR * bytes.size + 1024 * 1024;
  }

  /** Scans to the end of the file. */
  run(): void {
    for (;;) {
      if (this.#position >= this.#bytes.size) {
        if (this.#inStream === undefined) return;
        this.#position = this.#inStream;
        this.#inStream = undefined;
        this.#noMoreEnds = true;
      }
      this.#step();
    }
  }

  #step(): void {
    const { from, slice } = this.#current();
    const end = from + slice.length;
    if (this.#inStream !== undefined) {
      const found = slice.indexOf('endstream', this.#position - from, 'latin1');
      this.#position = found >= 0 ? from + found + 9 : this.#next(end, 8);
      if (found >= 0) this.#inStream = undefined;
      return;
    }
    const at = this.#position - from;
    const object = slice.indexOf('obj', at, 'latin1');
    const trailer = slice.subarray(0, object < 0 ? slice.length : object).indexOf('trailer', at, 'latin1');
    if (trailer >= 0) this.#trailer(from + trailer);
    else if (object >= 0) this.#object(slice, { from, at: object });
    else this.#position = this.#next(end, 6);
  }

  /** The slice the position is in, kept while it serves. */
  #current(): Slice {
    const held = this.#slice;
    const end = held ? held.from + held.slice.length : 0;
    if (held && this.#position < end - (end < this.#bytes.size ? LOOK_BACK : 0) && this.#position >= held.first)
      return held;
    const from = Math.max(0, this.#position - LOOK_BACK);
    this.#slice = { from, first: this.#position, slice: sliceOf(this.#bytes, from, STEP + LOOK_BACK) };
    return this.#slice;
  }

  /** Where to go on when a slice held nothing: at the end of the file, or so that a word across the border is not missed. */
  #next(end: number, overlap: number): number {
    return end >= this.#bytes.size ? end : Math.max(this.#position + 1, end - overlap);
  }

  #trailer(offset: number): void {
    const dict = readAt(this.#bytes, offset + 7, (lexer) => {
      const object = readObject(lexer);
      this.#spend(lexer.offset - offset);
      return object;
    });
    if (dict instanceof PdfDict) {
      this.trailers.push(dict);
      this.sawTable = true;
    }
    this.#position = offset + 7;
  }

  #object(slice: Buffer, { from, at }: { from: number; at: number }): void {
    const after = from + at + 3;
    const header = headerStart(slice, at);
    if (header < 0) {
      this.#position = after;
      return;
    }
    const found = this.#parse(from + header);
    if (found) this.#keep(found, from + header);
    this.#position = this.#after(found, after);
  }

  #parse(offset: number): IndirectObject | undefined {
    try {
      const found = readAt(this.#bytes, offset, (lexer) => readIndirectObject(lexer));
      this.#spend(found.end - offset);
      return found;
    } catch (error) {
      if (error instanceof PdfDamage) return undefined;
      throw error;
    }
  }

  #keep({ id, value }: IndirectObject, offset: number): void {
    if (id.num === 0 || id.num > MAX_OBJECT_NUMBER) return;
    this.objects.set(id.num, { offset, gen: id.gen });
    this.containers.delete(id.num);
    const dict = value instanceof PdfStream ? value.dict : value;
    if (!(dict instanceof PdfDict)) return;
    const type = dict.nameOf('Type');
    if (type === 'Catalog') this.catalogs.push(id);
    if (!(value instanceof PdfStream)) return;
    if (type === 'ObjStm') this.containers.set(id.num, offset);
    if (type === 'XRef') {
      this.trailers.push(dict);
      this.sawStream = true;
    }
  }

  /** Past the data of a stream, so that what looks like objects inside it is not taken for any. */
  #after(found: IndirectObject | undefined, fallback: number): number {
    if (!(found?.value instanceof PdfStream)) return fallback;
    const { start, dict } = found.value;
    const length = countValue(dict.get('Length'));
    if (length !== undefined && start + length < this.#bytes.size && this.#endsAt(found.value, length))
      return start + length;
    if (!this.#noMoreEnds) this.#inStream = start;
    return start;
  }

  #endsAt(stream: PdfStream, length: number): boolean {
    const tail = sliceOf(this.#bytes, stream.start + length, 16)
      .toString('latin1')
      .trimStart();
    return tail.startsWith('endstream') && streamLength(this.#bytes, stream, length) === length;
  }

  #spend(work: number): void {
    this.#work += work;
    if (this.#work > this.#workLimit) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'scan', limit: this.#workLimit });
  }
}

/** Where the header `N G obj` starts whose `obj` stands at `at`; -1 if there is none. */
function headerStart(slice: Buffer, at: number): number {
  const gen = digitsBefore(slice, at);
  if (gen < 1) return -1;
  return isWhitespace(slice.readUInt8(gen - 1)) ? digitsBefore(slice, gen) : -1;
}

/** Start of the run of digits that ends (with blanks between) before `end`. */
function digitsBefore(slice: Buffer, end: number): number {
  const last = backOver(slice, end, isWhitespace);
  const at = backOver(slice, last, isDigit);
  return at < last ? at : -1;
}

/** One trailer out of all that were found: of each key that matters, the last value. */
export function mergeTrailers(scanner: Scanner): PdfDict {
  const merged = new PdfDict();
  for (const trailer of scanner.trailers) {
    for (const key of ['Root', 'Info', 'ID', 'Encrypt']) {
      const value = trailer.get(key);
      if (value !== undefined && (key !== 'Root' || value instanceof PdfRef)) merged.entries.set(key, value);
    }
  }
  return merged;
}
