import { PdfDamage } from '../errors.ts';
import { MAX_CONTAINER_CACHE_BYTES } from '../limits.ts';
import { countValue, type PdfDict } from '../objects.ts';
import { Lexer } from '../syntax/lexer.ts';

/** An object stream, inflated (ISO 32000-1, 7.5.7). */
export interface ObjectStream {
  readonly data: Uint8Array;
  /** Object numbers in their order, and where each object starts in `data`. */
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  /** Place of each number; of one that occurs twice the last. */
  readonly places: ReadonlyMap<number, number>;
}

/** Reads the directory of an object stream. */
export function readObjectStream(dict: PdfDict, data: Uint8Array): ObjectStream {
  const count = countValue(dict.get('N'));
  const first = countValue(dict.get('First'));
  if (count === undefined || first === undefined || count * 4 > data.length + 4) throw new PdfDamage('object stream');
  const lexer = new Lexer({ bytes: data, start: 0, last: true }, 0);
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < count; i += 1) {
    lexer.skipWhitespace();
    const num = lexer.readInteger();
    lexer.skipWhitespace();
    const offset = lexer.readInteger();
    if (num < 0 || offset < 0) throw new PdfDamage('object stream');
    numbers.push(num);
    offsets.push(first + offset);
  }
  return { data, numbers, offsets, places: new Map(numbers.map((num, index) => [num, index])) };
}

/** A lexer at the object `num`, at `index` if that is where the directory has it, else wherever it has it. */
export function enterContainedObject(stream: ObjectStream, num: number, index: number): Lexer {
  const at = stream.numbers[index] === num ? index : (stream.places.get(num) ?? -1);
  const offset = stream.offsets[at];
  if (offset === undefined) throw new PdfDamage('object not in its stream');
  return new Lexer({ bytes: stream.data, start: 0, last: true }, offset);
}

/** Inflated object streams by their object number, all dropped when they would take too much memory. */
export class KeptObjectStreams {
  readonly #kept = new Map<number, ObjectStream>();
  #bytes = 0;

  get(num: number): ObjectStream | undefined {
    return this.#kept.get(num);
  }

  keep(num: number, stream: ObjectStream): void {
    const { length } = stream.data;
    if (this.#bytes + length > MAX_CONTAINER_CACHE_BYTES) this.clear();
    this.#bytes += length;
    this.#kept.set(num, stream);
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}
