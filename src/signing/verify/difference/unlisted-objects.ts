import { byteAt } from '../../bytes/byte-at.ts';
import { PdfStream } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { sameEntry, type XrefEntry } from '../../pdf/reader/xref-section.ts';
import { readAt, sliceOf } from '../../pdf/source/read-at.ts';
import { readObjectHeader } from '../../pdf/syntax/object-parser.ts';
import { backOver, isDigit, isWhitespace } from '../../pdf/syntax/characters.ts';
import { type RevisionStep } from './revision-step.ts';

/**
 * Objects in the bytes of a step must be those that its cross-references list, and stand exactly there. A program that
 * comes to distrust the cross-references looks for objects itself and takes the last of each number, listed or not.
 */
export function judgeUnlisted(step: RevisionStep): void {
  const listed = listedHeaders(step);
  for (const { offset, id } of headersIn(step.new, step.old.size)) {
    if (id === undefined || listed.get(offset) !== id) step.forbid(`${id ?? 'an'} obj at ${offset}, not listed`);
    listed.delete(offset);
  }
  for (const id of listed.values()) step.forbid(`${id} obj, listed where it does not stand`);
  for (const container of containersIn(step)) judgeContainer(step, container);
}

/** By offset, `number generation` of what the cross-references of the step say of its bytes. */
function listedHeaders(step: RevisionStep): Map<number, string> {
  const listed = new Map<number, string>();
  for (const section of step.listed) {
    for (const [num, entry] of section) {
      if (entry.kind === 'offset') listed.set(afterBlanks(step.new, entry.offset), `${num} ${entry.gen}`);
    }
  }
  for (const { kind, offset } of step.sections) if (kind === 'stream') addOwnHeader(step, offset, listed);
  return listed;
}

/** A cross-reference stream need not list itself, but then its number must be a new one, or the last one's. */
function addOwnHeader(step: RevisionStep, offset: number, listed: Map<number, string>): void {
  const at = afterBlanks(step.new, offset);
  const id = readAt(step.new.bytes, at, readObjectHeader);
  if (!id || listed.has(at)) return;
  const before = step.old.locate(id.num);
  const isTheLast = before?.kind === 'offset' && step.old.sections.some((section) => section.offset === before.offset);
  if (before && !isTheLast) return;
  listed.set(at, `${id.num} ${id.gen}`);
  step.owned.add(id.num);
}

function afterBlanks(file: PdfFile, offset: number): number {
  return readAt(file.bytes, offset, (lexer) => {
    lexer.skipWhitespace();
    return lexer.offset;
  });
}

const CHUNK = 1024 * 1024;
/** How far before a chunk a header may begin of which the word `obj` stands in the chunk. */
const REACH = 4096;

interface Header {
  readonly offset: number;
  /** `number generation`; undefined where it begins too far away to be an honest one. */
  readonly id: string | undefined;
}

/** Every `number generation obj` from an offset on, wherever it stands. */
function* headersIn(file: PdfFile, from: number): Generator<Header> {
  for (let at = from; at < file.size; at += CHUNK) {
    const start = Math.max(from, at - REACH);
    const chunk = sliceOf(file.bytes, start, Math.min(at + CHUNK + 2, file.size) - start);
    for (let word = chunk.indexOf('obj', at - start); word >= 0; word = chunk.indexOf('obj', word + 1)) {
      const header = headerBefore(chunk, word);
      if (header.at === 0 && start > from) yield { offset: start, id: undefined };
      else if (header.id !== undefined) yield { offset: start + header.at, id: header.id };
    }
  }
}

/** Reads backwards from the word `obj`: blanks, a number, blanks, a number; as far as these stand there. */
function headerBefore(chunk: Buffer, word: number): { at: number; id: string | undefined } {
  const genEnd = backOver(chunk, word, isWhitespace);
  const gen = backOver(chunk, genEnd, isDigit);
  const numEnd = backOver(chunk, gen, isWhitespace);
  const num = backOver(chunk, numEnd, isDigit);
  const complete = genEnd < word && gen < genEnd && numEnd < gen && num < numEnd;
  return { at: num, id: complete ? `${digitsAt(chunk, num, numEnd)} ${digitsAt(chunk, gen, genEnd)}` : undefined };
}

/** The number that a run of digits spells. */
function digitsAt(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (byteAt(bytes, at) - 48);
  return value;
}

function containersIn(step: RevisionStep): Set<number> {
  const containers = new Set<number>();
  for (const section of step.listed) {
    for (const [num, entry] of section) {
      if (entry.kind === 'compressed') containers.add(entry.container);
      const object = entry.kind === 'offset' ? step.new.get(num) : null;
      if (object instanceof PdfStream && object.dict.nameOf('Type') === 'ObjStm') containers.add(num);
    }
  }
  return containers;
}

/** An object stream may hold nothing but what the cross-references of the step say it holds, each at its place. */
function judgeContainer(step: RevisionStep, container: number): void {
  if (!(step.new.get(container) instanceof PdfStream)) return;
  const { numbers } = step.new.objectStream(container);
  for (const [index, num] of numbers.entries()) {
    const place: XrefEntry = { kind: 'compressed', container, index };
    const isListed = step.listed.some((section) => sameEntry(section.get(num), place));
    if (!isListed) step.forbid(`${num} in object stream ${container}, not listed`);
  }
}
