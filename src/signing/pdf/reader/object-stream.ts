import { asBuffer } from '../../bytes/as-buffer.ts';
import { PdfDamage } from '../errors.ts';
import { countValue, type PdfDict, type PdfObject } from '../objects.ts';
import { Lexer } from '../syntax/lexer.ts';
import { readObject, type StringReading } from '../syntax/object-parser.ts';

const CONTAINED: StringReading = { contained: true };

/** An object stream, inflated (ISO 32000-1, 7.5.7). */
export interface ObjectStream {
  readonly data: Buffer;
  /** Object numbers in their order, and where each object starts in `data`. */
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  /** Place of each number; of one that occurs twice the last. */
  readonly places: ReadonlyMap<number, number>;
  /** Objects read so far, by their place. */
  readonly read: Map<number, ContainedObject>;
}

/** An object in a stream, and how many values were read for it. */
export interface ContainedObject {
  readonly object: PdfObject;
  readonly values: number;
}

/** Reads the directory of an object stream. */
export function readObjectStream(dict: PdfDict, decoded: Uint8Array): ObjectStream {
  const data = asBuffer(decoded);
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
  return { data, numbers, offsets, places: new Map(numbers.map((num, index) => [num, index])), read: new Map() };
}

/** The same stream, but what is read from it is not kept. */
export function unkept(stream: ObjectStream): ObjectStream {
  return { ...stream, read: new Map() };
}

/** The object `num`, at `index` if that is where the directory has it, else wherever it has it. */
export function readContainedObject(stream: ObjectStream, num: number, index: number): ContainedObject {
  const at = stream.numbers[index] === num ? index : (stream.places.get(num) ?? -1);
  const known = stream.read.get(at);
  if (known) return known;
  const offset = stream.offsets[at];
  if (offset === undefined) throw new PdfDamage('object not in its stream');
  const lexer = new Lexer({ bytes: stream.data, start: 0, last: true }, offset);
  const found = { object: readObject(lexer, CONTAINED), values: lexer.values };
  stream.read.set(at, found);
  return found;
}
