import { describe, expect, it } from 'vitest';
import { PdfDict, PdfRef, PdfStream } from '../../../../src/signing/pdf/objects.ts';
import { ByteWriter } from '../../../../src/signing/pdf/syntax/byte-writer.ts';
import { writeObject } from '../../../../src/signing/pdf/syntax/serialise.ts';

describe('a stream that is written', () => {
  it('is its dictionary; who writes it has the data', () => {
    const out = new ByteWriter(100);
    writeObject(out, new PdfStream(new PdfDict([['Length', 3]]), 50, new PdfRef(5)), undefined);
    expect(out.view().toString('latin1')).toBe('<</Length 3\n>>');
    expect(out.offset).toBe(100 + out.view().length);
  });
});
