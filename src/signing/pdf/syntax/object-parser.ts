import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_DEPTH, MAX_OBJECT_VALUES } from '../limits.ts';
import { type PdfArray, PdfDict, PdfName, type PdfObject, PdfReal, PdfRef, PdfStream, PdfString } from '../objects.ts';
import { isDigit, isRegular, isWhitespace } from './characters.ts';
import { type Lexer } from './lexer.ts';

/** How the strings of an object are read. */
export interface StringReading {
  /** Decrypts a string of this object; absent where nothing is encrypted. */
  readonly decrypt?: ((raw: Uint8Array) => Uint8Array) | undefined;
  /** The object stands in an object stream, so its place in the file means nothing. */
  readonly contained?: boolean;
}

/** An indirect object as it stands in the file. */
export interface IndirectObject {
  readonly id: PdfRef;
  readonly value: PdfObject;
  /** Offset after what was read: the value, or the keyword `stream` with its line end. */
  readonly end: number;
}

const PLAIN: StringReading = {};
/** Words at which an array or dictionary that was never closed ends. */
const structural = new Set(['obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref']);
const keywordValues = new Map<string, PdfObject>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads `N G obj`, or undefined (position undefined) where no such header stands. */
export function readObjectHeader(lexer: Lexer): PdfRef | undefined {
  lexer.skipWhitespace();
  const num = lexer.readInteger();
  if (num < 0) return undefined;
  lexer.skipWhitespace();
  const gen = lexer.readInteger();
  if (gen < 0) return undefined;
  lexer.skipWhitespace();
  return lexer.accept('obj') ? new PdfRef(num, gen) : undefined;
}

/** Reads an indirect object (7.3.10); PdfDamage where none stands. `strings` is asked once the number is known. */
export function readIndirectObject(lexer: Lexer, strings: (id: PdfRef) => StringReading = () => PLAIN): IndirectObject {
  const id = readObjectHeader(lexer);
  if (!id) throw new PdfDamage('no object header');
  const value = readObject(lexer, strings(id));
  const end = lexer.offset;
  if (!(value instanceof PdfDict)) return { id, value, end };
  lexer.skipWhitespace();
  if (!lexer.accept('stream')) return { id, value, end };
  const start = skipStreamLineEnd(lexer);
  return { id, value: new PdfStream(value, start, id), end: start };
}

/** Reads one direct object or reference. */
export function readObject(lexer: Lexer, strings: StringReading = PLAIN): PdfObject {
  const value = readValue(lexer, strings, 0);
  if (value === undefined) return null;
  return value;
}

/** Undefined where a structural word, a closing bracket or the end of the file stands; nothing is consumed then. */
function readValue(lexer: Lexer, strings: StringReading, depth: number): PdfObject | undefined {
  lexer.values += 1;
  if (lexer.values > MAX_OBJECT_VALUES) {
    throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'values in one object', limit: MAX_OBJECT_VALUES });
  }
  for (;;) {
    lexer.skipWhitespace();
    const code = lexer.peek();
    if (code === 47) return lexer.readName();
    if (isDigit(code)) return lexer.readPlainReference() ?? readNumberOrReference(lexer);
    if (code === 43 || code === 45 || code === 46) return readOddNumber(lexer);
    if (code === 40) return readString(lexer, strings, false);
    if (code === 60) return lexer.peek(1) === 60 ? readDict(lexer, strings, depth) : readString(lexer, strings, true);
    if (code === 91) return readArray(lexer, strings, depth);
    if (code === -1 || code === 93 || code === 62) return undefined;
    if (!isRegular(code)) {
      lexer.pos += 1;
      continue;
    }
    const from = lexer.pos;
    const word = lexer.readRegular();
    const value = keywordValues.get(word);
    if (value !== undefined) return value;
    if (!structural.has(word)) return null;
    lexer.pos = from;
    return undefined;
  }
}

function readArray(lexer: Lexer, strings: StringReading, depth: number): PdfArray {
  checkDepth(depth);
  lexer.pos += 1;
  const items: PdfArray = [];
  for (;;) {
    const value = readValue(lexer, strings, depth + 1);
    if (value !== undefined) items.push(value);
    else {
      if (lexer.peek() === 93) lexer.pos += 1;
      else if (lexer.peek() === 62 && lexer.peek(1) !== 62) {
        lexer.pos += 1;
        continue;
      }
      return items;
    }
  }
}

