import { MAX_PAGE_NODES } from '../../../pdf/limits.ts';
import { pdfErrors } from '../../../pdf/errors.ts';
import { PdfDict, type PdfObject, PdfRef } from '../../../pdf/objects.ts';
import { type PdfFile } from '../../../pdf/reader/pdf-file.ts';
import { ReferenceWalk } from '../../../pdf/reader/reference-walk.ts';

/** What a page has that no drawing of it reads; its annotations are looked at one by one. */
const NOT_OF_A_PAGE: ReadonlySet<string> = new Set([
  'AA',
  'AF',
  'Annots',
  'B',
  'Metadata',
  'Parent',
  'PieceInfo',
  'StructParents',
  'Thumb',
]);
/** What a node of the page tree hands down (ISO 32000-1, table 30), and what a wrong node might be read for. */
const NOT_OF_A_NODE: ReadonlySet<string> = new Set(['Count', 'Kids', 'Parent', 'Type']);
/** What an annotation has that no drawing of it reads: what it belongs to, where it leads, what it does. */
const NOT_OF_AN_ANNOTATION: ReadonlySet<string> = new Set([
  'A',
  'AA',
  'Dest',
  'IRT',
  'Kids',
  'Lock',
  'P',
  'PA',
  'Parent',
  'Popup',
  'StructParent',
  'SV',
]);
/** What the catalog says of drawing. */
const OF_THE_CATALOG = ['OCProperties', 'OutputIntents'] as const;
/** /DA, by which fields without an appearance are drawn, has no operator that draws an XObject (ISO 32000-1, 12.7.3.3). */
const NOT_OF_THE_DEFAULTS: ReadonlySet<string> = new Set(['XObject']);

/**
 * Everything that drawing the pages of a revision reads, by object number: contents, resources, fonts, layers, annotations'
 * appearances, the form's defaults. A page, an annotation and an array of annotations are in it only if something reads them
 * as something else too. Repeated as bytes arrive, the walk goes on where it stopped.
 */
export class DrawnObjects {
  readonly #file: PdfFile;
  readonly #nodes: PdfObject[];
  readonly #seen = new Set<number>();
  readonly #roots: PdfObject[] = [];
  #walk: ReferenceWalk | undefined;

  constructor(file: PdfFile) {
    this.#file = file;
    this.#nodes = [file.catalog.get('Pages') ?? null];
    const form = file.dict(file.catalog.get('AcroForm'));
    for (const key of OF_THE_CATALOG) this.#roots.push(file.catalog.get(key) ?? null);
    const defaults = file.dict(form?.get('DR'));
    if (defaults) this.#roots.push(...valuesBeside(defaults, NOT_OF_THE_DEFAULTS));
  }

  /** @throws PDF_LIMIT_EXCEEDED */
  all(): ReadonlySet<number> {
    for (let node = this.#nodes.at(-1); node !== undefined; node = this.#nodes.at(-1)) {
      const found = this.#rootsUnder(node);
      this.#nodes.pop();
      this.#roots.push(...found.roots);
      this.#nodes.push(...found.kids);
    }
    this.#walk ??= new ReferenceWalk(this.#file, this.#roots);
    return this.#walk.all();
  }

  #rootsUnder(node: PdfObject): { readonly roots: readonly PdfObject[]; readonly kids: readonly PdfObject[] } {
    const nothing = { roots: [], kids: [] };
    if (node instanceof PdfRef && this.#seen.has(node.num)) return nothing;
    const dict = this.#file.resolve(node);
    if (!(dict instanceof PdfDict)) return nothing;
    const kids = dict.nameOf('Type') === 'Page' ? undefined : this.#file.array(dict.get('Kids'));
    const roots = kids ? valuesBeside(dict, NOT_OF_A_NODE) : this.#rootsOfPage(dict);
    if (node instanceof PdfRef) this.#seen.add(node.num);
    if (this.#seen.size > MAX_PAGE_NODES) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'pages', limit: MAX_PAGE_NODES });
    return { roots, kids: kids ?? [] };
  }

  #rootsOfPage(page: PdfDict): PdfObject[] {
    const annotations = (this.#file.array(page.get('Annots')) ?? []).flatMap((item) => {
      const annotation = this.#file.resolve(item);
      return annotation instanceof PdfDict ? drawnOfAnnotation(this.#file, annotation) : [item];
    });
    return [...valuesBeside(page, NOT_OF_A_PAGE), ...annotations];
  }
}

/** What drawing an annotation reads. A value that is a dictionary is a signature, which nothing draws. */
export function drawnOfAnnotation(file: PdfFile, annotation: PdfDict): PdfObject[] {
  const values = valuesBeside(annotation, NOT_OF_AN_ANNOTATION);
  const value = annotation.get('V');
  return file.dict(value) === undefined ? values : values.filter((item) => item !== value);
}

function valuesBeside(dict: PdfDict, ignored: ReadonlySet<string>): PdfObject[] {
  return [...dict.entries].flatMap(([key, value]) => (ignored.has(key) ? [] : [value]));
}
