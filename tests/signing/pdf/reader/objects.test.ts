import { describe, expect, it } from 'vitest';
import '../../../support/pki/to-throw-code.ts';
import { PdfDict, PdfRef, type PdfStream, PdfString } from '../../../../src/signing/pdf/objects.ts';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { openPdfBytes, PdfFile, withPdf } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { ParsedObjects } from '../../../../src/signing/pdf/reader/parsed-objects.ts';
import { readValidationData } from '../../../../src/signing/pdf/reader/validation-data.ts';
import { bufferSource } from '../../../../src/signing/pdf/source/byte-source.ts';
import { objectStream, onePage, type RawObjects, streamPdf, tablePdf } from '../raw-pdf.ts';
import { read, sign } from '../sign.ts';
import { ranged } from './ranged.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const dataOf = (bytes: Uint8Array, num: number): string =>
  read(bytes, (file) => Buffer.from(file.decodedStream(file.get(num) as PdfStream)).toString('latin1'));
const count = (file: PdfFile): number => countPages(file);

describe('a file that has not been read yet', () => {
  it('tells nothing of its structure, and no version', () => {
    const file = new PdfFile(bufferSource(tablePdf(onePage).bytes));
    expect([file.headerOffset, file.headerVersion]).toEqual([0, '']);
    expect(() => file.sections).toThrow('not loaded');
  });
});

describe('an earlier revision', () => {
  it('is read by itself, whatever the later file made of its objects', async () => {
    const base = tablePdf({ ...onePage, 5: '<</Was 1>>' });
    const later = tablePdf({ 5: '<</Is 2>>' }, { before: base.bytes, trailer: `/Prev ${base.xrefOffset}` });
    const whole = openPdfBytes(later.bytes);
    const earlier = new PdfFile(bufferSource(later.bytes.subarray(0, base.bytes.length)), whole);
    expect(await withPdf(earlier, () => [...(earlier.dict(new PdfRef(5))?.entries.keys() ?? [])])).toEqual(['Was']);
    expect([...(whole.dict(new PdfRef(5))?.entries.keys() ?? [])]).toEqual(['Is']);
  });

  it('fails with what reads its bytes', () => {
    const bytes = {
      size: 100,
      window: () => {
        throw new RangeError('of its own');
      },
      load: () => Promise.resolve(),
    };
    expect(() => new ParsedObjects(bytes).within(50, 0)).toThrow(RangeError);
  });
});

describe('a stream', () => {
  it.each(['\n', '\r\n', '\r', '  \n', '  \r\n', ''])('starts after the line end %j', (lineEnd) => {
    const { bytes } = tablePdf({ ...onePage, 5: `<</Length 3>>stream${lineEnd}abc\nendstream` });
    expect(dataOf(bytes, 5)).toBe('abc');
  });

  it('is no dictionary, though it has one', () => {
    expect(read(tablePdf(onePage).bytes, (file) => file.dict(new PdfRef(4)))).toBeUndefined();
  });

  it('may have parameters for each of its filters', () => {
    const entries = '/Filter [/AHx 6 0 R] /DecodeParms [null <</Columns 3>>]';
    const { bytes } = tablePdf({ ...onePage, 5: { entries, data: bytesOf('3631363263>') }, 6: '/AHx' });
    expect(dataOf(bytes, 5)).toBe('ab\xc0');
  });

  it('that cannot be decoded makes the file a broken one, where its data are asked for', () => {
    const objects: RawObjects = {
      ...onePage,
      1: '<</Type /Catalog /Pages 2 0 R /DSS <</Certs [5 0 R]>>>>',
      5: { entries: '/Filter /JPXDecode', data: bytesOf('x') },
    };
    expect(() => read(tablePdf(objects).bytes, readValidationData)).toThrowCode('PDF_BROKEN');
  });
});

describe('what is no object', () => {
  it.each(['x 0 obj', '5 x obj', '5 0 xyz', '6 0 obj(another)'])('makes the file be recovered: %s', (text) => {
    const bytes = bytesOf(
      tablePdf({ ...onePage, 5: '(x)' })
        .bytes.toString('latin1')
        .replace('5 0 obj', text),
    );
    expect(read(bytes, (file) => [file.get(5), count(file), file.structure.recovered])).toEqual([null, 1, true]);
  });

  it.each([
    ['a dictionary', '<<>>'],
    ['in an object stream itself', undefined],
  ])('is an object stream that is %s', (_what, instead) => {
    const file = streamPdf(onePage).bytes;
    const inner = objectStream([['5', '<</Type /ObjStm>>']]);
    const objects: RawObjects = instead === undefined ? { ...onePage, 6: inner } : { ...onePage, 5: instead };
    const table = tablePdf(objects).bytes;
    const rows = Buffer.alloc(10 * 4);
    for (let num = 1; num < 7; num += 1) {
      const at = table.indexOf(`${num} 0 obj`);
      rows.writeUInt32BE(at < 0 ? 0 : 0x01000000 + at * 256, num * 4);
    }
    rows.writeUInt32BE(0x02000500, 7 * 4);
    if (instead === undefined) rows.writeUInt32BE(0x02000600, 5 * 4);
    const body = table.subarray(0, table.lastIndexOf('xref\n0 1'));
    const head = `8 0 obj\n<</Type /XRef /W [1 2 1] /Size 10 /Root 1 0 R /Length ${rows.length}>>\nstream\n`;
    const end = `\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
    const made = Buffer.concat([body, bytesOf(head), rows, bytesOf(end)]);
    expect(read(made, (open) => [open.get(7), open.structure.recovered])).toEqual([null, true]);
    expect(read(file, (open) => open.structure.recovered)).toBe(false);
  });
});

describe('an object stream whose length stands in itself', () => {
  it('is read up to its end', async () => {
    const inner = objectStream([
      ['3', '<</Type/Page/Parent 2 0 R>>'],
      ['6', '99'],
    ]);
    const head =
      '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ';
    const file = Buffer.concat([
      bytesOf(`${head}9 0 obj<<${inner.entries}/Length 6 0 R>>stream\n`),
      inner.data,
      bytesOf('\nendstream endobj '),
    ]);
    expect(read(file, (open) => [count(open), open.get(6)])).toEqual([1, 99]);
    expect(read((await sign(file)).bytes, count)).toBe(1);
  });
});

describe('object streams that together are larger than what is kept', () => {
  it('are read again when they are needed again', async () => {
    const big = (num: number) =>
      objectStream([
        [String(num), `(${'x'.repeat(23_000_000)})`],
        [String(num + 1), '<<>>'],
      ]);
    const body = Buffer.concat(
      [10, 20, 30].flatMap((num) => {
        const { entries, data } = big(num);
        return [
          bytesOf(`${num + 5} 0 obj<<${entries}/Length ${data.length}>>stream\n`),
          data,
          bytesOf('\nendstream endobj '),
        ];
      }),
    );
    const file = Buffer.concat([tablePdf(onePage).bytes.subarray(0, -40), body]);
    const source = ranged(file);
    const open = new PdfFile(source);
    expect(await withPdf(open, () => [11, 21, 31].every((num) => open.get(num) instanceof PdfDict))).toBe(true);
    expect(await withPdf(open, () => open.get(10))).toBeInstanceOf(PdfString);
  });
});
