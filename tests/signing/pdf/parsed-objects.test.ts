import { describe, expect, it } from 'vitest';
import { PdfDict, PdfStream } from '../../../src/signing/pdf/objects.ts';
import { ParsedObjects } from '../../../src/signing/pdf/reader/parsed-objects.ts';
import { bufferSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { fileBytes } from '../../../src/signing/pdf/source/file-bytes.ts';

const over = (text: string): ParsedObjects => new ParsedObjects(fileBytes(bufferSource(Buffer.from(text, 'latin1'))));

describe('what is parsed once for a file and its earlier revisions', () => {
  it('is not given to a revision that ends before the object does, or with it', () => {
    const text = '7 0 obj <</A 1>> endobj';
    const end = text.indexOf('>>') + 2;
    expect(over(text).within(end, 0)).toBeUndefined();
    expect(over(text).within(end - 3, 0)).toBeUndefined();
    expect(over(text).within(end + 1, 0)?.found.value).toBeInstanceOf(PdfDict);
  });

  it('does not make a dictionary a stream by a keyword that a later revision appended', () => {
    const signed = '7 0 obj <</Length 1>> ';
    const file = over(`${signed}stream\nx\nendstream endobj`);
    expect(file.within(signed.length, 0)).toBeUndefined();
    expect(file.within(signed.length + 20, 0)?.found.value).toBeInstanceOf(PdfStream);
  });

  it('does not make a number a reference by what a later revision appended', () => {
    const signed = '7 0 obj 5 ';
    expect(over(`${signed}0 R endobj`).within(signed.length, 0)).toBeUndefined();
  });

  it('is nothing where no object stands or it goes beyond a limit', () => {
    expect(over('no object').within(9, 0)).toBeUndefined();
    expect(over(`1 0 obj ${'['.repeat(200)}`).within(208, 0)).toBeUndefined();
  });

  it('is the very same object each time', () => {
    const file = over('7 0 obj <</A 1>> endobj');
    expect(file.within(20, 0)).toBe(file.within(22, 0));
  });
});
