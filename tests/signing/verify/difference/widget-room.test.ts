import { beforeAll, describe, expect, it } from 'vitest';
import { stampMaker } from '../../../../src/signing/index.ts';
import { PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { type FieldLock } from '../../../../src/signing/pdf/reader/permissions.ts';
import { type RawObjects } from '../append-revision.ts';
import { changed, type DocumentParts, itemsOf, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { type Verdict, verdictOf } from '../verdict.ts';

const WIDGET = '/Type /Annot /Subtype /Widget';
const drawing = (box = '/BBox [0 0 500 500]'): string =>
  `<< /Type /XObject /Subtype /Form ${box} /Length 18 >>\nstream\n0 0 500 500 re f  \nendstream`;
const appearance = stampMaker({
  content: { kind: 'person', name: 'Trần Thị Bưởi', duty: 'Tổ trưởng' },
  placement: { at: 'box', x: 50, y: 50, width: 150, height: 70 },
});

let base: Buffer;
let certified: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
  certified = await signAs(base, 'teacher', { certify: 2 });
});

/** Adds objects from the first free number on: a field, which comes into the form, and what belongs to it; widgets come on the page. */
function layOut(bytes: Buffer, ...texts: readonly string[]): Buffer {
  return revise(bytes, ({ file, form, page, free }: DocumentParts): RawObjects => {
    const annotations = texts.flatMap((text, index) => (text.includes(WIDGET) ? [new PdfRef(free + index)] : []));
    const numbered = (text: string): string => text.replace(/#(\d)/g, (_all, n: string) => `${free + Number(n)} 0 R`);
    return {
      [form.num]: changed(form, { Fields: [...itemsOf(file, form.dict, 'Fields'), new PdfRef(free)] }),
      [page.num]: changed(page, { Annots: [...itemsOf(file, page.dict, 'Annots'), ...annotations] }),
      ...Object.fromEntries(texts.map((text, index) => [free + index, numbered(text)])),
    };
  });
}

const field = (entries: string): string => `<< ${WIDGET} /FT /Sig /T (Next) ${entries} >>`;

describe('after a certification of permission 2, a new signature field', () => {
  /** Adds a field and has somebody sign in it. */
  const signedIn = async (entries: string, more: readonly string[] = []): Promise<Verdict> =>
    verdictOf(await signAs(layOut(certified, field(entries), ...more), 'head', { fieldName: 'Next' }));

  it.each<[string, string, string[]?]>([
    ['covers the page', '/Rect [0 0 500 500]'],
    ['is tiny', '/Rect [0 0 0.01 0.01]'],
    ['is a line', '/Rect [0 0 500 0]'],
    ['is hidden until somebody takes the flag away', '/Rect [0 0 500 500] /F 2'],
    ['has its place in an object of its own', '/Rect #1', ['[0 0 500 500]']],
    ['has the numbers of its place in objects of their own', '/Rect [0 0 #1 #1]', ['500']],
    ['has a place that is none', '/Rect [0 0 0]'],
    ['has a place of names', '/Rect [/a /b /a /b]'],
    ['has a place of too many numbers', '/Rect [0 0 0 0 500 500]'],
    ['has a place that readers read differently', '/Rect [0 0 0-5 0-50]'],
    [
      'shows in its second widget',
      '/Rect [0 0 0 0] /Kids [#1 #2]',
      [
        `<< ${WIDGET} /Parent #0 /Rect [0 0 0 0] >>`,
        `<< ${WIDGET} /Parent #0 /Rect [0 0 500 500] /AP << /N #3 >> >>`,
        drawing(),
      ],
    ],
    ['is a point with a drawing that fits nowhere', '/Rect [0 0 0 0] /AP << /N #1 >>', [drawing('')]],
    ['has no place and a drawing that fits nowhere', '/AP << /N #1 >>', [drawing('/BBox [0 0 500]')]],
    [
      'is a point with such a drawing for one of its states',
      '/Rect [0 0 0 0] /AP << /N << /On #1 >> >> /AS /On',
      [drawing('/BBox 5')],
    ],
  ])('that %s is forbidden', async (_name, ...given) => {
    expect(await signedIn(...given)).toMatchObject({
      conclusion: 'invalid',
      against: ['CHANGED_AFTER_SIGNING'],
      changes: ['signature', 'visible-field'],
      forbidden: [],
    });
  });

  it.each<[string, string, string[]?]>([
    ['is a point', '/Rect [0 0 0 0]'],
    ['is a point somewhere on the page', '/Rect [50 60.5 50 60.50]'],
    ['is a point behind a reference', '/Rect #1', ['[7 7 7 7]']],
    ['has no place', ''],
    ['has no place and says so', '/Rect null'],
    [
      'is a point with a drawing, however large',
      '/Rect [0 0 0 0] /AP << /N #1 /D << /On #1 /Off null >> >>',
      [drawing('/BBox [0 0 500 500] /Matrix [9 0 0 9 0 0]')],
    ],
  ])('that %s may be signed', async (_name, ...given) => {
    expect(await signedIn(...given)).toMatchObject({ conclusion: 'valid', changes: ['signature'] });
  });

  it('that is only laid out to be signed later is forbidden', async () => {
    const laidOut = await signAs(layOut(certified, field('/Rect [0 0 500 500]')), 'head');
    expect(await verdictOf(laidOut)).toMatchObject({
      conclusion: 'invalid',
      changes: ['empty-signature-field', 'visible-field', 'signature'],
    });
  });

  it('of a document timestamp must take no room either', async () => {
    const stamp = '<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>';
    const bytes = layOut(certified, field('/Rect [0 0 500 500] /V #1'), stamp);
    expect((await verdictOf(bytes)).changes).toEqual(['document-timestamp', 'visible-field']);
  });
});

describe('a signature field that was there at the certification', () => {
  const RECT = '/Rect [50 50 200 120] /F 4';
  const certify = (bytes: Buffer): Promise<Buffer> => signAs(bytes, 'teacher', { certify: 2 });

  it('may be signed and drawn', async () => {
    const bytes = await signAs(await certify(layOut(base, field(RECT))), 'head', { fieldName: 'Next', appearance });
    expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['signature-in-field'] });
  });

  it('may not be drawn beyond its place', async () => {
    const once = await certify(layOut(base, field(RECT)));
    const drawn = revise(once, (parts) => ({
      [parts.field('Next').num]: `<< ${WIDGET} /FT /Sig /T (Next) ${RECT} /AP << /N ${parts.free} 0 R >> >>`,
      [parts.free]: drawing(''),
    }));
    const verdict = await verdictOf(await signAs(drawn, 'head', { fieldName: 'Next' }));
    expect(verdict).toMatchObject({ conclusion: 'invalid', forbidden: ['Next: an appearance without a box'] });
  });

  it('may not come to be on a page where it was on none', async () => {
    const hidden = revise(layOut(base, field(RECT)), ({ page }) => ({
      [page.num]: changed(page, { Annots: [] }),
    }));
    const shown = revise(await certify(hidden), (parts) => ({
      [parts.page.num]: changed(parts.page, {
        Annots: [...itemsOf(parts.file, parts.page.dict, 'Annots'), new PdfRef(parts.field('Next').num)],
      }),
    }));
    const verdict = await verdictOf(await signAs(shown, 'head', { fieldName: 'Next' }));
    expect(verdict).toMatchObject({ conclusion: 'invalid', changes: ['signature-in-field', 'visible-field'] });
  });

  it('may come to be on a page where it takes no room', async () => {
    const hidden = revise(layOut(base, field('/Rect [0 0 0 0]')), ({ page }) => ({
      [page.num]: changed(page, { Annots: [] }),
    }));
    const shown = revise(await certify(hidden), (parts) => ({
      [parts.page.num]: changed(parts.page, {
        Annots: [...itemsOf(parts.file, parts.page.dict, 'Annots'), new PdfRef(parts.field('Next').num)],
      }),
    }));
    expect(await verdictOf(await signAs(shown, 'head', { fieldName: 'Next' }))).toMatchObject({ conclusion: 'valid' });
  });
});

