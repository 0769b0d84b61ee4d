import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { type AppearanceMaker } from '../../../src/signing/pdf/appearance-objects.ts';
import { PdfRef } from '../../../src/signing/pdf/objects.ts';
import { signatureFields } from '../../../src/signing/pdf/reader/fields.ts';
import { findPage, walkPages } from '../../../src/signing/pdf/reader/pages.ts';
import { verifyPdf } from '../../../src/signing/verify/verify-pdf.ts';
import { onePage, type RawObjects, streamPdf, tablePdf } from './raw-pdf.ts';
import { read, sign } from './sign.ts';

const visible: AppearanceMaker = () => ({
  rect: [10, 10, 60, 40],
  form: 0,
  objects: [{ entries: ['/Type /XObject /Subtype /Form /BBox [0 0 50 30]'], stream: Buffer.from('q Q') }],
});
const page = (more: string): string => `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more}>>`;
/** Two pages that name one array of annotations. */
const shared: RawObjects = {
  ...onePage,
  2: '<</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>>',
  3: page('/Annots 6 0 R'),
  5: page('/Annots 6 0 R'),
  6: '[7 0 R]',
  7: '<</Type /Annot /Subtype /Text /Rect [0 0 9 9]>>',
};
const single: RawObjects = { ...shared, 2: '<</Type /Pages /Kids [3 0 R] /Count 1>>', 5: 'null' };

/** The numbers of the annotations on each page. */
function annotations(bytes: Uint8Array): number[][] {
  return read(bytes, (file) =>
    [...walkPages(file)].map(({ dict }) =>
      (file.array(dict.get('Annots')) ?? []).map((item) => (item instanceof PdfRef ? item.num : -1)),
    ),
  );
}

const fieldNumber = (bytes: Uint8Array, name: string): number =>
  read(bytes, (file) => signatureFields(file).find((field) => field.name === name)?.ref?.num ?? -1);
const annotsOf = (bytes: Uint8Array): unknown => read(bytes, (file) => findPage(file, 0).dict.get('Annots'));

describe('an array of annotations that two pages share', () => {
  it.each([
    ['table', tablePdf(shared).bytes],
    ['stream', streamPdf(shared).bytes],
  ])('stays as it is, so that the widget is on the page of the signature alone: %s', async (_kind, base) => {
    const once = await sign(base, { page: 1, appearance: visible });
    const widget = fieldNumber(once.bytes, 'Signature1');
    expect(annotations(once.bytes)).toEqual([[7], [7, widget]]);
    const twice = await sign(once.bytes, { page: 0, appearance: visible });
    const second = fieldNumber(twice.bytes, 'Signature2');
    expect(annotations(twice.bytes)).toEqual([
      [7, second],
      [7, widget],
    ]);
  });

  it('that an update brought is told by the pages that came with it', async () => {
    const base = tablePdf(onePage);
    const update = tablePdf(
      { 2: shared[2] ?? '', 3: shared[3] ?? '', 5: shared[5] ?? '', 6: shared[6] ?? '', 7: shared[7] ?? '' },
      { before: base.bytes, trailer: `/Prev ${base.xrefOffset}` },
    ).bytes;
    const { bytes } = await sign(update);
    expect(annotations(bytes)).toEqual([[7, fieldNumber(bytes, 'Signature1')], [7]]);
  });
});

describe('an array of annotations of one page', () => {
  it('is changed alone by every signature after the one that made it', async () => {
    const once = await sign(tablePdf(single).bytes);
    const twice = await sign(once.bytes);
    expect(annotsOf(tablePdf(single).bytes)).toEqual(new PdfRef(6));
    expect(annotsOf(once.bytes)).not.toEqual(new PdfRef(6));
    expect(annotsOf(twice.bytes)).toEqual(annotsOf(once.bytes));
    expect(annotations(twice.bytes)[0]).toHaveLength(3);
  });

  it('is left behind where too much came with it to be looked through', async () => {
    const base = tablePdf(onePage);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [i + 10, 'null']));
    const update = tablePdf(
      { 3: shared[3] ?? '', 6: shared[6] ?? '', 7: shared[7] ?? '', ...many },
      { before: base.bytes, trailer: `/Prev ${base.xrefOffset}` },
    ).bytes;
    const { bytes } = await sign(update);
    expect(annotsOf(bytes)).not.toEqual(new PdfRef(6));
    expect(annotations(bytes)).toEqual([[7, fieldNumber(bytes, 'Signature1')]]);
  });

  it('is found behind two references, and nothing in it lost', async () => {
    const { bytes } = await sign(tablePdf({ ...single, 6: '8 0 R', 8: '[7 0 R]' }).bytes);
    expect(annotations(bytes)[0]).toEqual([7, fieldNumber(bytes, 'Signature1')]);
  });

  it('may refer to itself for ever, and counts as none then', async () => {
    const { bytes } = await sign(tablePdf({ ...single, 6: '8 0 R', 8: '6 0 R' }).bytes);
    expect(annotations(bytes)[0]).toEqual([fieldNumber(bytes, 'Signature1')]);
  });
});

