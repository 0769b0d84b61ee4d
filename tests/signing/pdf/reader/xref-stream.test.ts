import { describe, expect, it } from 'vitest';
import { PdfString } from '../../../../src/signing/pdf/objects.ts';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { onePage, tablePdf } from '../raw-pdf.ts';
import { read, sign, signedFields } from '../sign.ts';

const OBJECTS = { ...onePage, 5: '(kept)' };
const body = tablePdf(OBJECTS)
  .bytes.toString('latin1')
  .replace(/xref\n0 1[^]*/, '');

/** Rows of one byte for the type, two for the offset: the objects 0 to 5, with some rows replaced. */
function rows(replaced: Readonly<Record<number, readonly [type: number, offset: number]>> = {}): Buffer {
  const data = Buffer.alloc(18);
  for (let num = 0; num < 6; num += 1) {
    const [type, offset] = replaced[num] ?? (num === 0 ? [0, 0] : [1, body.indexOf(`${num} 0 obj`)]);
    data[num * 3] = type;
    data.writeUInt16BE(offset, num * 3 + 1);
  }
  return data;
}

/** The objects, listed by a cross-reference stream of these entries. */
function listedBy(data: Buffer, entries = '/Size 6'): Buffer {
  const stream = `9 0 obj\n<</Type /XRef /W [1 2 0] /Root 1 0 R ${entries} /Length ${data.length}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(body + stream, 'latin1'), data, Buffer.from(end, 'latin1')]);
}

const isRecovered = (bytes: Uint8Array): boolean => read(bytes, (file) => (countPages(file), file.structure.recovered));

describe('a cross-reference stream', () => {
  it('is given up where nothing tells how many rows it has', () => {
    expect(isRecovered(listedBy(rows(), ''))).toBe(true);
  });

  it('takes an object at offset 0 for one that was meant to be free', () => {
    const file = listedBy(rows({ 5: [1, 0] }));
    expect(read(file, (open) => [open.locate(5), open.get(5)])).toEqual([{ kind: 'free' }, null]);
  });

  it('lists an object whose type nobody knows as null (7.5.8.3)', () => {
    const file = listedBy(rows({ 5: [9, 77] }));
    expect(read(file, (open) => [open.objectNumbers(), open.get(5)])).toEqual([[0, 1, 2, 3, 4, 5], null]);
  });

  it('says nothing of objects beyond its last row', () => {
    const file = listedBy(rows().subarray(0, 15));
    expect(read(file, (open) => [open.objectNumbers(), open.locate(5)])).toEqual([[0, 1, 2, 3, 4], undefined]);
  });

  it('may have a list of filters, each with its own parameters', async () => {
    const hex = Buffer.from(`${rows().toString('hex')}>`, 'latin1');
    const file = listedBy(hex, '/Size 6 /Filter [/ASCIIHexDecode] /DecodeParms [null]');
    expect(isRecovered(file)).toBe(false);
    expect(read(file, (open) => open.get(5))).toBeInstanceOf(PdfString);
    expect(signedFields((await sign(file)).bytes)).toHaveLength(1);
  });
});