describe('a text field that was there at the certification', () => {
  it('may not be drawn beyond its place', async () => {
    const filled = revise(certified, (parts) => ({
      [parts.field('remark').num]: changed(parts.field('remark'), { AP: new PdfRef(parts.free) }),
      [parts.free]: `<< /N ${parts.free + 1} 0 R >>`,
      [parts.free + 1]: drawing(''),
    }));
    expect((await verdictOf(filled)).forbidden).toEqual(['remark: an appearance without a box']);
  });
});

describe('a visible new signature field', () => {
  const show = async (bytes: Buffer): Promise<Buffer> =>
    signAs(layOut(bytes, field('/Rect [50 50 200 120]')), 'head', { fieldName: 'Next' });

  it.each<[string, FieldLock]>([
    ['asks for permission 2', { action: 'Include', fields: ['remark'], permission: 2 }],
    ['asks for permission 1', { action: 'All', permission: 1 }],
  ])('is forbidden after a signature whose lock %s', async (_name, lock) => {
    const locked = await signAs(base, 'teacher', { lock });
    const forged = layOut(locked, field('/Rect [50 50 200 120]'));
    expect(await verdictOf(forged)).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
    await expect(signAs(locked, 'head', { appearance })).rejects.toMatchObject({ code: 'PDF_CHANGES_FORBIDDEN' });
  });

  it.each<[string, Parameters<typeof signAs>[2]]>([
    ['an approval', {}],
    ['a certification of permission 3', { certify: 3 }],
    ['a lock of fields alone', { lock: { action: 'Include', fields: ['remark'] } }],
    ['a lock that asks for permission 3', { lock: { action: 'Include', fields: ['remark'], permission: 3 } }],
  ])('is allowed after %s', async (_name, options) => {
    const once = await signAs(base, 'teacher', options);
    for (const bytes of [await show(once), await signAs(once, 'head', { appearance })]) {
      expect(await verdictOf(bytes)).toMatchObject({ conclusion: 'valid', changes: ['signature', 'visible-field'] });
    }
  });
});
