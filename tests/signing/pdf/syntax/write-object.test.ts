import { describe, expect, it } from 'vitest';
import { PdfDict, PdfRef, PdfStream } from '../../../../src/signing/pdf/objects.ts';
import { ByteWriter } from '../../../../src/signing/pdf/syntax/byte-writer.ts';
import { nameSyntax, writeObject } from '../../../../src/signing/pdf/syntax/serialise.ts';

describe('a stream that is written', () => {
  it('is its dictionary; who writes it has the data', () => {
    const out = new ByteWriter(100);
    writeObject(out, new PdfStream(new PdfDict([['Length', 3]]), 50, new PdfRef(5)), undefined);
    expect(out.view().toString('latin1')).toBe('<</Length 3\n>>');
    expect(out.offset).toBe(100 + out.view().length);
  });
});

describe('a name', () => {
  it('is written right however many others were written before', () => {
    const names = Array.from({ length: 1500 }, (_none, i) => `Name ${i}`);
    expect(names.map(nameSyntax)).toEqual(names.map((_name, i) => `/Name#20${i}`));
    expect(nameSyntax('Name 1499')).toBe('/Name#201499');
  });
});
