import { beforeAll, describe, expect, it } from 'vitest';
import { PdfDict, PdfName, type PdfObject, PdfRef } from '../../../../src/signing/pdf/objects.ts';
import { type MdpPermission } from '../../../../src/signing/index.ts';
import { type RawObjects } from '../append-revision.ts';
import { changed, type DocumentParts, itemsOf, type Part, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { verdictOf } from '../verdict.ts';
import { writeObject } from '../write-object.ts';

/**
 * Files that were prepared before signing so that one object serves in a drawing and as something that may change later. Each
 * pair of a drawing role and a changing role makes a file; no change of it may leave the first signature valid.
 */

/** A form that covers the page, as a stream object. */
const FORM =
  '<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 32 >>\nstream\n1 0 0 rg 100 100 400 400 re f   \nendstream';
const ref = (num: number): PdfRef => new PdfRef(num);
const dict = (entries: Readonly<Record<string, PdfObject>>): PdfDict => new PdfDict(Object.entries(entries));

/** How page 1 comes to draw with the object `num`; new objects may take numbers from `free` on. */
type DrawingRole = (parts: DocumentParts, num: number) => RawObjects;

const resources = ({ file, page }: DocumentParts): PdfDict => file.dict(page.dict.get('Resources')) ?? new PdfDict();
const category =
  (name: string): DrawingRole =>
  (parts, num) => ({
    [parts.page.num]: changed(parts.page, { Resources: resources(parts).with({ [name]: ref(num) }) }),
  });

/** An annotation on page 1 with this appearance. */
const annotation = (parts: DocumentParts, appearance: PdfObject): RawObjects => ({
  [parts.page.num]: changed(parts.page, {
    Annots: [...itemsOf(parts.file, parts.page.dict, 'Annots'), ref(parts.free)],
  }),
  [parts.free]: `<< /Type /Annot /Subtype /Stamp /Rect [100 100 500 500] /AS /ITXT /AP ${writeObject(appearance)} >>`,
});

const DRAWING: Readonly<Record<string, DrawingRole>> = {
  'the drawings of a page': category('XObject'),
  'the fonts of a page': category('Font'),
  'the graphics states of a page': category('ExtGState'),
  'the colours of a page': category('ColorSpace'),
  'the patterns of a page': category('Pattern'),
  'the shadings of a page': category('Shading'),
  'the layers of a page': category('Properties'),
  'the resources of a page': (parts, num) => ({ [parts.page.num]: changed(parts.page, { Resources: ref(num) }) }),
  'the drawings of a drawing': (parts, num) => ({
    [parts.page.num]: changed(parts.page, {
      Resources: resources(parts).with({ XObject: dict({ X: ref(parts.free) }) }),
    }),
    [parts.free]: FORM.replace('/BBox', `/Resources << /XObject ${num} 0 R >> /BBox`),
  }),
  'the states of an appearance': (parts, num) => annotation(parts, dict({ N: ref(num) })),
  'an appearance': (parts, num) => annotation(parts, ref(num)),
  'the glyphs of a font': (parts, num) => ({
    [parts.page.num]: changed(parts.page, { Resources: resources(parts).with({ Font: dict({ T: ref(parts.free) }) }) }),
    [parts.free]: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs ${num} 0 R >>`,
  }),
};

/** The object that may change, and what a later revision makes of it; `extra` is the number of a form that covers the page. */
interface ChangingRole {
  readonly of: (parts: DocumentParts) => Part;
  readonly change: (part: Part, extra: number) => string;
}

const gains =
  (entries: (extra: number) => Readonly<Record<string, PdfObject>>) =>
  (part: Part, extra: number): string =>
    changed(part, entries(extra));

const pageTree = ({ file }: DocumentParts): Part =>
  numbered(file.catalog.get('Pages'), file.dict(file.catalog.get('Pages')));
const lastPage = ({ file }: DocumentParts): Part => {
  const kid = itemsOf(file, file.dict(file.catalog.get('Pages')) ?? new PdfDict(), 'Kids').at(-1);
  return numbered(kid, file.dict(kid));
};

function numbered(object: PdfObject | undefined, found: PdfDict | undefined): Part {
  if (!(object instanceof PdfRef) || !found) throw new Error('an odd document');
  return { num: object.num, dict: found };
}

const CHANGING: Readonly<Record<string, ChangingRole>> = {
  'the page tree, by a mark that is a drawing': { of: pageTree, change: gains((x) => ({ ITXT: ref(x) })) },
  'the page tree, by a mark': { of: pageTree, change: (part) => changed(part, {}).replace('>>', ' /ITXT (5.5) >>') },
  'the catalog, by a version that is a drawing': {
    of: ({ root }) => root,
    change: gains((x) => ({ Version: ref(x) })),
  },
  'the catalog, by extensions': { of: ({ root }) => root, change: gains(() => ({ Extensions: new PdfDict() })) },
  'the catalog, by a store': { of: ({ root }) => root, change: gains((x) => ({ DSS: ref(x) })) },
  'another page, by annotations that are a drawing': { of: lastPage, change: gains((x) => ({ Annots: ref(x) })) },
  'another page, by a comment': {
    of: lastPage,
    change: gains((x) => ({ Annots: [ref(x + 1)] })),
  },
  'the form, by defaults that are a drawing': { of: ({ form }) => form, change: gains((x) => ({ DA: ref(x) })) },
  'the form, by resources': {
    of: ({ form }) => form,
    change: gains((x) => ({ DR: dict({ XObject: dict({ X: ref(x) }) }) })),
  },
  'the form, by becoming a stream': {
    of: ({ form }) => form,
    change: (part) => `${changed(part, { Length: 0 })}\nstream\n\nendstream`,
  },
  'a field, by a value that is a drawing': {
    of: ({ field }) => field('remark'),
    change: gains((x) => ({ V: ref(x) })),
  },
  'a field, by marks that are a drawing': {
    of: ({ field }) => field('remark'),
    change: gains((x) => ({ MK: ref(x) })),
  },
  'a field, by its appearance': {
    of: ({ field }) => field('remark'),
    change: gains((x) => ({ AP: dict({ N: ref(x) }) })),
  },
  'a field, by its state': { of: ({ field }) => field('remark'), change: gains(() => ({ AS: new PdfName('ITXT') })) },
};

const CERTIFICATIONS: readonly (MdpPermission | undefined)[] = [undefined, 1, 2, 3];

let base: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
});

/** Page 1 says `/ITXT Do` and so on: whatever the object gains, it draws. */
const pairs = Object.keys(DRAWING).flatMap((drawing) =>
  Object.keys(CHANGING).map((changing) => ({ drawing, changing })),
);

async function attack(drawing: string, changing: string, certify: MdpPermission | undefined) {
  const [draws, changes] = [DRAWING[drawing], CHANGING[changing]];
  if (!draws || !changes) throw new Error('no such role');
  const prepared = revise(base, (parts) => draws(parts, changes.of(parts).num));
  const signed = await signAs(prepared, 'teacher', certify === undefined ? {} : { certify });
  const altered = revise(signed, (parts) => {
    const part = changes.of(parts);
    return {
      [part.num]: changes.change(part, parts.free),
      [parts.free]: FORM,
      [parts.free + 1]: '<< /Type /Annot /Subtype /Text /Rect [9 9 20 20] /Contents (ITXT) >>',
    };
  });
  return { signed, altered };
}

describe('an object that a page draws with and that may change as something else', () => {
  it('is no reason to doubt a file that nobody changed', async () => {
    for (const { drawing, changing } of pairs.filter((_, index) => index % 13 === 0)) {
      const { signed } = await attack(drawing, changing, undefined);
      expect(await verdictOf(signed), `${drawing}: ${changing}`).toMatchObject({ conclusion: 'valid' });
    }
  });

  describe.each(Object.keys(DRAWING))('%s', (drawing) => {
    it.each(Object.keys(CHANGING))('is not changed as %s, whatever the signature allows', async (changing) => {
      for (const certify of CERTIFICATIONS) {
        const { altered } = await attack(drawing, changing, certify);
        expect((await verdictOf(altered)).conclusion, `permission ${certify ?? 'none'}`).not.toBe('valid');
      }
    });

    it.each(Object.keys(CHANGING))('stays changed as %s when somebody honest signs afterwards', async (changing) => {
      const { altered } = await attack(drawing, changing, undefined);
      // A file that can no longer be signed over is as good.
      const twice = await signAs(altered, 'head').catch(() => undefined);
      if (twice) expect((await verdictOf(twice)).conclusion).not.toBe('valid');
    });
  });
});
