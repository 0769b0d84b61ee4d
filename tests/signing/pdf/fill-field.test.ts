import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { type AppearanceMaker, type PageGeometry } from '../../../src/signing/pdf/appearance-objects.ts';
import { PdfDict, PdfRef, PdfStream } from '../../../src/signing/pdf/objects.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { read, sign } from './sign.ts';

const page = (more: string): string => `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more}>>`;
/** Two pages, the second one turned, and a form with one empty signature field. */
const withField = (field: string, more: RawObjects = {}): RawObjects => ({
  ...onePage,
  1: '<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R]>>>>',
  2: '<</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>>',
  3: page(''),
  5: page('/Rotate 90'),
  6: field,
  ...more,
});
const drawn: PageGeometry[] = [];
const appearance: AppearanceMaker = (geometry) => {
  drawn.push(geometry);
  return {
    rect: [0, 0, 1, 1],
    form: 0,
    objects: [{ entries: ['/Type /XObject /Subtype /Form /BBox [0 0 1 1]'], stream: Buffer.from('q Q') }],
  };
};
const fill = async (objects: RawObjects): Promise<Buffer> =>
  (await sign(tablePdf(objects).bytes, { fieldName: 'Head', appearance })).bytes;
/** The form drawn for a widget. */
const shownBy = (bytes: Uint8Array, widget: (field: PdfDict) => unknown): unknown =>
  read(bytes, (file) => {
    const dict = widget(file.dict(new PdfRef(6)) ?? new PdfDict());
    return dict instanceof PdfDict ? file.resolve(file.dict(dict.get('AP'))?.get('N')) : undefined;
  });

describe('a field that is filled', () => {
  it.each([
    ['names its page', withField('<</FT /Sig /T (Head) /Subtype /Widget /Rect [1 2 30 40] /P 5 0 R>>')],
    [
      'is named by its page',
      withField('<</FT /Sig /T (Head) /Subtype /Widget /Rect [1 2 30 40]>>', { 5: page('/Rotate 90 /Annots [6 0 R]') }),
    ],
  ])('is drawn for the page it is on, when it %s', async (_what, objects) => {
    await fill(objects);
    expect(drawn.at(-1)).toMatchObject({ index: 1, rotate: 90, fieldRect: [1, 2, 30, 40] });
  });

  it('is drawn for the first page when it is on none', async () => {
    await fill(withField('<</FT /Sig /T (Head) /Subtype /Widget /Rect [1 2 30 40]>>'));
    expect(drawn.at(-1)).toMatchObject({ index: 0, rotate: 0 });
  });

  it('is not drawn where it has no box', async () => {
    const before = drawn.length;
    const bytes = await fill(withField('<</FT /Sig /T (Head) /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R>>'));
    expect(drawn).toHaveLength(before);
    expect(shownBy(bytes, (field) => field)).toBeNull();
    expect(read(bytes, (file) => file.dict(file.dict(new PdfRef(6))?.get('V'))?.nameOf('Type'))).toBe('Sig');
  });

  it('is drawn in the first of its widgets, what is no widget passed over', async () => {
    const kids = { 7: '<</Subtype /Text>>', 8: '<</Subtype /Widget /Rect [1 2 30 40] /P 5 0 R>>' };
    const bytes = await fill(withField('<</FT /Sig /T (Head) /Kids [null 7 0 R 8 0 R]>>', kids));
    expect(read(bytes, (file) => file.dict(new PdfRef(8))?.entries.has('AP'))).toBe(true);
    expect(read(bytes, (file) => file.dict(new PdfRef(7))?.entries.has('AP'))).toBe(false);
  });

  it('is drawn in a widget that stands inside /Kids, against the standard', async () => {
    const bytes = await fill(
      withField('<</FT /Sig /T (Head) /Kids [7 0 R <</Subtype /Widget /Rect [1 2 30 40] /P 5 0 R>>]>>', { 7: 'null' }),
    );
    expect(drawn.at(-1)).toMatchObject({ index: 1 });
    expect(shownBy(bytes, (field) => (field.get('Kids') as unknown[])[1])).toBeInstanceOf(PdfStream);
    expect(read(bytes, (file) => file.structure.recovered)).toBe(false);
  });

  it.each(['3', '9 0 R'])('leaves the form as it is where that says already that it is signed: %s', async (flags) => {
    const form = `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [6 0 R] /SigFlags ${flags}>>>>`;
    const base = tablePdf(withField('<</FT /Sig /T (Head)>>', { 1: form, 9: '3' })).bytes;
    const { bytes } = await sign(base, { fieldName: 'Head' });
    expect(bytes.subarray(base.length).toString('latin1')).not.toContain('/Catalog');
    expect(read(bytes, (file) => file.dict(new PdfRef(6))?.entries.has('V'))).toBe(true);
  });
});

describe('a visible signature', () => {
  const head = (rect: string): Buffer =>
    tablePdf(withField(`<</FT /Sig /T (Head) /Subtype /Widget /Rect ${rect} /P 3 0 R>>`)).bytes;

  const [boxless, boxed] = [head('[0 0 0 0]'), head('[1 2 30 40]')];

  it.each([
    { what: 'in a field that has no box', base: boxless, options: { fieldName: 'Head', appearance }, visible: false },
    { what: 'in a field that has one', base: boxed, options: { fieldName: 'Head', appearance }, visible: true },
    { what: 'that was not asked for', base: boxed, options: { fieldName: 'Head' }, visible: false },
    { what: 'in a new field', base: boxless, options: { appearance }, visible: true },
    { what: 'that was not asked for, in a new field', base: boxless, options: {}, visible: false },
  ])('$what: the caller is told whether it is one', async ({ base, options, visible }) => {
    expect((await sign(base, options)).prepared.visible).toBe(visible);
  });
});

describe('a form behind two references', () => {
  const chained: RawObjects = withField('<</FT /Tx /T (Name)>>', {
    1: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>',
    7: '8 0 R',
    8: '<</Fields 9 0 R>>',
    9: '10 0 R',
    10: '[6 0 R]',
  });

  it('keeps the fields it has', async () => {
    const { bytes } = await sign(tablePdf(chained).bytes);
    read(bytes, (file) => {
      const fields = file.array(file.dict(file.catalog.get('AcroForm'))?.get('Fields'));
      expect(fields).toHaveLength(2);
      expect(fields?.[0]).toEqual(new PdfRef(6));
    });
  });
});

describe('a catalog', () => {
  it.each<[string, RawObjects, string]>([
    ['is no object of its own', { ...onePage, 1: 'null' }, '/Root <</Type /Catalog /Pages 2 0 R>>'],
    ['is a stream', { ...onePage, 1: { entries: '/Type /Catalog /Pages 2 0 R', data: Buffer.alloc(1) } }, ''],
  ])('cannot be changed, so that the file is refused, when it %s', async (_what, objects, trailer) => {
    await expect(sign(tablePdf(objects, { trailer }).bytes)).rejects.toThrowCode('PDF_BROKEN');
  });

  it('behind two references is changed where it stands', async () => {
    const { bytes } = await sign(tablePdf({ ...onePage, 1: '9 0 R', 9: onePage[1] ?? '' }).bytes);
    expect(read(bytes, (file) => [file.get(1), file.catalog.entries.has('AcroForm')])).toEqual([new PdfRef(9), true]);
  });
});
