import { beforeAll, describe, expect, it } from 'vitest';
import { PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../../../src/signing/pdf/objects.ts';
import { changed, itemsOf, partsOf, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { changedAt, reportOf, verdictOf } from '../verdict.ts';

let base: Buffer;
let signed: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
  signed = await signAs(base, 'teacher');
});

const ref = (num: number): PdfRef => new PdfRef(num);
const ok = new PdfString(Buffer.from('ok'));
const DRAWING = '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10 >>\nstream\n0 0 9 9 re \nendstream';

/** The sample with further entries in its form before anybody signs. */
const withForm = (entries: Record<string, PdfDict | PdfString | boolean>): Buffer =>
  revise(base, ({ form }) => ({ [form.num]: changed(form, entries) }));

/** Appends a change of the form's own entries. */
const reform = (bytes: Buffer, entries: Parameters<typeof changed>[1]): Buffer =>
  revise(bytes, ({ form }) => ({ [form.num]: changed(form, entries) }));

describe('the form', () => {
  it.each([
    ['asks to be drawn anew', { NeedAppearances: true }, 'AcroForm/NeedAppearances'],
    ['becomes one of another kind (XFA)', { XFA: ok }, 'AcroForm/XFA'],
    ['computes in another order', { CO: [] }, 'AcroForm/CO'],
    ['forgets that it is signed', { SigFlags: undefined }, 'AcroForm/SigFlags'],
    ['loses a field', { Fields: [] }, 'Fields'],
  ])('is changed where it %s', async (_name, entries, where) => {
    const twice = await signAs(signed, 'head');
    const verdict = await verdictOf(reform(twice, entries));
    expect(verdict.conclusion).toBe('invalid');
    if (where !== 'Fields') expect(verdict.forbidden).toContain(where);
  });

  it('may not go', async () => {
    const bytes = revise(await signAs(signed, 'head'), ({ root }) => ({
      [root.num]: changed(root, { AcroForm: undefined }),
    }));
    expect((await verdictOf(bytes)).against).toEqual(['NO_SIGNATURE']);
  });

  it('may say that it need not be drawn anew, and become a direct object', async () => {
    const saying = reform(signed, { NeedAppearances: false });
    expect(await verdictOf(saying)).toMatchObject({ conclusion: 'valid', changes: [] });
    const direct = revise(signed, ({ root, form }) => ({ [root.num]: changed(root, { AcroForm: form.dict }) }));
    expect(await verdictOf(direct)).toMatchObject({ conclusion: 'valid', changes: [] });
  });

  it('may come with the first signature in a file that is certified as it is', async () => {
    const bare = revise(base, ({ root }) => ({ [root.num]: changed(root, { AcroForm: undefined }) }));
    expect(await verdictOf(await signAs(await signAs(bare, 'teacher'), 'head'))).toMatchObject({
      conclusion: 'valid',
      changes: ['signature'],
    });
  });
});

