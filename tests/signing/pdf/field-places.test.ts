import { describe, expect, it } from 'vitest';
import '../../support/pki/to-throw-code.ts';
import { fieldPlaces } from '../../../src/signing/pdf/reader/field-places.ts';
import { onePage, type RawObjects, tablePdf } from './raw-pdf.ts';
import { read, sign } from './sign.ts';

const page = (more: string): string => `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more}>>`;
/** Three pages and a form with the fields given, whose numbers are from 10. */
const withFields = (fields: readonly string[], more: RawObjects = {}): Buffer =>
  tablePdf({
    ...onePage,
    1: `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${fields.map((_, at) => `${10 + at} 0 R`).join(' ')}]>>>>`,
    2: '<</Type /Pages /Kids [3 0 R 5 0 R 6 0 R] /Count 3>>',
    3: page(''),
    5: page(''),
    6: page(''),
    ...Object.fromEntries(fields.map((field, at) => [10 + at, field])),
    ...more,
  }).bytes;
const placesOf = (bytes: Uint8Array) => read(bytes, fieldPlaces);

describe('the signature fields of a document', () => {
  it('are none where there is no form, or none that is for signatures', () => {
    expect(placesOf(tablePdf(onePage).bytes)).toEqual([]);
    expect(placesOf(withFields(['<</FT /Tx /T (Text)>>']))).toEqual([]);
  });

  it('tell the page they name, or the page that lists them', () => {
    const named = '<</FT /Sig /T (A) /Subtype /Widget /Rect [1 2 30 40] /P 5 0 R>>';
    const listed = '<</FT /Sig /T (B) /Subtype /Widget /Rect [30 40 1 2]>>';
    const bytes = withFields([named, listed], { 6: page('/Annots [11 0 R]') });
    expect(placesOf(bytes)).toEqual([
      { name: 'A', signed: false, locks: false, shown: { page: 1, rect: [1, 2, 30, 40] } },
      { name: 'B', signed: false, locks: false, shown: { page: 2, rect: [1, 2, 30, 40] } },
    ]);
  });

  it('are shown nowhere without a box, and on no page that is not there', () => {
    const boxless = '<</FT /Sig /T (A) /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R>>';
    const astray = '<</FT /Sig /T (B) /Subtype /Widget /Rect [1 2 30 40]>>';
    expect(placesOf(withFields([boxless, astray])).map(({ shown }) => shown)).toEqual([undefined, undefined]);
  });

  it('are where the first of their widgets with a box is', () => {
    const kids = { 20: '<</Subtype /Widget /Rect [0 0 0 0] /P 3 0 R>>', 21: '<</Subtype /Text /Rect [0 0 9 9]>>' };
    const field = '<</FT /Sig /T (A) /Kids [null 20 0 R 21 0 R <</Subtype /Widget /Rect [5 5 9 9] /P 5 0 R>>]>>';
    expect(placesOf(withFields([field], kids))[0]?.shown).toEqual({ page: 1, rect: [5, 5, 9, 9] });
  });

  it('tell whether they are signed, and whether signing locks', () => {
    const fields = ['<</FT /Sig /T (A) /V <<>>>>', '<</FT /Sig /T (B) /V null /Lock <</Action /All>>>>'];
    expect(placesOf(withFields(fields)).map(({ signed, locks }) => [signed, locks])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe('a place that is chosen when the document is known', () => {
  const field = '<</FT /Sig /T (Sig_Principal) /Subtype /Widget /Rect [1 2 30 40] /P 5 0 R>>';

  it('goes before what was asked for', async () => {
    const choosePlace = (fields: readonly { name: string }[]) => ({ fieldName: fields[0]?.name ?? 'none' });
    const { prepared } = await sign(withFields([field]), { fieldName: 'Other', choosePlace });
    expect(prepared.fieldName).toBe('Sig_Principal');
  });

  it('may leave everything as it was asked for', async () => {
    const { prepared } = await sign(withFields([field]), { fieldName: 'Other', choosePlace: () => ({}) });
    expect(prepared.fieldName).toBe('Other');
  });
});
