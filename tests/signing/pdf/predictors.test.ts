import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PdfDamage } from '../../../src/signing/pdf/errors.ts';
import { decodeFilters } from '../../../src/signing/pdf/filters/decode.ts';
import { PdfDict } from '../../../src/signing/pdf/objects.ts';
import { lzwLiterals } from './lzw-encode.ts';

const undo = (rows: readonly number[], parameters: Record<string, number>): number[] => [
  ...decodeFilters(deflateSync(Buffer.from(rows)), ['FlateDecode'], [new PdfDict(Object.entries(parameters))]),
];
const pngRows = { Predictor: 15, Columns: 3 };

describe('a predictor', () => {
  it.each<[string, number[], Record<string, number>]>([
    ['that nobody knows', [0, 1], { Predictor: 3 }],
    ['of a row type that is none', [9, 1], { Predictor: 12 }],
    ['of rows longer than the data', [0, 0, 0, 0], { Predictor: 12, Columns: 1e9 }],
    ['of TIFF rows longer than the data', [0, 0, 0, 0], { Predictor: 2, Columns: 1e9 }],
    ['of rows without columns', [0, 0], { Predictor: 12, Columns: 0 }],
    ['of TIFF samples of a size that is none', [0, 0, 0], { Predictor: 2, BitsPerComponent: 3 }],
  ])('is called damaged: %s', (_what, rows, parameters) => {
    expect(() => undo(rows, parameters)).toThrow(PdfDamage);
  });

  it('of 1 changes nothing', () => {
    expect(undo([1, 2, 3], { Predictor: 1, Columns: 2 })).toEqual([1, 2, 3]);
  });

  it('is undone after LZW too', () => {
    const own = new PdfDict(Object.entries(pngRows));
    expect([...decodeFilters(lzwLiterals(Buffer.from([1, 1, 1, 1])), ['LZWDecode'], [own])]).toEqual([1, 2, 3]);
  });

  it('takes a number that makes no sense for one that is not there', () => {
    expect(undo([0, 7, 1, 7], { Predictor: 12, Columns: -3, Colors: -1, BitsPerComponent: -8 })).toEqual([7, 7]);
  });
});

describe('a PNG predictor', () => {
  it.each([
    ['none', [0, 1, 2, 3, 0, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
    ['left', [1, 1, 1, 1, 1, 5, 1, 1], [1, 2, 3, 5, 6, 7]],
    ['up', [0, 1, 2, 3, 2, 1, 1, 1], [1, 2, 3, 2, 3, 4]],
    ['up in the first row, above which there are zeros', [2, 1, 2, 3], [1, 2, 3]],
    ['average', [3, 2, 2, 2, 3, 2, 2, 2], [2, 3, 3, 3, 5, 6]],
    ['Paeth', [4, 1, 1, 1, 4, 1, 1, 1], [1, 2, 3, 2, 3, 4]],
    ['Paeth towards the left', [0, 9, 9, 9, 4, 241, 3, 1], [9, 9, 9, 250, 253, 254]],
    ['Paeth towards the corner', [0, 6, 2, 0, 4, 4, 1, 0], [6, 2, 0, 10, 7, 7]],
    ['sums beyond a byte', [1, 255, 2, 255], [255, 1, 0]],
    ['a last row cut short', [0, 1, 2, 3, 2, 1], [1, 2, 3, 2]],
    ['a last row of its type alone', [0, 1, 2, 3, 2], [1, 2, 3]],
  ])('is undone: %s', (_name, rows, expected) => {
    expect(undo(rows, pngRows)).toEqual(expected);
  });

  it('looks back by whole pixels, by one byte where they are smaller', () => {
    expect(undo([1, 1, 2, 3, 1, 1, 1], { Predictor: 11, Colors: 3, Columns: 2 })).toEqual([1, 2, 3, 2, 3, 4]);
    expect(undo([1, 1, 2, 3], { Predictor: 11, BitsPerComponent: 1, Columns: 24 })).toEqual([1, 3, 6]);
    expect(undo([1, 1, 2, 3], { Predictor: 11, Colors: 3, BitsPerComponent: 4, Columns: 2 })).toEqual([1, 2, 4]);
  });
});

describe('the TIFF predictor', () => {
  it.each<[string, number[], Record<string, number>, number[]]>([
    ['bytes, row by row', [1, 1, 1, 5, 1, 1], { Columns: 3 }, [1, 2, 3, 5, 6, 7]],
    ['sums beyond a byte', [255, 2], { Columns: 2 }, [255, 1]],
    ['several colours', [1, 10, 1, 10, 1, 10], { Columns: 3, Colors: 2 }, [1, 10, 2, 20, 3, 30]],
    ['two bytes to a sample', [0, 255, 0, 2], { Columns: 2, BitsPerComponent: 16 }, [0, 255, 1, 1]],
    ['half a byte to a sample', [0x1f, 0x12], { Columns: 4, BitsPerComponent: 4 }, [0x10, 0x13]],
    ['a bit to a sample', [0b11110000], { Columns: 8, BitsPerComponent: 1 }, [0b10100000]],
    ['bits after the last sample, which stay', [0b01010111], { Columns: 2, BitsPerComponent: 2 }, [0b01100111]],
    ['a last row cut short', [1, 1, 5], { Columns: 2 }, [1, 2, 5]],
    ['a last sample cut short', [0, 1, 0], { Columns: 2, BitsPerComponent: 16 }, [0, 1, 0]],
  ])('is undone: %s', (_what, ...[rows, parameters, expected]) => {
    expect(undo(rows, { Predictor: 2, ...parameters })).toEqual(expected);
  });
});