describe('what fields are drawn with', () => {
  const fonts = (num: number, name = 'Helv'): PdfDict => new PdfDict([['Font', new PdfDict([[name, ref(num)]])]]);

  it('may be added by a program that signs', async () => {
    const added = reform(signed, { DR: fonts(1), DA: ok });
    expect(await verdictOf(await signAs(added, 'head'))).toMatchObject({
      conclusion: 'valid',
      changes: ['metadata', 'metadata', 'signature'],
    });
  });

  it('may gain a font by a program that signs', async () => {
    const once = await signAs(withForm({ DR: fonts(1) }), 'teacher');
    const both = new PdfDict([...fonts(1).entries]);
    both.entries.set('Font', new PdfDict([['Helv', ref(1)], ['Other', ref(1)]])); // prettier-ignore
    expect(await verdictOf(await signAs(reform(once, { DR: both }), 'head'))).toMatchObject({ conclusion: 'valid' });
  });

  it('may not be added by anybody else: fields that lacked a font would show in it', async () => {
    expect(await verdictOf(reform(signed, { DR: fonts(1) }))).toMatchObject({
      against: ['CHANGED_AFTER_SIGNING'],
      changes: ['metadata'],
    });
  });

  it('may not be replaced', async () => {
    const once = await signAs(withForm({ DR: fonts(1), DA: ok }), 'teacher');
    const other = reform(once, { DR: fonts(2) });
    expect(await verdictOf(await signAs(other, 'head'))).toMatchObject(changedAt('AcroForm/DR/Font/Helv'));
    const gone = reform(once, { DA: undefined });
    expect(await verdictOf(await signAs(gone, 'head'))).toMatchObject(changedAt('AcroForm/DA'));
  });

  it('may have drawings replaced that no field can draw, as Acrobat does with every stamp', async () => {
    const { free } = partsOf(base);
    const frames = (num: number): PdfDict => new PdfDict([['XObject', new PdfDict([['FRM', ref(num)]])]]);
    const framed = revise(withForm({ DR: frames(free) }), () => ({ [free]: DRAWING, [free + 1]: DRAWING }));
    const once = await signAs(framed, 'teacher');
    expect(await verdictOf(await signAs(reform(once, { DR: frames(free + 1) }), 'head'))).toMatchObject({
      conclusion: 'valid',
      changes: ['metadata', 'signature'],
    });
    const inPlace = revise(once, () => ({ [free]: DRAWING.replace('9 9 re', '8 8 re') }));
    expect(await verdictOf(inPlace)).toMatchObject(changedAt(`${free} 0 R`));
  });

  describe('are a change where they show something that has no appearance of its own:', () => {
    const named = (da: string): PdfString => new PdfString(Buffer.from(da, 'latin1'));
    const empty = new PdfDict([]);
    const of = (...entries: [string, PdfObject][]): PdfDict => new PdfDict(entries);

    /** The widget of `remark` with these entries, signed; then a program adds the font `Zz` and signs. */
    async function addingFont(
      entries: Record<string, PdfObject | undefined>,
      others = '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>',
    ): Promise<Buffer> {
      const { file, field } = partsOf(base);
      const widget = itemsOf(file, field('remark').dict, 'Kids')[0] as PdfRef;
      const dict = file.dict(widget) ?? empty;
      const prepared = revise(base, ({ page, free }) => ({
        [widget.num]: changed({ num: widget.num, dict }, entries),
        [free]: others,
        [page.num]: changed(page, { Annots: [...itemsOf(file, page.dict, 'Annots'), ref(free)] }),
      }));
      return signAs(reform(await signAs(prepared, 'teacher'), { DR: fonts(1, 'Zz') }), 'head');
    }
    it.each([
      ['a field', { DA: named('/Zz 12 Tf'), AP: undefined }],
      ['a field whose name of the font is escaped', { DA: named('/#5Az 12 Tf'), AP: undefined }],
      ['a field whose text claims to be UTF-16', { DA: named('\u00fe\u00ff/Zz 12 Tf'), AP: undefined }],
      ['a field with an empty dictionary of appearances', { DA: named('/Zz 12 Tf'), AP: empty }],
      ['a field with an appearance that is null', { DA: named('/Zz 12 Tf'), AP: of(['N', null]) }],
      ['a field with no state to be drawn', { DA: named('/Zz 12 Tf'), AP: of(['N', of(['On', null])]) }],
    ])('%s', async (_name, entries) => {
      expect(await verdictOf(await addingFont(entries))).toMatchObject(changedAt('AcroForm/DR'));
    });

    it.each([
      ['a widget that the form does not list', '/Subtype /Widget /FT /Tx /T (x) /V (x) /DA (/Zz 12 Tf)'],
      ['a free text', '/Subtype /FreeText /Contents (x) /DA (/Zz 12 Tf)'],
    ])('%s', async (_name, entries) => {
      const bytes = await addingFont({}, `<< /Type /Annot /Rect [0 0 99 99] ${entries} >>`);
      expect(await verdictOf(bytes)).toMatchObject(changedAt('AcroForm/DR'));
    });
  });
});