describe('earlier signatures', () => {
  it('stay whole when a page gets an array of its own', async () => {
    const once = await sign(tablePdf(shared).bytes, { page: 1 });
    const twice = await sign(once.bytes, { page: 0 });
    const { signatures } = await verifyPdf(twice.bytes, { roots: [] });
    expect(signatures.map(({ changes }) => changes.list.map(({ kind }) => kind))).toEqual([['signature'], []]);
  });
});

describe('a signature that is not seen', () => {
  const pages = (first: string, last: string): Uint8Array =>
    tablePdf({
      ...onePage,
      2: '<</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>>',
      3: page(first),
      5: page(last),
      6: '<</Type /Annot /Subtype /Text /Rect [0 0 9 9]>>',
    }).bytes;
  const bare = pages('', '');

  it('stands on the first page, unless others stand on the last and none there', async () => {
    const first = await sign(bare);
    expect(annotations(first.bytes)).toEqual([[fieldNumber(first.bytes, 'Signature1')], []]);
    const seen = await sign(bare, { page: -1, appearance: visible });
    const { bytes } = await sign(seen.bytes);
    expect(annotations(bytes)).toEqual([[], ['Signature1', 'Signature2'].map((name) => fieldNumber(bytes, name))]);
  });

  it('stands on the first page of a file that nobody has signed, whatever is on the last', async () => {
    const { bytes } = await sign(pages('', '/Annots [6 0 R]'));
    expect(annotations(bytes)).toEqual([[fieldNumber(bytes, 'Signature1')], [6]]);
  });

  it('stands on the first page of a signed file where that has annotations too, or the last has none', async () => {
    for (const base of [pages('/Annots [6 0 R]', ''), bare]) {
      const once = await sign(base, { page: base === bare ? 0 : -1, appearance: visible });
      const twice = await sign(once.bytes);
      expect(annotations(twice.bytes)[0]).toContain(fieldNumber(twice.bytes, 'Signature2'));
    }
  });
});

describe('a page that stands inside its parent', () => {
  const inside = page('');
  const direct: RawObjects = { ...onePage, 2: `<</Type /Pages /Count 1 /Kids [${inside}]>>`, 3: 'null' };
  const first: RawObjects = { ...onePage, 2: `<</Type /Pages /Count 2 /Kids [${inside} 3 0 R]>>` };

  it('cannot carry a signature, so that a file of none but such pages is refused', async () => {
    await expect(sign(tablePdf(direct).bytes)).rejects.toThrowCode('PDF_BROKEN');
    await expect(sign(tablePdf(direct).bytes, { appearance: visible })).rejects.toThrowCode('PDF_BROKEN');
  });

  it('is refused for a signature that is to be seen on it', async () => {
    await expect(sign(tablePdf(first).bytes, { appearance: visible })).rejects.toThrowCode('PDF_BROKEN');
    await expect(sign(tablePdf(first).bytes, { page: 0 })).rejects.toThrowCode('PDF_BROKEN');
  });

  it('is passed over by a signature that is not seen', async () => {
    const { bytes } = await sign(tablePdf(first).bytes);
    expect(annotations(bytes)).toEqual([[], [fieldNumber(bytes, 'Signature1')]]);
  });

  it('does not stand in the way of the pages after it', async () => {
    const { bytes } = await sign(tablePdf(first).bytes, { page: -1, appearance: visible });
    expect(annotations(bytes)).toEqual([[], [fieldNumber(bytes, 'Signature1')]]);
  });
});

describe('a file without pages', () => {
  it('is refused for having none', async () => {
    const none = { ...onePage, 2: '<</Type /Pages /Count 0 /Kids []>>', 3: 'null' };
    await expect(sign(tablePdf(none).bytes)).rejects.toThrowCode('PDF_NO_PAGES');
  });
});

describe('a form that is one object with the document information', () => {
  const both: RawObjects = {
    ...onePage,
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm 5 0 R>>',
    5: '<</Producer (x) /NeedAppearances true>>',
  };

  it('gets an object of its own, so that later signatures leave the information as it is', async () => {
    const { bytes: base } = tablePdf(both, { trailer: '/Info 5 0 R' });
    const states = [(await sign(base)).bytes];
    states.push((await sign(states[0] ?? base)).bytes);
    const { signatures } = await verifyPdf(states[1] ?? base, { roots: [] });
    expect(signatures.map(({ changes }) => changes.list.map(({ kind }) => kind))).toEqual([['signature'], []]);
    expect(read(states[1] ?? base, (file) => file.dict(file.trailer.get('Info'))?.entries.has('Fields'))).toBe(false);
  });
});
