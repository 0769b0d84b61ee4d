import { beforeAll, describe, expect, it } from 'vitest';
import { type PdfDict, type PdfObject, PdfRef, PdfString } from '../../../../src/signing/pdf/objects.ts';
import { changed, itemsOf, partsOf, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { verdictOf } from '../verdict.ts';
import { writeObject } from '../write-object.ts';

let base: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
});

/** The sample with its page's annotations in an object of their own. */
const withList = (): Buffer =>
  revise(base, ({ file, page, free }) => ({
    [page.num]: changed(page, { Annots: new PdfRef(free) }),
    [free]: writeObject(itemsOf(file, page.dict, 'Annots')),
  }));

const annotate = (bytes: Buffer, body: string): Buffer =>
  revise(bytes, ({ file, page, free }) => ({
    [page.num]: changed(page, { Annots: [...itemsOf(file, page.dict, 'Annots'), new PdfRef(free)] }),
    [free]: body,
  }));

describe('a page', () => {
  it.each([
    ['is turned', { Rotate: 180 }],
    ['is cut', { CropBox: [0, 0, 100, 100] }],
    ['shows nothing', { Contents: [] }],
    ['shows with other resources', { Resources: new PdfRef(1) }],
    ['acts', { AA: new PdfRef(1) }],
    ['is measured in another unit', { UserUnit: 2 }],
    ['moves to another parent', { Parent: new PdfRef(3) }],
  ])('that %s is changed', async (_name, entries) => {
    const bytes = revise(await signAs(base, 'teacher', { certify: 3 }), ({ page }) => ({
      [page.num]: changed(page, entries),
    }));
    const { page } = partsOf(bytes);
    expect(await verdictOf(await signAs(bytes, 'head'))).toMatchObject({
      conclusion: 'invalid',
      forbidden: [`${page.num} 0 R`],
    });
  });

  it('that loses an annotation is changed', async () => {
    const bytes = revise(await signAs(base, 'teacher', { certify: 3 }), ({ page }) => ({
      [page.num]: changed(page, { Annots: undefined }),
    }));
    expect((await verdictOf(bytes)).forbidden).toEqual([expect.stringContaining('Annots')]);
  });
});

describe('the page tree', () => {
  const marked = (bytes: Buffer, entries: Parameters<typeof changed>[1]): Buffer =>
    revise(bytes, ({ file }) => {
      const { num } = file.catalog.get('Pages') as PdfRef;
      return { [num]: changed({ num, dict: file.get(num) as PdfDict }, entries) };
    });

  it('may be marked by the program that signs, as iText does, and not otherwise changed', async () => {
    const once = await signAs(base, 'teacher');
    const iText = new PdfString(Buffer.from('5.0.0'));
    expect(await verdictOf(await signAs(marked(once, { ITXT: iText }), 'head'))).toMatchObject({
      conclusion: 'valid',
      changes: ['signature'],
    });
    const other = await signAs(marked(once, { ITXT: iText, Rotate: 90 }), 'head');
    expect(await verdictOf(other)).toMatchObject({ conclusion: 'invalid' });
  });
});

describe('annotations in an object of their own', () => {
  it('may gain the widget of a later signature', async () => {
    const twice = await signAs(await signAs(withList(), 'teacher'), 'head');
    expect(await verdictOf(twice)).toMatchObject({ conclusion: 'valid', changes: ['signature'] });
  });

  it.each<readonly [string, (items: readonly PdfObject[]) => PdfObject]>([
    ['lose one', () => []],
    ['gain one that is none', (items) => [...items, new PdfRef(1)]],
    ['gain one that stands inside the list', (items) => [...items, 5]],
    ['become no list', () => 5],
  ])('may not %s', async (_name, change) => {
    const once = await signAs(withList(), 'teacher', { certify: 3 });
    const bytes = revise(once, ({ file, page }) => ({
      [(page.dict.get('Annots') as PdfRef).num]: writeObject(change(itemsOf(file, page.dict, 'Annots'))),
    }));
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
  });
});

describe('a comment', () => {
  const commented = async (body: string): Promise<string> =>
    (await verdictOf(annotate(await signAs(base, 'teacher', { certify: 3 }), body))).conclusion;

  it('may be made where the certification allows comments', async () => {
    expect(await commented('<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Seen) >>')).toBe('valid');
  });

  it.each([
    ['acts when it is clicked', '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x) >> >>'],
    ['acts when it is seen', '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /AA << >> >>'],
    ['is a field of a form', '<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>'],
    ['is of no kind', '<< /Type /Annot /Rect [0 0 9 9] >>'],
    ['is no dictionary', '[1 2]'],
  ])('that %s is none', async (_name, body) => {
    expect(await commented(body)).toBe('invalid');
  });
});