describe('a field that is filled in', () => {
  /** A field `remark.sub` whose value stands in `remark`, from which it inherits. */
  const inheriting = (): Buffer =>
    revise(base, ({ field, free }) => ({
      [field('remark').num]: changed(field('remark'), { Kids: [ref(free)] }),
      [free]: `<< /T (sub) /Parent ${field('remark').num} 0 R /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>`,
    }));
  const fill = (bytes: Buffer): Buffer =>
    revise(bytes, ({ field }) => ({ [field('remark').num]: changed(field('remark'), { V: ok }) }));

  it('may not be one above a locked field, which would inherit the value', async () => {
    const lock = { action: 'Include', fields: ['remark.sub'] } as const;
    const bytes = fill(await signAs(inheriting(), 'teacher', { certify: 2, lock }));
    expect(await verdictOf(bytes)).toMatchObject({ against: ['CHANGED_AFTER_SIGNING'], changes: ['form-fill'] });
  });

  it('may be one above a field that no lock names', async () => {
    const lock = { action: 'Include', fields: ['remark2'] } as const;
    const bytes = fill(await signAs(inheriting(), 'teacher', { certify: 2, lock }));
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['form-fill'] });
  });

  it('may change its widget’s look with its value, and nothing else of it', async () => {
    const certified = await signAs(base, 'teacher', { certify: 2 });
    const widgetOf = (bytes: Buffer): number => {
      const { file, field } = partsOf(bytes);
      return (itemsOf(file, field('remark').dict, 'Kids')[0] as PdfRef).num;
    };
    const redraw = (entries: Parameters<typeof changed>[1]): Buffer =>
      revise(certified, ({ file }) => {
        const num = widgetOf(certified);
        return { [num]: changed({ num, dict: file.dict(ref(num)) ?? new PdfDict() }, entries) };
      });
    expect(await verdictOf(redraw({ AS: new PdfName('N') }))).toMatchObject({ conclusion: 'valid' });
    expect((await verdictOf(redraw({ Rect: [0, 0, 500, 500] }))).conclusion).toBe('invalid');
  });

  it('may have its name written in another encoding, and no other name', async () => {
    const certified = await signAs(base, 'teacher', { certify: 2 });
    const renamed = (name: string): Buffer =>
      revise(certified, ({ field }) => ({
        [field('remark').num]: changed(field('remark'), { V: ok, T: new PdfString(Buffer.from(name)) }),
      }));
    expect(await verdictOf(renamed('remark'))).toMatchObject({ conclusion: 'valid', changes: ['form-fill'] });
    expect((await verdictOf(renamed('mark'))).conclusion).toBe('invalid');
  });

  it('may not be replaced by something that is no field', async () => {
    const certified = await signAs(base, 'teacher', { certify: 2 });
    const bytes = revise(certified, ({ field }) => ({ [field('remark').num]: '(gone)' }));
    expect((await verdictOf(bytes)).conclusion).toBe('invalid');
  });

  it('may be filled in between two signatures of a certified file, whose program leaves its traces', async () => {
    const certified = await signAs(base, 'teacher', { certify: 2 });
    const report = await reportOf(await signAs(fill(certified), 'head'));
    expect(report).toMatchObject({ conclusion: 'valid', changes: { allowed: 'good', permission: 2 } });
  });
});

describe('an appearance that is written anew under its own number', () => {
  const BLANK = DRAWING.replace('0 0 9 9 re', '          ');
  const covered = DRAWING.replace('[0 0 9 9]', '[0 0 999 999]');

  /** The sample whose field `remark` is drawn by a form of its own, certified for form filling; filled and drawn anew later. */
  async function redrawn(
    entries: (appearance: PdfRef) => Parameters<typeof changed>[1],
    ofPage: (widget: PdfRef) => Parameters<typeof changed>[1],
  ): Promise<Buffer> {
    const { file, field, free } = partsOf(base);
    const widget = itemsOf(file, field('remark').dict, 'Kids')[0] as PdfRef;
    const dict = file.dict(widget) ?? new PdfDict();
    const appearance = ref(free);
    const prepared = revise(base, ({ page }) => ({
      [free]: BLANK,
      [widget.num]: changed({ num: widget.num, dict }, entries(appearance)),
      [page.num]: changed(page, ofPage(widget)),
    }));
    const certified = await signAs(prepared, 'teacher', { certify: 2 });
    return revise(certified, (parts) => ({
      [parts.field('remark').num]: changed(parts.field('remark'), { V: ok }),
      [free]: covered,
    }));
  }

  const one = (key: string, value: PdfObject): PdfDict => new PdfDict([[key, value]]);
  const resources = (category: string, widget: PdfObject) => ({ Resources: one(category, widget) });

  it('is that of a filled field where nothing else draws it', async () => {
    const bytes = await redrawn(
      (appearance) => ({ AP: one('N', appearance) }),
      () => ({}),
    );
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['form-fill'] });
  });

  it.each([
    ['the page’s resources', 'XObject', (widget: PdfRef) => ({ Resources: widget })],
    ['the page’s drawings', 'X', (widget: PdfRef) => resources('XObject', widget)],
    ['the page’s graphics states', 'SMask', (widget: PdfRef) => resources('ExtGState', widget)],
    ['the page’s patterns', 'X', (widget: PdfRef) => resources('Pattern', widget)],
    ['one of the page’s graphics states', 'SMask', (widget: PdfRef) => resources('ExtGState', one('G', widget))],
  ])('may not be read through a widget that serves as %s too', async (_name, key, ofPage) => {
    const bytes = await redrawn((appearance) => ({ AP: one('N', appearance), [key]: one('G', appearance) }), ofPage);
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'invalid' });
  });

  it('may not be read as a graphics state or pattern that is the widget’s dictionary of appearances', async () => {
    const bytes = await redrawn(
      (appearance) => ({ AP: new PdfDict([['SMask', one('G', appearance)], ['N', appearance]]) }), // prettier-ignore
      (widget) => resources('ExtGState', widget),
    );
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'invalid' });
  });
});
