import { describe, expect, it } from 'vitest';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { type PdfFile, openPdf, withPdf } from '../../../../src/signing/pdf/reader/pdf-file.ts';
import { hybridPdf, onePage, tablePdf } from '../raw-pdf.ts';
import { read, sign, signedFields } from '../sign.ts';
import { ranged } from './ranged.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const recovered = (file: PdfFile): boolean => (countPages(file), file.structure.recovered);

/** The smallest file with all entries in one run, which `change` may spoil. */
function oneRun(change: (entries: string[]) => string[], count = 5): Buffer {
  const file = tablePdf(onePage).bytes.toString('latin1');
  const entries = [...file.matchAll(/\d{10} \d{5} [nf] \n/g)].map(([entry]) => entry);
  return bytesOf(file.replace(/xref\n0 1[^]*trailer/, `xref\n0 ${count}\n${change(entries).join('')}trailer`));
}

/** A file with 9005 entries in one run. */
function manyEntries(): Buffer {
  const many = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [i + 5, String(i)]));
  const file = tablePdf({ ...onePage, ...many }).bytes.toString('latin1');
  const at = file.lastIndexOf('xref\n0 1');
  const entries = [...file.slice(at).matchAll(/\d{10} \d{5} [nf] \n/g)].map(([entry]) => entry).join('');
  return bytesOf(`${file.slice(0, at)}xref\n0 9005\n${entries}${file.slice(file.lastIndexOf('trailer'))}`);
}

describe('a run of entries', () => {
  it('is given up where it goes beyond the end of the file', () => {
    expect(
      read(
        oneRun((entries) => entries, 9000),
        recovered,
      ),
    ).toBe(true);
  });

  it('is given up where an entry inside it is none, once that entry is asked for', () => {
    const torn = oneRun((entries) => entries.map((entry, num) => (num === 2 ? `${'?'.repeat(19)}\n` : entry)));
    expect(read(torn, (file) => file.structure.recovered)).toBe(false);
    expect(read(torn, recovered)).toBe(true);
    expect(read(torn, (file) => [file.objectNumbers(), file.structure.recovered])).toEqual([[1, 2, 3, 4], true]);
  });

  it('is listed whole where its entries do not keep to twenty bytes', () => {
    const short = oneRun((entries) => entries.map((entry) => entry.replace(' \n', '\n')));
    expect(read(short, (file) => [file.objectNumbers(), recovered(file)])).toEqual([[0, 1, 2, 3, 4], false]);
  });

  it('counts from 0 where it starts with the head of the free list, whatever the length of its entries', () => {
    const short = oneRun((entries) => entries.map((entry) => entry.replace(' \n', '\n')));
    const fromOne = bytesOf(short.toString('latin1').replace('xref\n0 5', 'xref\n1 5'));
    expect(read(fromOne, (file) => [recovered(file), file.get(5)])).toEqual([false, null]);
  });

  it('is read by ranges, as much of it as is asked for', async () => {
    const bytes = manyEntries();
    const file = await openPdf(ranged(bytes));
    const numbers = await withPdf(file, () => file.objectNumbers());
    expect(numbers).toEqual(read(bytes, (open) => open.objectNumbers()));
    expect(numbers).toHaveLength(9005);
  });
});

describe('a hybrid file', () => {
  it('has in its table what the table lists, and in its stream what the table calls free or does not list', () => {
    read(hybridPdf().bytes, (file) => {
      const [section] = file.sections;
      expect(section?.find(1)?.kind).toBe('offset');
      expect(section?.find(2)?.kind).toBe('compressed');
      expect(section?.find(3)?.kind).toBe('compressed');
      expect(section?.find(0)).toEqual({ kind: 'free' });
      expect(section?.find(99)).toBeUndefined();
      for (const [num, entry] of section?.entries() ?? []) expect(section?.find(num)).toEqual(entry);
    });
  });
});

describe('offsets of a file with rubbish before its header', () => {
  const shifted = tablePdf(onePage, { before: bytesOf('rubbish\n%PDF-1.7\n'), trailer: '/Info 4 0 R' });

  it('are taken from the first byte where they count from there', async () => {
    expect(read(shifted.bytes, (file) => [file.structure.base, file.headerOffset, recovered(file)])).toEqual([
      0,
      8,
      false,
    ]);
    expect(signedFields((await sign(shifted.bytes)).bytes)).toHaveLength(1);
  });

  it('are told the same by ranges', async () => {
    const file = await openPdf(ranged(Buffer.concat([bytesOf('rubbish\n'), manyEntries()])));
    expect(await withPdf(file, () => [file.structure.base, recovered(file)])).toEqual([8, false]);
  });
});
