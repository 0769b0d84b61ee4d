import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { PdfDict, PdfName, type PdfObject, PdfReal, PdfRef, PdfString } from '../../../src/signing/pdf/objects.ts';
import { ByteWriter } from '../../../src/signing/pdf/syntax/byte-writer.ts';
import { Lexer, WindowTooShort } from '../../../src/signing/pdf/syntax/lexer.ts';
import { readObject } from '../../../src/signing/pdf/syntax/object-parser.ts';
import { writeObject } from '../../../src/signing/pdf/syntax/serialise.ts';
import { decodeTextString } from '../../../src/signing/pdf/syntax/decode-text.ts';
import { dateString, textString } from '../../../src/signing/pdf/syntax/text-string.ts';

const parse = (text: string): PdfObject =>
  readObject(new Lexer({ bytes: Buffer.from(text, 'latin1'), start: 0, last: true }, 0));

function write(object: PdfObject): string {
  const out = new ByteWriter(0, 4);
  writeObject(out, object, undefined);
  return out.view().toString('latin1');
}

function dict(text: string): PdfDict {
  const object = parse(text);
  if (!(object instanceof PdfDict)) throw new Error('no dictionary');
  return object;
}

describe('an object that is too much', () => {
  it('is refused when nested too deeply, as array or as dictionary', () => {
    expect(() => parse('['.repeat(200))).toThrowCode('PDF_LIMIT_EXCEEDED');
    expect(() => parse('<</A'.repeat(200))).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is refused when it holds too many values', () => {
    expect(() => parse(`[${'0 '.repeat(1_000_001)}]`)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });
});

describe('a token at the edge of a window', () => {
  it.each(['/Na', '12', '(text', '<0a', '<<', 'tru', '[1 2', '% comment', ''])('asks for more: %j', (text) => {
    const window = { bytes: Buffer.from(text, 'latin1'), start: 0, last: false };
    expect(() => readObject(new Lexer(window, 0))).toThrow(WindowTooShort);
  });
});

describe('what is written', () => {
  it.each([
    'true',
    'false',
    'null',
    '0',
    '42',
    '-7',
    '1.50',
    '+3',
    '-.5',
    '00',
    '4.',
    '007',
    '-0',
    '12345678901234567890',
    '/Name',
    '/A#20B',
    '/',
    '(text)',
    '(a\\(b\\)c\\\\)',
    '<00ff>',
    '3 0 R',
    '[1 2 0 R /X (y)]',
    '[]',
    '<<>>',
  ])('comes back as it was: %s', (text) => {
    expect(write(parse(text))).toBe(text);
  });

  it('keeps the order of a dictionary and what is nested in it', () => {
    expect(write(parse('<</B[1 2]/A<</C(x)>>>>'))).toBe('<</B [1 2]\n/A <</C (x)\n>>\n>>');
  });

  it('escapes a carriage return, which a reader would turn into a line feed', () => {
    expect(write(new PdfString(Buffer.from('a\rb')))).toBe('(a\\rb)');
  });

  it('encrypts strings as hexadecimal', () => {
    const out = new ByteWriter(0);
    writeObject(out, parse('[(ab)]'), (bytes) => bytes.map((byte) => byte + 1));
    expect(out.view().toString()).toBe('[<6263>]');
  });
});

describe('strings', () => {
  it.each([
    ['(a\\n\\r\\t\\b\\f\\z)', 'a\n\r\t\b\fz'],
    ['(\\101\\60\\0601\\400)', 'A001\0'],
    ['(a\\\nb\\\r\nc\\\rd)', 'abcd'],
    ['(a\r\nb\rc)', 'a\nb\nc'],
    ['((nested) (twice))', '(nested) (twice)'],
    ['(open', 'open'],
    ['(open\\', 'open\0'],
    ['<48 65 6>', 'He`'],
    ['<4x8', 'H'],
  ])('%j is read as %j', (text, expected) => {
    const object = parse(text);
    expect(object).toBeInstanceOf(PdfString);
    expect(Buffer.from((object as PdfString).bytes).toString('latin1')).toBe(expected);
  });

  it('know where they stand in the file', () => {
    const string = (parse('[ <00> (ab)]') as PdfObject[])[1] as PdfString;
    expect([string.start, string.end]).toEqual([7, 11]);
  });
});

describe('what is not well formed', () => {
  it.each([
    ['<</A 1', ['A']],
    ['<</A 1 ] /B 2>>', ['A', 'B']],
    ['<</A 1 (x) /B 2>>', ['A', 'B']],
    ['<</A 1 endobj', ['A']],
    ['<</A>>', []],
    ['<</A 1 > /B 2>>', ['A', 'B']],
  ])('is read as far as it goes and says so: %s', (text, keys) => {
    const read = dict(text);
    expect([...read.entries.keys()]).toEqual(keys);
    expect(read.malformed).toBe(true);
  });

  it('counts the last of two values of one key and says so', () => {
    const read = dict('<</A 1/A 2>>');
    expect(read.get('A')).toBe(2);
    expect(read.duplicateKeys).toBe(true);
    expect(read.malformed).toBe(false);
  });

  it.each([
    ['[1 2 >>', [1, 2]],
    ['[1 > 2]', [1, 2]],
    ['[1 {2} )3]', [1, 2, 3]],
    ['[foo]', [null]],
  ])('an array is read leniently: %s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['--5', -5],
    ['-', 0],
    ['5-3', 5],
    ['1.2.3', 1.2],
  ])('a number keeps its spelling: %s', (text, value) => {
    const number = parse(text) as PdfReal;
    expect(number).toBeInstanceOf(PdfReal);
    expect([number.value, number.text]).toEqual([value, text]);
  });

  it('gives null where nothing stands', () => {
    expect(parse('')).toBeNull();
    expect(parse(']')).toBeNull();
  });

  it('does not take two numbers for a reference', () => {
    expect(parse('[1 2 3 0 R 4 0 Ra]')).toEqual([1, 2, new PdfRef(3), 4, 0, null]);
    expect(parse('[1 % comment\n 0 R]')).toEqual([new PdfRef(1)]);
  });
});