function readDict(lexer: Lexer, strings: StringReading, depth: number): PdfDict {
  checkDepth(depth);
  lexer.pos += 2;
  const dict = new PdfDict();
  const { entries } = dict;
  for (;;) {
    const key = readKey(lexer, strings, depth + 1);
    if (key === undefined) {
      if (lexer.accept('>>')) return dict;
      dict.malformed = true;
      if (!skipStrayBracket(lexer)) return dict;
    } else if (!(key instanceof PdfName)) dict.malformed = true;
    else {
      const value = readValue(lexer, strings, depth + 1);
      const known = entries.size;
      if (value === undefined) dict.malformed = true;
      else entries.set(key.name, value);
      if (entries.size === known && entries.has(key.name)) dict.duplicateKeys = true;
    }
  }
}

/** What stands where a key belongs: mostly a name. */
function readKey(lexer: Lexer, strings: StringReading, depth: number): PdfObject | undefined {
  lexer.skipWhitespace();
  if (lexer.peek() !== 47) return readValue(lexer, strings, depth);
  lexer.values += 1;
  return lexer.readName();
}

/** Passes over a `]` or `>` that closes nothing; false at what ends a dictionary that was left open. */
function skipStrayBracket(lexer: Lexer): boolean {
  const code = lexer.peek();
  if (code !== 93 && code !== 62) return false;
  lexer.pos += 1;
  return true;
}

function readString(lexer: Lexer, strings: StringReading, hex: boolean): PdfString {
  const start = lexer.offset;
  const raw = hex ? lexer.readHexString() : lexer.readLiteralString();
  const { decrypt, contained } = strings;
  return contained
    ? new PdfString(raw, { hex, decrypt })
    : new PdfString(raw, { hex, decrypt, start, end: lexer.offset });
}

function readNumberOrReference(lexer: Lexer): PdfObject {
  const from = lexer.pos;
  const leadingZero = lexer.peek() === 48;
  const value = lexer.readInteger();
  const next = lexer.peek();
  if (value < 0 || (next !== -1 && isRegular(next))) {
    lexer.pos = from;
    return readOddNumber(lexer);
  }
  const after = lexer.pos;
  if (isWhitespace(next)) {
    lexer.skipWhitespace();
    const gen = lexer.readInteger();
    if (gen >= 0) {
      lexer.skipWhitespace();
      if (lexer.peek() === 82 && !isRegularAt(lexer, 1)) {
        lexer.pos += 1;
        return new PdfRef(value, gen);
      }
    }
    lexer.pos = after;
  }
  if (leadingZero && after - from > 1)
    return new PdfReal(value, '0'.repeat(after - from - String(value).length) + value);
  return value;
}

function isRegularAt(lexer: Lexer, ahead: number): boolean {
  const code = lexer.peek(ahead);
  return code !== -1 && isRegular(code);
}

/** A number that is not a plain integer; its spelling is kept, its value read as leniently as viewers do. */
function readOddNumber(lexer: Lexer): PdfObject {
  const text = lexer.readRegular();
  const plain = Number(text);
  if (Number.isSafeInteger(plain) && String(plain) === text) return plain;
  const value = Number.parseFloat(text.replace(/^([+-])[+-]+/, '$1'));
  return new PdfReal(Number.isFinite(value) ? value : 0, text);
}

/** After `stream`: a line end, with the blanks before it and the lone CR that some writers leave (7.3.8.1). */
function skipStreamLineEnd(lexer: Lexer): number {
  let blanks = 0;
  while (lexer.peek(blanks) === 32) blanks += 1;
  const code = lexer.peek(blanks);
  if (code === 13) lexer.pos += blanks + (lexer.peek(blanks + 1) === 10 ? 2 : 1);
  else if (code === 10) lexer.pos += blanks + 1;
  return lexer.offset;
}

function checkDepth(depth: number): void {
  if (depth >= MAX_DEPTH) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'nesting', limit: MAX_DEPTH });
}
