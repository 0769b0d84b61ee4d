import { describe, expect, it } from 'vitest';
import { inspectPdf } from '../../../../src/signing/pdf/reader/inspect.ts';
import { countPages } from '../../../../src/signing/pdf/reader/pages.ts';
import { walkFields } from '../../../../src/signing/pdf/reader/fields.ts';
import { onePage, tablePdf } from '../raw-pdf.ts';
import { read } from '../sign.ts';
import { ranged } from './ranged.ts';

const catalog = (entries: string): string => `<</Type /Catalog /Pages 2 0 R ${entries}>>`;
const JS = '<</S /JavaScript /JS (x)>>';

describe('an inspection', () => {
  it('says the same of a file that is read by ranges', async () => {
    const { bytes } = tablePdf({ ...onePage, 1: catalog(`/OpenAction ${JS}`) });
    const inMemory = await inspectPdf(bytes);
    expect(inMemory).toMatchObject({ pages: 1, javascript: true });
    expect(await inspectPdf(ranged(bytes))).toEqual(inMemory);
  });

  it('passes over annotations that are none', async () => {
    const { bytes } = tablePdf({ ...onePage, 3: '<</Type /Page /Annots [null 12 9 0 R]>>' });
    expect(await inspectPdf(bytes)).toMatchObject({ pages: 1, javascript: false });
  });

  it('finds what follows an action that does not say its kind', async () => {
    const { bytes } = tablePdf({ ...onePage, 1: catalog(`/OpenAction <</Next ${JS}>>`) });
    expect(await inspectPdf(bytes)).toMatchObject({ javascript: true });
  });
});

describe('a field that stands in the list of fields itself', () => {
  it('is one like any other, but has no reference', () => {
    const { bytes } = tablePdf({ ...onePage, 1: catalog('/AcroForm <</Fields [<</T (a)/FT /Tx>>]>>') });
    expect(read(bytes, (file) => [...walkFields(file)])).toMatchObject([{ name: 'a', type: 'Tx', ref: undefined }]);
  });
});

describe('a leaf of the page tree', () => {
  it.each(['<</Foo 1>>', '<</Type /Pages>>', '<</Type /Catalog>>', '(x)', 'null'])('is no page: %s', (leaf) => {
    const { bytes } = tablePdf({ ...onePage, 2: '<</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>>', 5: leaf });
    expect(read(bytes, countPages)).toBe(1);
  });
});