describe('text strings', () => {
  it('keep ASCII as it is and put Vietnamese into UTF-16BE', () => {
    expect(Buffer.from(textString('Toan 10A1').bytes).toString('latin1')).toBe('Toan 10A1');
    expect(Buffer.from(textString('Duyệt').bytes).toString('hex')).toBe('feff0044007500791ec70074');
  });

  it.each(['Nguyễn Văn Á', 'plain', 'Đề 17 🖊'])('come back: %s', (text) => {
    expect(decodeTextString(textString(text).bytes)).toBe(text);
  });

  it('are read in UTF-8, in little-endian UTF-16 and in Latin-1 too', () => {
    expect(decodeTextString(Buffer.from('\ufeffĐỗ', 'utf8'))).toBe('Đỗ');
    expect(decodeTextString(Buffer.from('\ufeffĐỗ', 'utf16le'))).toBe('Đỗ');
    expect(decodeTextString(Buffer.from([0xe1]))).toBe('á');
    expect(decodeTextString(Buffer.from([0xfe, 0xff, 0, 0x41, 0]))).toBe('A');
  });

  it('write a date with its offset from UTC', () => {
    const time = new Date('2026-09-05T20:02:03Z');
    const text = (offset?: number): string => Buffer.from(dateString(time, offset).bytes).toString();
    expect(text()).toBe("D:20260905200203+00'00'");
    expect(text(420)).toBe("D:20260906030203+07'00'");
    expect(text(-210)).toBe("D:20260905163203-03'30'");
  });
});

describe('a dictionary', () => {
  it('is changed by copying, keeps its order and drops what is undefined', () => {
    const before = dict('<</A 1/B 2/C 3>>');
    const after = before.with({ B: 9, A: undefined, D: new PdfName('x') });
    expect(write(after)).toBe('<</B 9\n/C 3\n/D /x\n>>');
    expect(before.get('A')).toBe(1);
  });
});
