import { byteAt } from '../../byte-at.ts';
import { PdfDamage } from '../../pdf/errors.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { RecoveryNeeded } from '../../pdf/reader/recovery-needed.ts';
import { referencesIn } from '../../pdf/reader/references.ts';
import { type XrefEntry } from '../../pdf/reader/xref-section.ts';
import { backOver, isDigit, isRegular, isWhitespace } from '../../pdf/syntax/characters.ts';
import { type ByteWindow } from '../../pdf/syntax/lexer.ts';
import { sameEntry } from '../document/revisions.ts';

/** So much of an object is looked at as bytes; a longer one is read in full. */
const LOOK_BYTES = 1024;
const LONGEST_NUMBER = 15;

type Numbers = ReadonlySet<number>;

/**
 * Whether anything in a file may refer to one of these object numbers: a quick look at the bytes of every object, which
 * may raise a false alarm and never misses a reference.
 */
export function mayReferTo(file: PdfFile, numbers: Numbers): boolean {
  try {
    return anythingMayRefer(file, numbers);
  } catch (error) {
    if (error instanceof PdfDamage || error instanceof RecoveryNeeded) return true; // perhaps of an object that nothing leads to
    throw error;
  }
}

function anythingMayRefer(file: PdfFile, numbers: Numbers): boolean {
  const containers = new Set<number>();
  for (const section of file.sections) {
    if (referencesIn(section.trailer).some((num) => numbers.has(num))) return true;
    for (const [num, entry] of section.entries()) {
      if (entry.kind === 'compressed') containers.add(entry.container);
      else if (entry.kind === 'offset' && objectMayRefer(file, { num, entry }, numbers)) return true;
    }
  }
  return [...containers].some((num) => containerMayRefer(file, num, numbers));
}

function objectMayRefer(
  file: PdfFile,
  { num, entry }: { num: number; entry: XrefEntry & { kind: 'offset' } },
  numbers: Numbers,
): boolean {
  const seen = lookAtObject(file.bytes.window(entry.offset, LOOK_BYTES), entry.offset, numbers);
  if (seen !== 'unsure') return seen === 'refers';
  return sameEntry(file.locate(num), entry) && referencesIn(file.get(num)).some((target) => numbers.has(target));
}

/** Bytes at which something of note may stand: strings, comments, `R`, `stream`, `endobj`. */
const OF_NOTE = new Uint8Array(256);
for (const character of '(<%Rse') OF_NOTE[character.charCodeAt(0)] = 1;

/** Looks at an object's bytes up to its `stream` or `endobj`. Unsure where these words may mean nothing or are far away. */
function lookAtObject({ bytes, start }: ByteWindow, offset: number, numbers: Numbers): 'refers' | 'clear' | 'unsure' {
  const end = Math.min(bytes.length, offset - start + LOOK_BYTES);
  for (let at = offset - start; at < end; at += 1) {
    const code = byteAt(bytes, at);
    if (OF_NOTE[code] === 0) continue;
    if (code === 82) {
      if (endsReferenceTo(bytes, at, numbers)) return 'refers';
    } else if (code === 115 || code === 101) {
      if (isWord(bytes, at, code === 115 ? STREAM : ENDOBJ)) return 'clear';
    } else {
      at = skipString(bytes, at);
      if (at < 0) return 'unsure';
    }
  }
  return 'unsure';
}

/** The last byte of a string, or of the `<<` that stands here; -1 for a comment and for a string with anything special in it. */
function skipString(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 60) return bytes[at + 1] === 60 ? at + 1 : bytes.indexOf(62, at);
  if (bytes[at] === 37) return -1;
  for (let i = at + 1; i < at + LOOK_BYTES; i += 1) {
    const code = bytes[i];
    if (code === 41) return i;
    if (code === 40 || code === 92) return -1;
  }
  return -1;
}

const STREAM = Buffer.from('stream');
const ENDOBJ = Buffer.from('endobj');

/** Whether a word stands here as a token of its own. */
function isWord(bytes: Uint8Array, at: number, word: Buffer): boolean {
  const before = byteAt(bytes, at - 1);
  if (!isWhitespace(before) && before !== 62 && before !== 93) return false;
  for (let i = 0; i < word.length; i += 1) if (bytes[at + i] !== word[i]) return false;
  return !isRegular(byteAt(bytes, at + word.length));
}

/** Objects in a stream may start anywhere in it, inside of what looks like a string too, so that all of it counts. */
function containerMayRefer(file: PdfFile, container: number, numbers: Numbers): boolean {
  const { data } = file.objectStream(container);
  for (let at = 0; at < data.length; at += 1) {
    const code = data[at];
    if (code === 37 || (code === 82 && endsReferenceTo(data, at, numbers))) return true;
  }
  return false;
}

/** Whether the `R` at `at` ends `N G R` for one of the numbers, N being any tail of the digits that stand there. */
function endsReferenceTo(bytes: Uint8Array, at: number, numbers: Numbers): boolean {
  if (!isWhitespace(byteAt(bytes, at - 1)) && !isDigit(byteAt(bytes, at - 1))) return false;
  const generation = backOver(bytes, backOver(bytes, at, isWhitespace), isDigit);
  const blanks = backOver(bytes, generation, isWhitespace);
  if (blanks === generation) return false;
  let value = 0;
  for (let i = blanks - 1, unit = 1; isDigit(byteAt(bytes, i)) && blanks - i <= LONGEST_NUMBER; i -= 1, unit *= 10) {
    value += (byteAt(bytes, i) - 48) * unit;
    if (numbers.has(value)) return true;
  }
  return false;
}
