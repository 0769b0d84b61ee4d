import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { PdfDamage } from '../../../src/signing/pdf/errors.ts';
import { decodeAsciiHex } from '../../../src/signing/pdf/filters/ascii.ts';
import { decodeFilters, filterNames } from '../../../src/signing/pdf/filters/decode.ts';
import { MAX_INFLATED_BYTES } from '../../../src/signing/pdf/limits.ts';
import { PdfDict, PdfName } from '../../../src/signing/pdf/objects.ts';
import { lzwZeros } from './lzw-encode.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('data that is bad', () => {
  it.each([
    ['not deflated', 'FlateDecode', Buffer.from('plain text'), new PdfDict()],
    ['a filter nobody reads here', 'DCTDecode', Buffer.alloc(1), new PdfDict()],
    ['an LZW code from nowhere', 'LZWDecode', Buffer.from([0x80, 0x7f, 0xff]), new PdfDict()],
  ])('is called damaged: %s', (_what, filter, ...[data, own]) => {
    expect(() => decodeFilters(data, [filter], [own])).toThrow(PdfDamage);
  });

  it.each([
    ['FlateDecode', deflateSync(Buffer.alloc(MAX_INFLATED_BYTES + 1))],
    ['LZWDecode', lzwZeros(MAX_INFLATED_BYTES + 1)],
    ['RunLengthDecode', Buffer.from('8100'.repeat(MAX_INFLATED_BYTES / 128 + 1), 'hex')],
    ['ASCII85Decode', Buffer.alloc(MAX_INFLATED_BYTES / 4 + 1, 'z')],
  ])('is refused when it grows beyond the limit: %s', (filter, data) => {
    expect(() => decodeFilters(data, [filter], [])).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('is refused when more filters are named than anyone needs', () => {
    expect(() =>
      decodeFilters(
        Buffer.alloc(1),
        Array.from({ length: 9 }, () => 'Crypt'),
        [],
      ),
    ).toThrowCode('PDF_LIMIT_EXCEEDED');
  });
});

describe('other filters', () => {
  it.each([
    ['up to the end mark', '87cUR\nD]i,"Ebo80~>rest', 'Hello World!'],
    ['four zeros in one letter', 'z87cUR~>', '\0\0\0\0Hell'],
    ['a last group cut short', '87cURDZ~>', 'Hello'],
    ['a last group of one digit, which stands for nothing', '87cURD~>', 'Hell'],
    ['no end mark', '87cUR', 'Hell'],
    ['only as far as the digits go', '87cUR{87cUR', 'Hell'],
    ['no letter for zeros inside a group', '87z', 'H'],
  ])('read ASCII85: %s', (_what, data, expected) => {
    expect(text(decodeFilters(Buffer.from(data), ['ASCII85Decode'], []))).toBe(expected);
  });

  it.each([
    ['48 65 6C6c6F>7a', 'Hello'],
    ['48', 'H'],
    ['487>', 'Hp'],
  ])('read hexadecimal up to its end mark, a missing digit as zero: %s', (data, expected) => {
    expect(text(decodeFilters(Buffer.from(data), ['ASCIIHexDecode'], []))).toBe(expected);
    expect(text(decodeAsciiHex(Buffer.from(data)))).toBe(expected);
  });

  it.each([
    ['bytes as they are', '0241424380', 'ABC'],
    ['one byte many times', 'fe5a0041', 'ZZZA'],
    ['nothing after the end mark', '0041800042', 'A'],
    ['bytes cut off', '054142', 'AB'],
    ['a length without a byte', '004105', 'A'],
    ['nothing', '', ''],
  ])('read run lengths: %s', (_what, hex, expected) => {
    expect(text(decodeFilters(Buffer.from(hex, 'hex'), ['RunLengthDecode'], []))).toBe(expected);
    expect(text(decodeFilters(Buffer.from(hex, 'hex'), ['RL'], []))).toBe(expected);
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
