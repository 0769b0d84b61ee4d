import { beforeAll, describe, expect, it } from 'vitest';
import { PdfName, PdfRef, PdfString } from '../../../../src/signing/pdf/objects.ts';
import { type RawObjects } from '../append-revision.ts';
import { changed, itemsOf, revise } from '../document-parts.ts';
import { sampleDocument } from '../sample-files.ts';
import { signAs } from '../signed-samples.ts';
import { addTaggedField, formElement, tagged, type TaggedParts, type Tagging } from '../tagged-document.ts';
import { type Verdict, verdictOf } from '../verdict.ts';

let base: Buffer;
let signed: Buffer;

beforeAll(async () => {
  base = await sampleDocument('table');
  signed = await signAs(tagged(base), 'teacher');
});

const ref = (num: number): PdfRef => new PdfRef(num);
const text = (value: string): PdfString => new PdfString(Buffer.from(value));

type Change = (parts: TaggedParts) => RawObjects;

/** What is said of a tagged file to which a program added a field with its element, and did something more. */
async function after(change?: Change, tagging?: Tagging): Promise<Verdict> {
  const once = tagging ? await signAs(tagged(base, tagging), 'teacher') : signed;
  return verdictOf(await signAs(addTaggedField(once, change), 'head', { fieldName: 'Next' }));
}

describe('an element of a tagged file', () => {
  it.each<[string, Change]>([
    [
      'is read as something else',
      ({ paragraph }) => ({ [paragraph.num]: changed(paragraph, { ActualText: text('1') }) }),
    ],
    ['gets a text', ({ document }) => ({ [document.num]: changed(document, { Alt: text('1') }) })],
    [
      'becomes one of another kind',
      ({ paragraph }) => ({ [paragraph.num]: changed(paragraph, { S: new PdfName('H1') }) }),
    ],
    ['gets another parent', ({ paragraph, tree }) => ({ [paragraph.num]: changed(paragraph, { P: ref(tree.num) }) })],
    ['stands for other content', ({ paragraph }) => ({ [paragraph.num]: changed(paragraph, { K: 1 }) })],
    ['loses its kids', ({ document, element }) => ({ [document.num]: changed(document, { K: ref(element) }) })],
    ['loses all', ({ document }) => ({ [document.num]: changed(document, { K: undefined }) })],
    [
      'stands for content beside the new one',
      ({ document, paragraph, element }) => ({
        [document.num]: changed(document, { K: [ref(paragraph.num), ref(element), 3] }),
      }),
    ],
    [
      'has the new one twice',
      ({ document, paragraph, element }) => ({
        [document.num]: changed(document, { K: [ref(paragraph.num), ref(element), ref(element)] }),
      }),
    ],
    [
      'has an old one twice',
      ({ document, paragraph, element }) => ({
        [document.num]: changed(document, { K: [ref(paragraph.num), ref(paragraph.num), ref(element)] }),
      }),
    ],
    ['becomes no dictionary', ({ paragraph }) => ({ [paragraph.num]: '[1]' })],
  ])('that %s is changed', async (_name, change) => {
    expect(await after(change)).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
  });

  it('that comes to stand in another order is changed', async () => {
    const two = { document: '<< /Type /StructElem /S /Document /P #0 /K [#2 #6] >>' };
    const turned: Change = ({ file, document, element }) => ({
      [document.num]: changed(document, { K: [...itemsOf(file, document.dict, 'K').reverse(), ref(element)] }),
    });
    expect(await after(undefined, two)).toMatchObject({ conclusion: 'valid' });
    expect((await after(turned, two)).conclusion).toBe('invalid');
  });

  it.each<[string, Tagging]>([
    ['belongs to no tree', { document: '<< /Type /StructElem /S /Document /K [#2] >>' }],
    ['is a parent of itself', { document: '<< /Type /StructElem /S /Document /P #1 /K [#2] >>' }],
    ['has a parent that is none', { document: '<< /Type /StructElem /S /Document /P #5 /K [#2] >>' }],
    ['has no kind', { document: '<< /Type /StructElem /P #0 /K [#2] >>' }],
    ['has kids that are none', { document: '<< /Type /StructElem /S /Document /P #0 /K [#2 true] >>' }],
  ])('that %s may gain nothing', async (_name, tagging) => {
    expect((await after(undefined, tagging)).conclusion).toBe('invalid');
  });
});

