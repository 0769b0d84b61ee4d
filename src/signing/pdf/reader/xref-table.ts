import { PdfDamage } from '../errors.ts';
import { MAX_OBJECT_NUMBER } from '../limits.ts';
import { PdfDict } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { readAt, sliceOf } from '../source/read-at.ts';
import { isDigit, isWhitespace } from '../syntax/characters.ts';
import { type Lexer } from '../syntax/lexer.ts';
import { readObject } from '../syntax/object-parser.ts';
import { FREE, remembering, runFinder, type XrefEntry, type XrefSection } from './xref-section.ts';

const ENTRY_BYTES = 20;

/** A run of entries: read from the file when asked for, or listed where they do not keep to 20 bytes each. */
interface Subsection {
  first: number;
  readonly count: number;
  readonly offset: number;
  readonly listed?: readonly XrefEntry[];
}

/** Reads a cross-reference table and its trailer (ISO 32000-1, 7.5.4); `base` is added to every offset in it. */
export function readXrefTable(bytes: FileBytes, offset: number, base: number): XrefSection {
  const subsections: Subsection[] = [];
  let at = readAt(bytes, offset, (lexer) => {
    lexer.skipWhitespace();
    if (!lexer.accept('xref')) throw new PdfDamage('no xref');
    return lexer.offset;
  });
  for (;;) {
    const head = readAt(bytes, at, readHead);
    if ('trailer' in head) {
      startAtZero(bytes, subsections[0]);
      return tableSection({ bytes, offset, base, subsections, ...head });
    }
    const run = readRun(bytes, head, base);
    subsections.push(run.subsection);
    at = run.end;
  }
}

type Head = { trailer: PdfDict; end: number } | { first: number; count: number; offset: number };

function readHead(lexer: Lexer): Head {
  lexer.skipWhitespace();
  if (lexer.accept('trailer')) {
    const trailer = readObject(lexer);
    if (!(trailer instanceof PdfDict) || trailer.malformed) throw new PdfDamage('no trailer');
    return { trailer, end: lexer.offset };
  }
  const first = lexer.readInteger();
  lexer.skipWhitespace();
  const count = lexer.readInteger();
  if (first < 0 || count < 0 || first + count > MAX_OBJECT_NUMBER + 1) throw new PdfDamage('xref subsection');
  lexer.skipWhitespace();
  return { first, count, offset: lexer.offset };
}

function readRun(
  bytes: FileBytes,
  { first, count, offset }: { first: number; count: number; offset: number },
  base: number,
): { subsection: Subsection; end: number } {
  const end = offset + count * ENTRY_BYTES;
  if (keepsWidth(bytes, { offset, count, end })) return { subsection: { first, count, offset }, end };
  return readAt(bytes, offset, (lexer) => {
    const listed: XrefEntry[] = [];
    const widths = new Set<number>();
    let previous: number | undefined;
    for (let i = 0; i < count; i += 1) {
      lexer.skipWhitespace();
      if (previous !== undefined) widths.add(lexer.offset - previous);
      previous = lexer.offset;
      listed.push(readLooseEntry(lexer, base));
    }
    // Other readers cope with entries of another length than 20, not with a mixture.
    if (widths.size > 1) throw new PdfDamage('xref entries of different lengths');
    return { subsection: { first, count, offset, listed }, end: lexer.offset };
  });
}

/** Whether first and last entry and what follows stand where 20 bytes each would put them. */
function keepsWidth(bytes: FileBytes, run: { offset: number; count: number; end: number }): boolean {
  if (run.count === 0) return true;
  if (run.end >= bytes.size) return false;
  if (!isEntry(sliceOf(bytes, run.offset, ENTRY_BYTES))) return false;
  if (!isEntry(sliceOf(bytes, run.end - ENTRY_BYTES, ENTRY_BYTES))) return false;
  return readAt(bytes, run.end, (lexer) => {
    lexer.skipWhitespace();
    return isDigit(lexer.peek()) || lexer.accept('trailer');
  });
}

/** Whether these 20 bytes are an entry. */
function isEntry(slice: Buffer): boolean {
  for (let i = 0; i < 16; i += 1) {
    if (i !== 10 && !isDigit(slice.readUInt8(i))) return false;
  }
  const type = slice[17];
  return slice[10] === 32 && slice[16] === 32 && (type === 110 || type === 102) && isWhitespace(slice.readUInt8(19));
}

function fixedEntry(slice: Buffer, base: number): XrefEntry {
  if (!isEntry(slice)) throw new PdfDamage('xref entry');
  return entryOf({ offset: digits(slice, 0, 10), gen: digits(slice, 11, 16), free: slice[17] === 102 }, base);
}

function readLooseEntry(lexer: Lexer, base: number): XrefEntry {
  lexer.skipWhitespace();
  const offset = lexer.readInteger();
  lexer.skipWhitespace();
  const gen = lexer.readInteger();
  lexer.skipWhitespace();
  const free = lexer.peek() === 102;
  if (offset < 0 || gen < 0 || !(free || lexer.peek() === 110)) throw new PdfDamage('xref entry');
  lexer.pos += 1;
  return entryOf({ offset, gen, free }, base);
}

/** An object at offset 0 is one that some writers meant to be free. */
function entryOf(entry: { offset: number; gen: number; free: boolean }, base: number): XrefEntry {
  if (entry.free || entry.offset === 0) return FREE;
  return { kind: 'offset', offset: entry.offset + base, gen: entry.gen };
}

function digits(slice: Buffer, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + (slice.readUInt8(i) - 48);
  return value;
}

/** A common fault: the table counts from 1 though its first entry is the head of the free list, which is object 0. */
function startAtZero(bytes: FileBytes, subsection: Subsection | undefined): void {
  if (subsection?.first !== 1 || subsection.count === 0) return;
  if (sliceOf(bytes, subsection.offset, 18).toString('latin1') === '0000000000 65535 f') subsection.first = 0;
}

interface Table {
  readonly bytes: FileBytes;
  readonly offset: number;
  readonly end: number;
  readonly base: number;
  readonly trailer: PdfDict;
  readonly subsections: readonly Subsection[];
}

function tableSection({ bytes, offset, end, base, trailer, subsections }: Table): XrefSection {
  const fixedIn = (run: Subsection, index: number): XrefEntry =>
    fixedEntry(sliceOf(bytes, run.offset + index * ENTRY_BYTES, ENTRY_BYTES), base);
  const runOf = runFinder(subsections);
  return {
    kind: 'table',
    offset,
    end,
    trailer,
    size: subsections.reduce((size, run) => Math.max(size, run.first + run.count), 0),
    find: remembering((num) => {
      const run = runOf(num);
      if (!run) return undefined;
      return run.listed ? run.listed[num - run.first] : fixedIn(run, num - run.first);
    }),
    *entries() {
      for (const run of subsections) {
        if (run.listed) for (const [i, entry] of run.listed.entries()) yield [run.first + i, entry] as const;
        else for (let i = 0; i < run.count; i += 1) yield [run.first + i, fixedIn(run, i)] as const;
      }
    },
  };
}
