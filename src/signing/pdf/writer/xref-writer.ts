import { hash } from 'node:crypto';
import { type PdfArray, PdfDict, PdfName, type PdfObject, type PdfRef, PdfString } from '../objects.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { type XrefEntry } from '../reader/xref-section.ts';
import { type ByteWriter } from '../syntax/byte-writer.ts';
import { writeObject } from '../syntax/serialise.ts';

/** An object of the increment and where it was written. */
export interface WrittenObject {
  readonly ref: PdfRef;
  readonly offset: number;
}

/** What the section of an increment is made from. */
export interface XrefFacts {
  readonly file: PdfFile;
  readonly written: readonly WrittenObject[];
  /** First object number not in use. */
  readonly next: number;
}

/**
 * Writes the cross-reference section, of the kind of the last one (a hybrid file gets a table, which shows through to its
 * hidden objects), and `startxref`. A file that had to be recovered gets a section that lists every object and has no
 * /Prev, so that readers need not recover it again.
 */
export function writeXref(out: ByteWriter, facts: XrefFacts): void {
  const { file } = facts;
  const newest = file.sections[0];
  const entries = new Map<number, XrefEntry>(file.structure.recovered ? newest?.entries() : undefined);
  for (const { ref, offset } of facts.written) entries.set(ref.num, { kind: 'offset', offset, gen: ref.gen });
  const start = out.offset - file.structure.base;
  const trailer = nextTrailer(out, file);
  if (newest?.kind === 'stream') {
    entries.set(facts.next, { kind: 'offset', offset: out.offset, gen: 0 });
    trailer.entries.set('Size', facts.next + 1);
    writeStream(out, { num: facts.next, trailer, entries, base: file.structure.base });
  } else {
    trailer.entries.set('Size', facts.next);
    writeTable(out, { trailer, entries, base: file.structure.base, complete: file.structure.recovered });
  }
  out.latin1(`startxref\n${start}\n%%EOF\n`);
}

/** The trailer's lasting entries, /Prev, and /ID with its second half made new (ISO 32000-1, 14.4). */
function nextTrailer(out: ByteWriter, file: PdfFile): PdfDict {
  const old = file.trailer;
  const trailer = new PdfDict([['Size', 0]]);
  for (const key of ['Root', 'Info', 'Encrypt']) {
    const value = old.get(key);
    if (value !== undefined && value !== null) trailer.entries.set(key, value);
  }
  const id = nextId(out, file);
  if (id) trailer.entries.set('ID', id);
  const { recovered, base, sections } = file.structure;
  if (!recovered && sections[0]) trailer.entries.set('Prev', sections[0].offset - base);
  return trailer;
}

/** An encrypted file without /ID must stay without: its key is made from it. */
function nextId(out: ByteWriter, file: PdfFile): PdfArray | undefined {
  const first = file.resolve(file.array(file.trailer.get('ID'))?.[0]);
  const changing = hash('sha256', Buffer.concat([Buffer.from(String(out.base)), out.view()]), 'buffer');
  const fresh = new PdfString(changing.subarray(0, 16), { hex: true });
  if (first instanceof PdfString) return [new PdfString(first.raw, { hex: true }), fresh];
  return file.security ? undefined : [fresh, fresh];
}

interface Section {
  readonly trailer: PdfDict;
  readonly entries: Map<number, XrefEntry>;
  readonly base: number;
}

function writeTable(out: ByteWriter, { trailer, entries, base, complete }: Section & { complete: boolean }): void {
  if (complete) fillGaps(entries);
  out.latin1('xref\n');
  for (const run of consecutive([...entries.keys()])) {
    out.latin1(`${run.first} ${run.count}\n`);
    for (let num = run.first; num < run.first + run.count; num += 1)
      out.latin1(tableEntry(entries.get(num), { num, base }));
  }
  out.latin1('trailer\n');
  writeObject(out, trailer, undefined);
  out.byte(10);
}

function tableEntry(entry: XrefEntry | undefined, { num, base }: { num: number; base: number }): string {
  if (entry?.kind !== 'offset') return `0000000000 ${num === 0 ? '65535' : '00000'} f \n`;
  return `${String(entry.offset - base).padStart(10, '0')} ${String(entry.gen).padStart(5, '0')} n \n`;
}

/** A first section starts at object 0 and has no gaps (7.5.4), unless that would cost more than it is worth. */
function fillGaps(entries: Map<number, XrefEntry>): void {
  const highest = Math.max(...consecutive([...entries.keys()]).map((run) => run.first + run.count - 1));
  const dense = highest < entries.size * 4 + 1000;
  for (let num = 0; num <= (dense ? highest : 0); num += 1) {
    if (!entries.has(num)) entries.set(num, { kind: 'free' });
  }
}

function writeStream(out: ByteWriter, { num, trailer, entries, base }: Section & { num: number }): void {
  if (!trailer.entries.has('Prev')) entries.set(0, { kind: 'free' });
  const width = out.offset > 0xffffffff ? 5 : 4;
  const runs = consecutive([...entries.keys()]);
  const index: PdfObject[] = [];
  const data = Buffer.alloc(entries.size * (3 + width));
  let at = 0;
  for (const { first, count } of runs) {
    index.push(first, count);
    for (let n = first; n < first + count; n += 1) at = putRow(data, { at, width, base }, entries.get(n));
  }
  const dict = new PdfDict([['Type', new PdfName('XRef')], ...trailer.entries]).with({
    W: [1, width, 2],
    Index: index,
    Length: data.length,
  });
  out.latin1(`${num} 0 obj\n`);
  writeObject(out, dict, undefined);
  out.latin1('\nstream\n').bytes(data).latin1('\nendstream\nendobj\n');
}

function putRow(
  data: Buffer,
  { at, width, base }: { at: number; width: number; base: number },
  entry: XrefEntry | undefined,
): number {
  const [type, second, third] = row(entry, base);
  data[at] = type;
  data.writeUIntBE(second, at + 1, width);
  data.writeUInt16BE(third, at + 1 + width);
  return at + 3 + width;
}

function row(entry: XrefEntry | undefined, base: number): readonly [number, number, number] {
  if (entry?.kind === 'offset') return [1, entry.offset - base, Math.min(entry.gen, 65535)];
  if (entry?.kind === 'compressed') return [2, entry.container, entry.index];
  return [0, 0, 65535];
}

/** Runs of consecutive numbers, in ascending order. */
function consecutive(numbers: readonly number[]): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  let run: { first: number; count: number } | undefined;
  for (const num of [...numbers].sort((a, b) => a - b)) {
    if (run && num === run.first + run.count) run.count += 1;
    else {
      run = { first: num, count: 1 };
      runs.push(run);
    }
  }
  return runs;
}