describe('a new element', () => {
  it.each<[string, (parts: TaggedParts) => string]>([
    ['stands for old content', (parts) => formElement(parts, '', '0')],
    [
      'stands for old content beside its widget',
      (parts) => formElement(parts, '', `[<< /Type /OBJR /Obj ${parts.widget} 0 R >> << /Type /MCR /MCID 0 >>]`),
    ],
    ['takes an old element in', (parts) => formElement(parts, '', `${parts.paragraph.num} 0 R`)],
    [
      'stands for an old annotation',
      (parts) => formElement(parts, '', `<< /Type /OBJR /Obj ${parts.field('Signature1').num} 0 R >>`),
    ],
    ['stands for no widget', (parts) => formElement(parts, '', `<< /Type /OBJR /Obj ${parts.element} 0 R >>`)],
    ['stands for what has no number', (parts) => formElement(parts, '', '<< /Type /OBJR /Obj 5 >>')],
    ['stands for nothing', ({ document }) => `<< /Type /StructElem /S /Form /P ${document.num} 0 R >>`],
    [
      'stands for a page that does not show the widget',
      (parts) => formElement(parts, '', `<< /Type /OBJR /Obj ${parts.widget} 0 R /Pg ${parts.root.num} 0 R >>`),
    ],
    [
      'stands for another page',
      (parts) => {
        const other = itemsOf(parts.file, parts.file.dict(parts.page.dict.get('Parent'))!, 'Kids')[1] as PdfRef;
        return formElement(parts, '', `<< /Type /OBJR /Obj ${parts.widget} 0 R /Pg ${other.num} 0 R >>`);
      },
    ],
    [
      'brings a text with its reference',
      (parts) => formElement(parts, '', `<< /Type /OBJR /Obj ${parts.widget} 0 R /ActualText (1) >>`),
    ],
    ['is no form', (parts) => formElement(parts).replace('/Form', '/P')],
    ['is no element', (parts) => formElement(parts).replace('/StructElem', '/Annot')],
    ['says that its parent is another', (parts) => formElement(parts).replace(/\/P \d+/, `/P ${parts.tree.num}`)],
    ['has no parent', (parts) => formElement(parts).replace(/\/P \d+ 0 R/, '')],
    ['brings a text', (parts) => formElement(parts, '/ActualText (1)')],
    ['brings a description', (parts) => formElement(parts, '/Alt (1)')],
    ['brings attributes', (parts) => formElement(parts, '/A << /O /Layout >>')],
    ['has a key twice', (parts) => formElement(parts, '/S /Form')],
    ['is of a namespace of its own', (parts) => formElement(parts, `/NS ${parts.tree.num} 0 R`)],
    ['is no dictionary', () => '[1]'],
  ])('that %s is a change', async (_name, element) => {
    const verdict = await after((parts) => ({ [parts.element]: element(parts) }));
    expect(verdict).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
  });

  it('that stands inside the list, or is an old object, is a change', async () => {
    for (const kid of [(parts: TaggedParts) => formElement(parts), ({ root }: TaggedParts) => `${root.num} 0 R`]) {
      const change: Change = (parts) => ({
        [parts.document.num]:
          `<< /Type /StructElem /S /Document /P ${parts.tree.num} 0 R /K [${parts.paragraph.num} 0 R ${kid(parts)}] >>`,
      });
      expect((await after(change)).conclusion).toBe('invalid');
    }
  });

  it('is none of a field that was there before', async () => {
    const laidOut = addTaggedField(tagged(base), ({ document, leaf, tree }) => ({
      [document.num]: changed(document, {}),
      [leaf.num]: changed(leaf, {}),
      [tree.num]: changed(tree, {}),
    }));
    const once = await signAs(laidOut, 'teacher');
    const later = revise(once, (parts) => {
      const tree = parts.file.catalog.get('StructTreeRoot') as PdfRef;
      const document = parts.file.dict(tree)?.get('K') as PdfRef;
      const dict = parts.file.dict(document)!;
      return {
        [document.num]: changed({ num: 0, dict }, { K: [...itemsOf(parts.file, dict, 'K'), ref(parts.free)] }),
        [parts.free]: `<< /S /Form /P ${document.num} 0 R /Pg ${parts.page.num} 0 R /K << /Type /OBJR /Obj ${parts.field('Next').num} 0 R >> >>`,
      };
    });
    const verdict = await verdictOf(await signAs(later, 'head', { fieldName: 'Next' }));
    expect(verdict.conclusion).toBe('invalid');
    expect(verdict.changes).toContain('signature-in-field');
  });
});

