import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { PdfDamage } from '../../../src/signing/pdf/errors.ts';
import { decodeAscii85, decodeAsciiHex } from '../../../src/signing/pdf/filters/ascii.ts';
import { decodeFilters, filterNames } from '../../../src/signing/pdf/filters/decode.ts';
import { decodeLzw } from '../../../src/signing/pdf/filters/lzw.ts';
import { PdfDict, PdfName } from '../../../src/signing/pdf/objects.ts';

const parameters = (entries: Record<string, number>): PdfDict => new PdfDict(Object.entries(entries));
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

/** Codes of 9 to 12 bits, as an LZW encoder would write them that never finds a repetition. */
function lzwLiterals(data: Uint8Array, early = 1): Buffer {
  const codes = [256];
  let bits = '';
  let next = 258;
  let width = 9;
  const put = (code: number): void => {
    bits += code.toString(2).padStart(width, '0');
  };
  put(codes[0] ?? 256);
  data.forEach((byte, i) => {
    put(byte);
    if (i > 0 && next < 4096) next += 1;
    if (next + early >= 2 ** width && width < 12) width += 1;
  });
  put(257);
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((octet) => parseInt(octet.padEnd(8, '0'), 2)));
}

describe('data that is bad', () => {
  it.each([
    ['not deflated', 'FlateDecode', Buffer.from('plain text'), new PdfDict()],
    ['a filter nobody reads here', 'DCTDecode', Buffer.alloc(1), new PdfDict()],
    ['a TIFF predictor', 'FlateDecode', deflateSync(Buffer.alloc(4)), parameters({ Predictor: 2 })],
    ['a PNG row type that is none', 'FlateDecode', deflateSync(Buffer.from([9, 1])), parameters({ Predictor: 12 })],
    [
      'rows longer than the data',
      'FlateDecode',
      deflateSync(Buffer.alloc(4)),
      parameters({ Predictor: 12, Columns: 1e9 }),
    ],
    ['an LZW code from nowhere', 'LZWDecode', Buffer.from([0x80, 0x7f, 0xff]), new PdfDict()],
  ])('is called damaged: %s', (_what, filter, ...[data, own]) => {
    expect(() => decodeFilters(data, [filter], [own])).toThrow(PdfDamage);
  });

  it('is refused when it inflates beyond the limit, by either method', () => {
    const flate = deflateSync(Buffer.alloc(65 * 1024 * 1024));
    expect(() => decodeFilters(flate, ['FlateDecode'], [])).toThrowCode('PDF_LIMIT_EXCEEDED');
    expect(decodeLzw(lzwLiterals(Buffer.alloc(100, 'a')), 1, 50)).toBeUndefined();
  });
});

describe('predictors', () => {
  it.each([
    ['none', [0, 1, 2, 3, 0, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
    ['left', [1, 1, 1, 1, 1, 5, 1, 1], [1, 2, 3, 5, 6, 7]],
    ['up', [0, 1, 2, 3, 2, 1, 1, 1], [1, 2, 3, 2, 3, 4]],
    ['average', [3, 2, 2, 2, 3, 2, 2, 2], [2, 3, 3, 3, 5, 6]],
    ['Paeth', [4, 1, 1, 1, 4, 1, 1, 1], [1, 2, 3, 2, 3, 4]],
    ['Paeth towards the corner', [0, 9, 1, 9, 4, 1, 5, 5], [9, 1, 9, 10, 6, 14]],
    ['a last row cut short', [0, 1, 2, 3, 2, 1], [1, 2, 3, 2]],
  ])('are undone: %s', (_name, rows, expected) => {
    const data = deflateSync(Buffer.from(rows));
    const decoded = decodeFilters(data, ['FlateDecode'], [parameters({ Predictor: 15, Columns: 3 })]);
    expect([...decoded]).toEqual(expected);
  });
});

describe('other filters', () => {
  it('read ASCII85 and hexadecimal up to their end marks', () => {
    expect(text(decodeAscii85(Buffer.from('87cUR\nD]i,"Ebo80~>rest')))).toBe('Hello World!');
    expect(text(decodeAscii85(Buffer.from('z87cUR~>')))).toBe('\0\0\0\0Hell');
    expect(text(decodeAscii85(Buffer.from('87cURDZ~>')))).toBe('Hello');
    expect(text(decodeAsciiHex(Buffer.from('48 65 6C6c6F>7a')))).toBe('Hello');
    expect(text(decodeAsciiHex(Buffer.from('48')))).toBe('H');
  });

  it('read LZW, with and without early change, across every code width', () => {
    const example = Buffer.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...(decodeLzw(example, 1, 100) ?? [])]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    const long = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7 + (i >> 8)) & 255));
    for (const early of [0, 1])
      expect(Buffer.from(decodeLzw(lzwLiterals(long, early), early, 1e6) ?? []).equals(long)).toBe(true);
    expect(text(decodeFilters(lzwLiterals(Buffer.from('ab')), ['LZW'], []))).toBe('ab');
  });

  it('are applied one after the other, short names too, a crypt filter passed over', () => {
    const data = Buffer.from(`${deflateSync(Buffer.from('x')).toString('hex')}>`);
    expect(text(decodeFilters(data, ['Crypt', 'AHx', 'Fl'], []))).toBe('x');
    expect(text(decodeFilters(Buffer.from('87cUR~>'), ['A85'], []))).toBe('Hell');
  });

  it('are named singly or in a list', () => {
    expect(filterNames(undefined)).toEqual([]);
    expect(filterNames(new PdfName('A'))).toEqual(['A']);
    expect(filterNames([new PdfName('A'), 3, new PdfName('B')])).toEqual(['A', 'B']);
  });

  it('cope with data that is cut off', () => {
    const whole = deflateSync(Buffer.from('the beginning is kept'));
    expect(text(decodeFilters(whole.subarray(0, -6), ['FlateDecode'], []))).toContain('the begin');
  });
});
