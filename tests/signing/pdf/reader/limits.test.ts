import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import '../../../support/pki/to-throw-code.ts';
import { inspectPdf } from '../../../../src/signing/pdf/reader/inspect.ts';
import {
  MAX_FIELDS,
  MAX_OBJECTS_READ,
  MAX_PAGE_NODES,
  MAX_RANGE_READS,
  MAX_STREAM_BYTES,
} from '../../../../src/signing/pdf/limits.ts';
import { type PdfStream } from '../../../../src/signing/pdf/objects.ts';
import { walkFields } from '../../../../src/signing/pdf/reader/fields.ts';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { openPdfBytes, PdfFile } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { bufferSource } from '../../../../src/signing/pdf/source/byte-source.ts';
import { fileBytes, MissingBytes } from '../../../../src/signing/pdf/source/file-bytes.ts';
import { onePage, tablePdf } from '../raw-pdf.ts';
import { read } from '../sign.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const PAGE =
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page>>endobj ';

/** A file with this many objects, all of them the same null in one object stream. */
function packedFile(objects: number): Buffer {
  const first = 10;
  let directory = '';
  for (let i = 0; i < objects; i += 1) directory += `${first + i} 0 `;
  const data = deflateSync(bytesOf(`${directory}null`));
  const entries = `/Type /ObjStm /N ${objects} /First ${directory.length} /Filter /FlateDecode`;
  const { bytes } = tablePdf({ ...onePage, 5: { entries, data } });
  const body = bytes.subarray(0, bytes.lastIndexOf('xref\n0 1'));
  const rows = Buffer.alloc((6 + objects) * 5);
  for (let num = 1; num < 6; num += 1) writeRow(rows, num, [1, body.indexOf(`${num} 0 obj`)]);
  for (let i = 0; i < objects; i += 1) writeRow(rows, 6 + i, [2, 5]);
  const list = deflateSync(rows);
  const index = `/Index [0 6 ${first} ${objects}] /Size ${first + objects}`;
  const head = `9 0 obj\n<</Type /XRef /W [1 4 0] ${index} /Root 1 0 R /Filter /FlateDecode /Length ${list.length}>>\nstream\n`;
  return Buffer.concat([body, bytesOf(head), list, bytesOf(`\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`)]);
}

function writeRow(rows: Buffer, row: number, [type, value]: readonly [number, number]): void {
  rows[row * 5] = type;
  rows.writeUInt32BE(value, row * 5 + 1);
}

describe('a file is refused', () => {
  it('when its form has more fields than anyone fills', () => {
    const numbers = Array.from({ length: MAX_FIELDS + 1 }, (_, i) => i + 10);
    const fields = Object.fromEntries(numbers.map((num) => [num, '<<>>']));
    const form = `/AcroForm <</Fields [${numbers.map((num) => `${num} 0 R`).join(' ')}]>>`;
    const { bytes } = tablePdf({ ...onePage, 1: `<</Type /Catalog /Pages 2 0 R ${form}>>`, ...fields });
    expect(() => read(bytes, (file) => [...walkFields(file)])).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('when its page tree has more nodes than anyone prints, even where they are nothing', () => {
    const kids = 'null '.repeat(MAX_PAGE_NODES + 1);
    const { bytes } = tablePdf({ ...onePage, 2: `<</Type /Pages /Kids [${kids}]>>` });
    expect(() => read(bytes, countPages)).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('when many streams, each within the limit, inflate to too much together', () => {
    const data = deflateSync(Buffer.alloc(60 * 1024 * 1024));
    const { bytes } = tablePdf({ ...onePage, 5: { entries: '/Filter /FlateDecode', data } });
    const decode = (file: PdfFile): unknown => file.decodedStream(file.get(5) as PdfStream);
    expect(read(bytes, (file) => [1, 2, 3, 4].map(() => decode(file)))).toHaveLength(4);
    expect(() => read(bytes, (file) => [1, 2, 3, 4, 5].map(() => decode(file)))).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('when many streams may have inflated to much before they proved damaged', () => {
    const stream = (num: number): string =>
      `${num} 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 65536>>stream\n${'x'.repeat(65536)}\nendstream endobj `;
    const file = (streams: number): Buffer =>
      bytesOf(`%PDF-1.7\n${PAGE}${Array.from({ length: streams }, (_, i) => stream(10 + i)).join('')}`);
    expect(read(file(30), countPages)).toBe(1);
    expect(() => openPdfBytes(file(40))).toThrowCode('PDF_LIMIT_EXCEEDED');
  });

  it('when more of its objects are asked for than any file has', () => {
    const file = openPdfBytes(packedFile(MAX_OBJECTS_READ + 1));
    const readAll = (): void => {
      for (let num = 10; num <= MAX_OBJECTS_READ + 10; num += 1) file.get(num);
    };
    expect(() => file.attempt(readAll)).toThrowCode('PDF_LIMIT_EXCEEDED');
  }, 60_000);

  it('when it is read back and forth without end', async () => {
    const page = Buffer.alloc(65536);
    const bytes = fileBytes({ size: 10 * page.length, read: () => Promise.resolve(page) });
    for (let i = 0; i < MAX_RANGE_READS; i += 1) await bytes.load(new MissingBytes(0, 1));
    await expect(bytes.load(new MissingBytes(0, 1))).rejects.toThrowCode('PDF_LIMIT_EXCEEDED');
  });
});

describe('a file that was made to be searched again and again', () => {
  it('is searched once for the ends of object streams that have none', async () => {
    const stream = (num: number): string => `${num} 0 obj<</Type/ObjStm/N 0/First 0/Length 1>>stream\n x `;
    const streams = Array.from({ length: 5_000 }, (_, i) => stream(10 + i)).join('');
    const file = Buffer.concat([bytesOf(`%PDF-1.7\n${PAGE}${streams}`), Buffer.alloc(MAX_STREAM_BYTES, ' ')]);
    expect(await inspectPdf(file)).toMatchObject({ pages: 1, recovered: true });
  });

  it('inflates only the last of the object streams that have one number', () => {
    const bomb = deflateSync(Buffer.alloc(60 * 1024 * 1024)).subarray(0, -5);
    const broken = Buffer.concat([bomb, Buffer.alloc(20, 0xff)]);
    const head = (length: number): string =>
      `9 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${length}>>stream\n`;
    const end = '\nendstream endobj ';
    const stale = `${head(1)}x${end}`.repeat(500);
    const file = Buffer.concat([bytesOf(`%PDF-1.7\n${PAGE}${stale}${head(broken.length)}`), broken, bytesOf(end)]);
    const open = new PdfFile(bufferSource(file));
    expect(open.attempt(() => countPages(open))).toBe(1);
  });
});
