import { describe, expect, it } from 'vitest';
import { PdfDamage } from '../../../src/signing/pdf/errors.ts';
import { decodeFilters } from '../../../src/signing/pdf/filters/decode.ts';
import { decodeLzw } from '../../../src/signing/pdf/filters/lzw.ts';
import { PdfDict } from '../../../src/signing/pdf/objects.ts';
import { lzw, lzwLiterals, lzwZeros } from './lzw-encode.ts';

const decoded = (data: Uint8Array, early = 1, limit = 1e6): Buffer => Buffer.from(decodeLzw(data, early, limit) ?? []);
/** Bytes that repeat now and then. */
const long = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 7 + (i >> 8)) & 63));

describe('LZW data', () => {
  it.each([
    ['a code beyond the table', Buffer.from([0x80, 0x20, 0x60, 0x80])],
    ['an entry before there is one', Buffer.from([0x80, 0x40, 0x80])],
  ])('is called damaged: %s', (_what, data) => {
    expect(() => decodeLzw(data, 1, 100)).toThrow(PdfDamage);
  });

  it.each([
    ['bytes', lzwLiterals(Buffer.alloc(100, 'a'))],
    ['repetitions', lzwZeros(100)],
  ])('is given up when more comes out than the limit: %s', (_what, data) => {
    expect(decodeLzw(data, 1, 99)).toBeUndefined();
    expect(decodeLzw(data, 1, 200)?.length).toBeGreaterThanOrEqual(100);
  });

  it('is read as in the example of the standard', () => {
    const example = Buffer.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]);
    expect([...decoded(example)]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  it.each([0, 1])('is read across every code width, /EarlyChange %i', (early) => {
    expect(decoded(lzwLiterals(long, early), early).equals(long)).toBe(true);
    expect(decoded(lzw(long, { early }), early).equals(long)).toBe(true);
    const own = new PdfDict([['EarlyChange', early]]);
    expect(Buffer.from(decodeFilters(lzw(long, { early }), ['LZWDecode'], [own])).equals(long)).toBe(true);
  });

  it('is read on with a full table where the encoder does not clear it', () => {
    expect(decoded(lzw(long, { clears: false })).equals(long)).toBe(true);
  });

  it('changes code widths early where nothing else is said', () => {
    expect(Buffer.from(decodeFilters(lzw(long), ['LZW'], [])).equals(long)).toBe(true);
  });

  it('may grow to many times its size', () => {
    const zeros = decoded(lzwZeros(500_000));
    expect(zeros.length).toBeGreaterThanOrEqual(500_000);
    expect(zeros.equals(Buffer.alloc(zeros.length))).toBe(true);
  });

  it('without an end mark ends where it ends', () => {
    expect(decoded(lzwLiterals(Buffer.from('abc')).subarray(0, -1)).toString()).toBe('abc');
    expect(decoded(Buffer.alloc(0))).toHaveLength(0);
  });
});
