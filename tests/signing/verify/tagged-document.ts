import { PdfDict, PdfRef } from '../../../src/signing/pdf/objects.ts';
import { type RawObjects } from './append-revision.ts';
import { changed, type DocumentParts, itemsOf, type Part, revise } from './document-parts.ts';

/** The parts of a tagged document, and the numbers that a new field, its element and further objects take. */
export interface TaggedParts extends DocumentParts {
  readonly root: Part;
  readonly tree: Part;
  readonly document: Part;
  readonly paragraph: Part;
  readonly parents: Part;
  readonly leaf: Part;
  readonly widget: number;
  readonly form: Part;
  readonly element: number;
  readonly more: number;
}

/** How a document is tagged before anybody signs, where it differs from the usual: entries by object. */
export interface Tagging {
  readonly catalog?: string;
  readonly root?: string;
  readonly document?: string;
  readonly paragraph?: string;
  readonly parents?: string;
  readonly leaf?: string;
}

/**
 * Tags a document made by `sampleDocument`: a document element with one paragraph, a parent tree of one leaf. In what is given,
 * `#0` to `#6` stand for root, document, paragraph, parent tree, leaf, the list of the page's elements and one free number.
 */
export function tagged(bytes: Buffer, given: Tagging = {}): Buffer {
  return revise(bytes, ({ root, page, free }) => {
    const texts: string[] = [
      given.root ?? '<< /Type /StructTreeRoot /K #1 /ParentTree #3 /ParentTreeNextKey 2 /RoleMap << /Title /H1 >> >>',
      given.document ?? '<< /Type /StructElem /S /Document /P #0 /K [#2] >>',
      given.paragraph ?? `<< /Type /StructElem /S /P /P #1 /Pg ${page.num} 0 R /K 0 /ActualText (Week 12) >>`,
      given.parents ?? '<< /Kids [#4] >>',
      given.leaf ?? '<< /Limits [0 1] /Nums [0 #5 1 #2] >>',
      '[#2]',
      '<< /Nums [0 << /S /D >>] >>',
    ];
    const numbered = (text: string): string => text.replace(/#(\d)/g, (_all, n: string) => `${free + Number(n)} 0 R`);
    const catalog = changed(root, { StructTreeRoot: new PdfRef(free), MarkInfo: new PdfDict([['Marked', true]]) });
    return {
      [root.num]: numbered(catalog.replace(/>>$/, `${given.catalog ?? ''} >>`)),
      [page.num]: changed(page, { StructParents: 0 }),
      ...Object.fromEntries(texts.map((text, index) => [free + index, numbered(text)])),
    };
  });
}

function taggedParts(parts: DocumentParts): TaggedParts {
  const { file, free } = parts;
  const at = (ref: unknown): Part => {
    const dict = ref instanceof PdfRef ? file.dict(ref) : undefined;
    return { num: ref instanceof PdfRef ? ref.num : 0, dict: dict ?? new PdfDict() };
  };
  const tree = at(file.catalog.get('StructTreeRoot'));
  const [kid] = itemsOf(file, tree.dict, 'K');
  const document = at(kid ?? tree.dict.get('K'));
  const parents = at(tree.dict.get('ParentTree'));
  const own = {
    tree,
    document,
    parents,
    paragraph: at(itemsOf(file, document.dict, 'K')[0]),
    leaf: at(itemsOf(file, parents.dict, 'Kids')[0]),
  };
  const numbers = { widget: free, element: free + 1, more: free + 2 };
  return {
    file,
    free,
    root: parts.root,
    page: parts.page,
    form: parts.form,
    field: parts.field,
    get content() {
      return parts.content;
    },
    ...own,
    ...numbers,
  };
}

/**
 * Appends what a program writes that signs a tagged file: a field named `Next`, its element below the document, its entry in the
 * parent tree; then what else the attack or the other program does.
 */
export function addTaggedField(
  bytes: Buffer,
  change: (parts: TaggedParts) => RawObjects = () => ({}),
  place = '/Rect [50 50 200 120]',
): Buffer {
  return revise(bytes, (given) => {
    const parts = taggedParts(given);
    const { file, form, page, tree, document, leaf, widget, element } = parts;
    const own = new PdfRef(element);
    return {
      [form.num]: changed(form, { Fields: [...itemsOf(file, form.dict, 'Fields'), new PdfRef(widget)] }),
      [page.num]: changed(page, { Annots: [...itemsOf(file, page.dict, 'Annots'), new PdfRef(widget)] }),
      [widget]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Next) ${place} /P ${page.num} 0 R /StructParent 2 >>`,
      [element]: formElement(parts),
      [document.num]: changed(document, { K: [...itemsOf(file, document.dict, 'K'), own] }),
      ...(leaf.num > 0 && {
        [leaf.num]: changed(leaf, { Limits: [0, 2], Nums: [...itemsOf(file, leaf.dict, 'Nums'), 2, own] }),
      }),
      [tree.num]: changed(tree, { ParentTreeNextKey: 3 }),
      ...change(parts),
    };
  });
}

/** The element of the new field; entries given come last. */
export function formElement({ document, page, widget }: TaggedParts, entries = '', kids?: string): string {
  const reference = `<< /Type /OBJR /Obj ${widget} 0 R >>`;
  return `<< /Type /StructElem /S /Form /P ${document.num} 0 R /Pg ${page.num} 0 R /K ${kids ?? reference} ${entries} >>`;
}
