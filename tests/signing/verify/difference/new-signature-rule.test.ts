import { beforeAll, describe, expect, it } from 'vitest';
import { stampMaker } from '../../../../src/signing/index.ts';
import { PdfDict, PdfName, PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { type RawObjects } from '../append-revision.ts';
import { changed, type DocumentParts, itemsOf, partsOf, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { changedAt, verdictOf } from '../verdict.ts';

let base: Buffer;
let signed: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
  signed = await signAs(base, 'teacher');
});

const ref = (num: number): PdfRef => new PdfRef(num);
const SIGNATURE =
  '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>';
const DRAWING = '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 >>\nstream\n0 0 9 9 re \nendstream';
const WIDGET = '/Type /Annot /Subtype /Widget';
const COVERING = '/Rect [0 0 500 500]';

/** Adds entries to the form's fields and to the page's annotations. */
function attach({ file, form, page }: DocumentParts, fields: readonly number[], annotations = fields): RawObjects {
  const grown = (list: 'Fields' | 'Annots', nums: readonly number[]): Record<string, typeof items> => {
    const items = [...itemsOf(file, list === 'Fields' ? form.dict : page.dict, list), ...nums.map(ref)];
    return { [list]: items };
  };
  return {
    [form.num]: changed(form, grown('Fields', fields)),
    [page.num]: changed(page, grown('Annots', annotations)),
  };
}

describe('a widget over the text that looks signed and is not (evil annotation)', () => {
  it('is found out where it hangs below the widget of a text field, where no walk of the form comes', async () => {
    const forged = revise(signed, (parts) => {
      const { file, field, free } = parts;
      const num = (itemsOf(file, field('remark').dict, 'Kids')[0] as PdfRef).num;
      const widget = { num, dict: file.dict(ref(num)) ?? new PdfDict() };
      return {
        ...attach(parts, [], [free]),
        [num]: changed(widget, { Kids: [ref(free)] }),
        [free]: `<< ${WIDGET} /FT /Sig /T (Later) ${COVERING} /V ${free + 1} 0 R /AP << /N ${free + 2} 0 R >> >>`,
        [free + 1]: SIGNATURE,
        [free + 2]: DRAWING,
      };
    });
    const verdict = await verdictOf(forged);
    expect(verdict).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
    expect(verdict.forbidden).toContainEqual(expect.stringMatching(/^\d+ 0 R$/));
  });

  it('is found out where its signature stands above another field, so that it counts as none', async () => {
    const forged = revise(signed, (parts) => {
      const { free } = parts;
      return {
        ...attach(parts, [free], [free + 1]),
        [free]: `<< /FT /Sig /T (Later) /V ${free + 2} 0 R /Kids [${free + 1} 0 R] >>`,
        [free + 1]: `<< ${WIDGET} /T (a) /Parent ${free} 0 R /V 5 ${COVERING} /AP << /N ${free + 3} 0 R >> >>`,
        [free + 2]: SIGNATURE,
        [free + 3]: DRAWING,
      };
    });
    const verdict = await verdictOf(forged);
    expect(verdict).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
    expect(verdict.forbidden).toContain('Later');
  });

  it('is found out where somebody signs after it without a look', async () => {
    const forged = revise(signed, (parts) => ({
      ...attach(parts, [parts.free]),
      [parts.free]: `<< ${WIDGET} /FT /Sig /T (Later) ${COVERING} /AP << /N ${parts.free + 1} 0 R >> >>`,
      [parts.free + 1]: DRAWING,
    }));
    expect(await verdictOf(await signAs(forged, 'head'))).toMatchObject(
      changedAt('Later: an appearance without a signature'),
    );
  });

  it('is found out where it calls itself a document timestamp', async () => {
    const forged = revise(signed, (parts) => ({
      ...attach(parts, [parts.free]),
      [parts.free]: `<< ${WIDGET} /FT /Sig /T (Later) ${COVERING} /V ${parts.free + 1} 0 R /AP << /N ${parts.free + 2} 0 R >> >>`,
      [parts.free + 1]: SIGNATURE.replace('ETSI.CAdES.detached', 'ETSI.RFC3161'),
      [parts.free + 2]: DRAWING,
    }));
    expect((await verdictOf(forged)).forbidden).toContain('Later: a visible document timestamp');
  });

  it('is found out where a widget of its own shows it', async () => {
    const forged = revise(signed, (parts) => ({
      ...attach(parts, [parts.free], [parts.free + 1]),
      [parts.free]: `<< /FT /Sig /T (Later) /Kids [${parts.free + 1} 0 R] >>`,
      [parts.free + 1]: `<< ${WIDGET} /Parent ${parts.free} 0 R ${COVERING} /AP << /N ${parts.free + 2} 0 R >> >>`,
      [parts.free + 2]: DRAWING,
    }));
    expect((await verdictOf(await signAs(forged, 'head'))).forbidden).toEqual([
      'Later: an appearance without a signature',
    ]);
  });
});

