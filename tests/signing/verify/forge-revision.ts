import { openPdfBytes } from '../../../src/signing/pdf/reader/pdf-file.ts';
import { type PdfDict, PdfRef } from '../../../src/signing/pdf/objects.ts';
import { nextNumber } from './append-revision.ts';
import { writeObject } from './write-object.ts';

/** One object of a forged revision, as the text between `obj` and `endobj`. */
export interface ForgedObject {
  readonly num: number;
  readonly gen?: number;
  readonly body: string | Buffer;
  /** Whether the cross-reference table lists it; default true. */
  readonly listed?: boolean;
}

/** A revision with anything in it that a well-behaved program would not write. */
export interface Forgery {
  readonly objects?: readonly ForgedObject[];
  /** Further rows of the table, as text; `at` gives the offset of an object of this forgery, by its place in `objects`. */
  readonly rows?: (at: readonly number[]) => readonly string[];
  /** Entries of the trailer set in place of the usual ones; `undefined` leaves one out. */
  readonly trailer?: Readonly<Record<string, string | undefined>>;
}

/** One subsection of a cross-reference table with one entry. */
export function row(num: number, offset: number, { gen = 0, kind = 'n' } = {}): string {
  return `${num} 1\n${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} ${kind} \n`;
}

/** Appends a revision with a cross-reference table, with every freedom that an attacker has. */
export function forgeRevision(bytes: Buffer, { objects = [], rows, trailer = {} }: Forgery): Buffer {
  const parts: Buffer[] = [bytes, Buffer.from('\n')];
  const offsets: number[] = [];
  let at = bytes.length + 1;
  for (const { num, gen = 0, body } of objects) {
    const text = Buffer.concat([Buffer.from(`${num} ${gen} obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    parts.push(text);
    at += text.length;
  }
  const listed = objects.flatMap(({ num, gen, listed = true }, i) =>
    listed ? [row(num, offsets[i] ?? 0, gen === undefined ? {} : { gen })] : [],
  );
  const table = [...listed, ...(rows?.(offsets) ?? [])].join('') || '0 1\n0000000000 65535 f \n';
  const entries = { ...usualTrailer(bytes, objects), ...trailer };
  const dict = Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [`/${key} ${value}`]));
  parts.push(Buffer.from(`xref\n${table}trailer\n<< ${dict.join(' ')} >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function usualTrailer(bytes: Buffer, objects: readonly ForgedObject[]): Record<string, string> {
  const kept = ['Root', 'Info', 'ID', 'Encrypt'].flatMap((key): [string, string][] => {
    const value = openPdfBytes(bytes).trailer.get(key);
    return value === undefined ? [] : [[key, writeObject(value)]];
  });
  const size = Math.max(nextNumber(bytes), ...objects.map(({ num }) => num + 1));
  return { Size: String(size), Prev: lastStart(bytes), ...Object.fromEntries(kept) };
}

/** The offset after the last `startxref`. */
export function lastStart(bytes: Buffer): string {
  return /startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.toString('latin1'))?.[1] ?? '';
}

/** The number of the object behind an entry. */
export function numberOf(dict: PdfDict | undefined, key: string): number {
  const value = dict?.get(key);
  if (!(value instanceof PdfRef)) throw new Error(`${key} is no reference`);
  return value.num;
}

/** A stream object with this data. */
export function streamOf(data: string | Buffer, dict = ''): Buffer {
  const bytes = Buffer.from(data);
  return Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** One row of a cross-reference stream: its type and two fields (ISO 32000-1 table 18). */
export type StreamRow = readonly [type: number, second: number, third: number];

/** Appends objects as a revision with a cross-reference stream; `rows` may set what it says of a number. */
export function forgeStreamRevision(
  bytes: Buffer,
  objects: readonly ForgedObject[],
  rows: (at: readonly number[]) => ReadonlyMap<number, StreamRow> = () => new Map(),
): Buffer {
  const body: Buffer[] = [bytes, Buffer.from('\n')];
  const offsets: number[] = [];
  let at = bytes.length + 1;
  for (const { num, gen = 0, body: text } of objects) {
    const part = Buffer.concat([Buffer.from(`${num} ${gen} obj\n`), Buffer.from(text), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    body.push(part);
    at += part.length;
  }
  const listed = new Map<number, StreamRow>();
  for (const [i, { num, gen = 0 }] of objects.entries()) listed.set(num, [1, offsets[i] ?? 0, gen]);
  for (const [num, entry] of rows(offsets)) listed.set(num, entry);
  const own = Math.max(nextNumber(bytes), ...[...listed.keys()].map((num) => num + 1));
  const data = Buffer.concat([...listed.values()].map(streamRow));
  const trailer = { ...usualTrailer(bytes, objects), Size: String(own + 1) };
  const entries = Object.entries(trailer).map(([key, value]) => `/${key} ${value}`);
  const index = [...listed.keys()].map((num) => `${num} 1`).join(' ');
  const dict = `/Type /XRef /W [1 4 2] /Index [${index}] ${entries.join(' ')}`;
  body.push(Buffer.from(`${own} 0 obj\n`), streamOf(data, dict), Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(body);
}

function streamRow([type, second, third]: StreamRow): Buffer {
  const bytes = Buffer.alloc(7);
  bytes.writeUInt8(type);
  bytes.writeUInt32BE(second, 1);
  bytes.writeUInt16BE(third, 5);
  return bytes;
}
