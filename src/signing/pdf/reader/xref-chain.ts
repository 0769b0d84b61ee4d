import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_XREF_SECTIONS, TRAILER_SEARCH_BYTES } from '../limits.ts';
import { countValue, type PdfDict, PdfRef } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { readAt, sliceOf } from '../source/read-at.ts';
import { isDigit } from '../syntax/characters.ts';
import { hybridSection, type XrefSection } from './xref-section.ts';
import { readXrefStream } from './xref-stream.ts';
import { readXrefTable } from './xref-table.ts';

/** All cross-reference sections, the newest first, and what their offsets count from. */
export interface XrefChain {
  readonly sections: readonly [XrefSection, ...XrefSection[]];
  /** File offset from which the file's own offsets count: where the header stands, or 0. */
  readonly base: number;
}

/** Follows `startxref` and every /Prev. PdfDamage when any of it is not where it should be. */
export function readXrefChain(bytes: FileBytes, headerOffset: number): XrefChain {
  const start = readStartXref(bytes);
  if (headerOffset > 0) {
    try {
      return followChain(bytes, start, headerOffset);
    } catch (error) {
      if (!(error instanceof PdfDamage)) throw error;
    }
  }
  return followChain(bytes, start, 0);
}

function followChain(bytes: FileBytes, start: number, base: number): XrefChain {
  const newest = readSection(bytes, start + base, base);
  const sections: [XrefSection, ...XrefSection[]] = [newest];
  const visited = new Set([start]);
  let next = previousOffset(newest.trailer);
  while (next !== undefined) {
    if (visited.has(next)) throw new PdfDamage('xref loop');
    visited.add(next);
    if (sections.length >= MAX_XREF_SECTIONS) {
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'revisions', limit: MAX_XREF_SECTIONS });
    }
    const section = readSection(bytes, next + base, base);
    sections.push(section);
    next = previousOffset(section.trailer);
  }
  const { trailer } = newest;
  if (!(trailer.get('Root') instanceof PdfRef)) throw new PdfDamage('no root');
  if (countValue(trailer.get('Size')) === undefined) throw new PdfDamage('no size');
  return { sections, base };
}

/** Some writers give /Prev as a reference; the number in it was meant. */
function previousOffset(trailer: PdfDict): number | undefined {
  const previous = trailer.get('Prev');
  if (previous === undefined || previous === null) return undefined;
  const offset = previous instanceof PdfRef ? previous.num : countValue(previous);
  if (offset === undefined) throw new PdfDamage('Prev');
  return offset;
}

function readSection(bytes: FileBytes, offset: number, base: number): XrefSection {
  if (offset >= bytes.size) throw new PdfDamage('xref offset');
  const isStream = readAt(bytes, offset, (lexer) => {
    lexer.skipWhitespace();
    return isDigit(lexer.peek());
  });
  if (isStream) return readXrefStream(bytes, offset, base);
  const table = readXrefTable(bytes, offset, base);
  const hidden = countValue(table.trailer.get('XRefStm'));
  return hidden === undefined ? table : hybridSection(table, readXrefStream(bytes, hidden + base, base));
}

/** The offset that the last `startxref` names, as written. PdfDamage where there is none. */
export function readStartXref(bytes: FileBytes): number {
  for (let span = 2048; ; span *= 16) {
    const from = Math.max(0, bytes.size - span);
    const tail = sliceOf(bytes, from, bytes.size - from);
    const found = tail.lastIndexOf('startxref', undefined, 'latin1');
    if (found >= 0) return readStartOffset(bytes, from + found);
    if (from === 0 || span >= TRAILER_SEARCH_BYTES) throw new PdfDamage('no startxref');
  }
}

function readStartOffset(bytes: FileBytes, offset: number): number {
  return readAt(bytes, offset + 'startxref'.length, (lexer) => {
    lexer.skipWhitespace();
    const value = lexer.readInteger();
    if (value <= 0) throw new PdfDamage('startxref');
    return value;
  });
}