describe('the parent tree', () => {
  const nums = (...items: number[]): PdfRef[] => items.map(ref);

  it.each<[string, Change]>([
    [
      'names another element for an old key',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, {
          Nums: [...itemsOf(file, leaf.dict, 'Nums').slice(0, 3), ref(element)],
          Limits: [0, 1],
        }),
      }),
    ],
    [
      'names a list for an element',
      ({ leaf, element, file, paragraph }) => ({
        [leaf.num]: changed(leaf, {
          Nums: [...itemsOf(file, leaf.dict, 'Nums').slice(0, 3), nums(paragraph.num), 2, ref(element)],
          Limits: [0, 2],
        }),
      }),
    ],
    [
      'names other elements for the content of a page',
      ({ leaf, element, paragraph }) => ({
        [leaf.num]: changed(leaf, { Nums: [0, nums(element), 1, ref(paragraph.num), 2, ref(element)], Limits: [0, 2] }),
      }),
    ],
    [
      'loses a key',
      ({ leaf, element, paragraph }) => ({
        [leaf.num]: changed(leaf, { Nums: [1, ref(paragraph.num), 2, ref(element)], Limits: [1, 2] }),
      }),
    ],
    [
      'has a key twice',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 1, ref(element)], Limits: [0, 1] }),
      }),
    ],
    [
      'gains a key that no widget has',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 7, ref(element)], Limits: [0, 7] }),
      }),
    ],
    [
      'gains an old element',
      ({ leaf, paragraph, file }) => ({
        [leaf.num]: changed(leaf, {
          Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, ref(paragraph.num)],
          Limits: [0, 2],
        }),
      }),
    ],
    [
      'gains what has no number',
      ({ leaf, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, 5], Limits: [0, 2] }),
      }),
    ],
    [
      'has limits that hide a key',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, ref(element)], Limits: [1, 2] }),
      }),
    ],
    [
      'has limits that show too much',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, ref(element)], Limits: [0, 9] }),
      }),
    ],
    [
      'has a key without a value',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, { Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, ref(element), 3], Limits: [0, 3] }),
      }),
    ],
    [
      'has a key that is none',
      ({ leaf, element, file }) => ({
        [leaf.num]: changed(leaf, {
          Nums: [...itemsOf(file, leaf.dict, 'Nums'), text('2'), ref(element)],
          Limits: undefined,
        }),
      }),
    ],
    ['becomes a tree of names too', ({ leaf }) => ({ [leaf.num]: changed(leaf, { Names: [] }) })],
    ['has kids and keys in one node', ({ leaf }) => ({ [leaf.num]: changed(leaf, { Kids: [] }) })],
    [
      'has a node twice',
      ({ parents, leaf }) => ({ [parents.num]: changed(parents, { Kids: nums(leaf.num, leaf.num) }) }),
    ],
    [
      'has a node that is none',
      ({ parents, leaf }) => ({ [parents.num]: changed(parents, { Kids: [ref(leaf.num), 5] }) }),
    ],
    ['has nodes that lead back', ({ parents }) => ({ [parents.num]: changed(parents, { Kids: nums(parents.num) }) })],
    [
      'has a key of a node twice',
      ({ parents, more }) => ({
        [parents.num]: changed(parents, { Kids: [...nums(more)] }),
        [more]: '<< /Nums [] /Nums [] >>',
      }),
    ],
    ['is gone', ({ tree }) => ({ [tree.num]: changed(tree, { ParentTree: undefined }) })],
    ['is a number', ({ tree }) => ({ [tree.num]: changed(tree, { ParentTree: 5 }) })],
  ])('that %s is changed', async (_name, change) => {
    expect(await after(change)).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
  });

  it('that is deeper than anybody makes one is changed', async () => {
    const verdict = await after(({ parents, leaf, more }) => ({
      [parents.num]: changed(parents, { Kids: nums(more) }),
      ...Object.fromEntries(Array.from({ length: 70 }, (_, i) => [more + i, `<< /Kids [${more + i + 1} 0 R] >>`])),
      [more + 70]: `<< /Kids [${leaf.num} 0 R] >>`,
    }));
    expect(verdict.conclusion).toBe('invalid');
  });

  it('that serves for the labels of the pages too must not change', async () => {
    expect((await after(undefined, { catalog: '/PageLabels #3' })).conclusion).toBe('invalid');
    expect((await after(undefined, { catalog: '/PageLabels #6' })).conclusion).toBe('valid');
  });

  it('may be built anew where it says the same', async () => {
    const verdict = await after(({ tree, leaf, paragraph, element, more }) => ({
      [tree.num]: changed(tree, { ParentTree: ref(more), ParentTreeNextKey: undefined }),
      [leaf.num]: changed(leaf, {}),
      [more]: `<< /Kids [${more + 1} 0 R << /Nums [2 ${element} 0 R] >>] >>`,
      [more + 1]: `<< /Limits [0 1] /Nums [0 [${paragraph.num} 0 R] 1 ${paragraph.num} 0 R] >>`,
    }));
    expect(verdict.conclusion).toBe('invalid'); // the next key went back
    const kept = await after(({ tree, leaf, paragraph, element, more }) => ({
      [tree.num]: changed(tree, { ParentTree: ref(more) }),
      [leaf.num]: changed(leaf, {}),
      [more]: `<< /Kids [${more + 1} 0 R << /Nums [2 ${element} 0 R] >>] >>`,
      [more + 1]: `<< /Limits [0 1] /Nums [0 [${paragraph.num} 0 R] 1 ${paragraph.num} 0 R] >>`,
    }));
    expect(kept).toMatchObject({ conclusion: 'valid' });
  });

  it('may come with the first element that needs it', async () => {
    const bare = { root: '<< /Type /StructTreeRoot /K [#1] >>' };
    const verdict = await after(
      ({ tree, element }) => ({
        [tree.num]: changed(tree, { ParentTree: ref(element + 1), ParentTreeNextKey: 3 }),
        [element + 1]: `<< /Nums [2 ${element} 0 R] >>`,
      }),
      bare,
    );
    expect(verdict).toMatchObject({ conclusion: 'valid' });
  });
});