describe('a new field', () => {
  /** Adds this field, or with it others, and has somebody sign. */
  const added = async (field: string | ((parts: DocumentParts) => RawObjects)): Promise<Buffer> =>
    signAs(
      revise(signed, (parts) => ({
        ...attach(parts, [parts.free], []),
        ...(typeof field === 'string' ? { [parts.free]: field } : field(parts)),
      })),
      'head',
    );

  it('may be an empty signature field that a program lays out before it signs', async () => {
    expect(await verdictOf(await added(`<< ${WIDGET} /FT /Sig /T (Next) ${COVERING} >>`))).toMatchObject({
      conclusion: 'valid',
      changes: ['empty-signature-field', 'visible-field', 'signature'],
    });
  });

  it('may have default resources of its own, as iText gives to each', async () => {
    expect(await verdictOf(await added(`<< ${WIDGET} /FT /Sig /T (Next) /DR << >> /Rect [0 0 0 0] >>`))).toMatchObject({
      conclusion: 'valid',
      changes: ['empty-signature-field', 'signature'],
    });
  });

  it('may be a group of signature fields', async () => {
    const bytes = await added(({ free }) => ({
      [free]: `<< /T (Group) /FT /Sig /Kids [${free + 1} 0 R] >>`,
      [free + 1]: `<< /T (Next) /Parent ${free} 0 R ${WIDGET} /Rect [0 0 0 0] >>`,
    }));
    expect(await verdictOf(bytes)).toMatchObject({
      conclusion: 'valid',
      changes: ['empty-signature-field', 'signature'],
    });
  });

  it.each([
    ['is no signature field', '<< /T (More) /FT /Tx >>', 'More'],
    ['has no kind', '<< /T (More) >>', 'More'],
    ['acts', '<< /T (More) /FT /Sig /AA << >> >>', 'More'],
    ['could pass for a page', '<< /T (More) /FT /Sig /Type /Page >>', 'More'],
    ['brings content of a page', '<< /T (More) /FT /Sig /Contents [1 0 R] >>', 'More'],
    ['has a key twice', '<< /T (More) /FT /Sig /FT /Tx /FT /Sig >>', 'More'],
    ['has kids that are none', '<< /T (More) /FT /Sig /Kids [1 0 R] >>', 'More/Kids'],
    ['has kids that are not there', '<< /T (More) /FT /Sig /Kids [5] >>', 'More/Kids'],
    [
      'covers a place that is no place',
      '<< /T (More) /FT /Sig /Rect [/a 0 9 9] /AP << >> >>',
      'More: an appearance without a signature',
    ],
    ['is a group that shows something', '<< /T (More) /FT /Sig /Rect [0 0 9 9] /Kids [<< /T (a) >>] >>', 'More'],
  ])('that %s is refused', async (_name, field, where) => {
    expect((await verdictOf(await added(field))).forbidden).toContain(where);
  });

  it('without a name is named by its number', async () => {
    const { free } = partsOf(signed);
    expect((await verdictOf(await added('<< /FT /Tx >>'))).forbidden).toContain(`${free} 0 R`);
  });

  it('that stands inside the list, has no body or is an old object is refused', async () => {
    for (const item of [new PdfDict([['FT', new PdfName('Sig')]]), ref(partsOf(signed).page.num)]) {
      const bytes = revise(signed, ({ form, file }) => ({
        [form.num]: changed(form, { Fields: [...itemsOf(file, form.dict, 'Fields'), item] }),
      }));
      expect((await verdictOf(bytes)).conclusion).toBe('invalid');
    }
  });

  it('that is a group within groups without end is refused', async () => {
    const bytes = await added(({ free }) =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [free + i, `<< /T (g) /FT /Sig /Kids [${free + i + 1} 0 R] >>`]),
      ),
    ).catch((error: unknown) => error);
    if (bytes instanceof Buffer) expect((await verdictOf(bytes)).conclusion).toBe('invalid');
    else expect(bytes).toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
  });
});

describe('a signature field of before', () => {
  const withField = (entries = ''): Buffer =>
    revise(base, (parts) => ({
      ...attach(parts, [parts.free]),
      [parts.free]: `<< ${WIDGET} /FT /Sig /T (Head) /Rect [50 50 200 120] /F 4 ${entries} >>`,
    }));

  it('may be signed with a lock of its own', async () => {
    const once = await signAs(withField(), 'teacher');
    const twice = await signAs(once, 'head', { fieldName: 'Head', lock: { action: 'All', permission: 1 } });
    expect(await verdictOf(twice)).toMatchObject({ conclusion: 'valid', changes: ['signature-in-field'] });
  });

  it('may be signed in a widget of its own', async () => {
    const laidOut = revise(base, (parts) => ({
      ...attach(parts, [parts.free], [parts.free + 1]),
      [parts.free]: `<< /FT /Sig /T (Head) /Kids [${parts.free + 1} 0 R] >>`,
      [parts.free + 1]: `<< ${WIDGET} /Parent ${parts.free} 0 R /Rect [50 50 200 120] /P ${parts.page.num} 0 R >>`,
    }));
    const content = { kind: 'person', name: 'Trần Thị Bưởi', duty: 'Tổ trưởng' } as const;
    const appearance = stampMaker({ content, placement: { at: 'box', x: 50, y: 50, width: 150, height: 70 } });
    const twice = await signAs(await signAs(laidOut, 'teacher'), 'head', { fieldName: 'Head', appearance });
    expect(await verdictOf(twice)).toMatchObject({ conclusion: 'valid', changes: ['signature-in-field'] });
  });

  it('may not lose a lock by being signed', async () => {
    const once = await signAs(withField('/Lock << /Type /SigFieldLock /Action /All /P 2 >>'), 'teacher');
    const without = revise(once, ({ field }) => ({ [field('Head').num]: changed(field('Head'), { Lock: undefined }) }));
    expect((await verdictOf(await signAs(without, 'head', { fieldName: 'Head' }))).conclusion).toBe('invalid');
  });

  it('may not take the signature of another', async () => {
    const once = await signAs(withField(), 'teacher');
    const { field } = partsOf(once);
    const taken = field('Signature1').dict.get('V') ?? null;
    const bytes = revise(once, () => ({ [field('Head').num]: changed(field('Head'), { V: taken }) }));
    const verdict = await verdictOf(bytes);
    expect(verdict).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING', 'SIGNATURE_SHARED'] });
  });
});