describe('the root of the structure', () => {
  it.each<[string, Change]>([
    ['maps roles otherwise', ({ tree }) => ({ [tree.num]: changed(tree, { RoleMap: undefined }) })],
    ['counts back', ({ tree }) => ({ [tree.num]: changed(tree, { ParentTreeNextKey: 1 }) })],
    ['counts in words', ({ tree }) => ({ [tree.num]: changed(tree, { ParentTreeNextKey: text('3') }) })],
    ['has another kid', ({ tree, paragraph }) => ({ [tree.num]: changed(tree, { K: ref(paragraph.num) }) })],
    [
      'is another',
      ({ root, tree, more }) => ({
        [root.num]: changed(root, { StructTreeRoot: ref(more) }),
        [more]: changed(tree, {}),
      }),
    ],
    ['is a list', ({ tree }) => ({ [tree.num]: '[]' })],
    ['goes', ({ root }) => ({ [root.num]: changed(root, { StructTreeRoot: undefined }) })],
  ])('that %s is changed', async (_name, change) => {
    expect(await after(change)).toMatchObject({ conclusion: 'invalid', against: ['CHANGED_AFTER_SIGNING'] });
  });

  it.each<[string, Tagging]>([
    ['does not say what it is', { root: '<< /K [#1] /ParentTree #3 >>' }],
    ['has a parent tree that can be read in two ways', { leaf: '<< /Nums [1 #2 0 #5] >>' }],
    ['is a list', { root: '[]' }],
  ])('that %s may not gain', async (_name, tagging) => {
    expect((await after(undefined, tagging)).conclusion).toBe('invalid');
  });

  it('may not come later', async () => {
    const once = await signAs(base, 'teacher');
    expect((await verdictOf(await signAs(tagged(once), 'head'))).forbidden).toContain('Root/StructTreeRoot');
  });
});

describe('a program that signs a tagged file', () => {
  it('may add the element of its field and its entry in the parent tree', async () => {
    expect(await after()).toMatchObject({ conclusion: 'valid', changes: ['signature', 'visible-field'] });
  });

  it('may do so where the certification lets others sign, out of sight', async () => {
    const once = await signAs(tagged(base), 'teacher', { certify: 2 });
    const later = addTaggedField(once, undefined, '/Rect [0 0 0 0]');
    expect(await verdictOf(await signAs(later, 'head', { fieldName: 'Next' }))).toMatchObject({
      conclusion: 'valid',
      changes: ['signature'],
    });
  });

  it('may hang it below the root, among kids that were one, with a reference of its own number', async () => {
    const verdict = await after((parts) => {
      const { tree, document, element, more, widget, page } = parts;
      return {
        [document.num]: changed(document, {}),
        [tree.num]: changed(tree, { K: [ref(element), ref(document.num)], ParentTreeNextKey: 3 }),
        [element]: `<< /S /Form /P ${tree.num} 0 R /K [${more} 0 R] >>`,
        [more]: `<< /Type /OBJR /Obj ${widget} 0 R /Pg ${page.num} 0 R >>`,
      };
    });
    expect(verdict).toMatchObject({ conclusion: 'valid' });
  });

  it('may add it to an element that had none, in the namespace of that element', async () => {
    const empty = {
      document: '<< /Type /StructElem /S /Document /P #0 /NS #6 >>',
      leaf: '<< /Limits [0 1] /Nums [0 [] 1 #2] >>',
    };
    const verdict = await after(
      (parts) => ({
        [parts.element]: formElement(parts, `/NS ${(parts.document.dict.get('NS') as PdfRef).num} 0 R`),
      }),
      empty,
    );
    expect(verdict).toMatchObject({ conclusion: 'valid' });
  });
});
