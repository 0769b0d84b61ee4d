import { pdfErrors } from '../errors.ts';
import { MAX_INSPECTED_OBJECTS, MAX_TREE_DEPTH } from '../limits.ts';
import { PdfDict, PdfName, type PdfArray, type PdfObject, PdfRef, PdfString } from '../objects.ts';
import { type FormField } from './fields.ts';
import { type PdfPage } from './pages.ts';
import { type PdfFile } from './pdf-file.ts';
import { type Structure } from './structure.ts';

/** What the actions of a file can do beyond showing it. */
export interface ActionFacts {
  readonly javascript: boolean;
  readonly launch: boolean;
  /** Sends what is filled in, or takes data in, from elsewhere. */
  readonly submits: boolean;
  /** Opens another file: beside it, in a share of the network. */
  readonly opensFiles: boolean;
  /** Plays sounds, films or models. */
  readonly plays: boolean;
  /** A file hangs on an annotation. */
  readonly attached: boolean;
}

const SUBMITTING: ReadonlySet<string> = new Set(['SubmitForm', 'ImportData']);
const OPENING: ReadonlySet<string> = new Set(['GoToR', 'GoToE']);
const PLAYING: ReadonlySet<string> = new Set([
  '3D',
  'GoTo3DView',
  'Movie',
  'Rendition',
  'RichMedia',
  'RichMediaExecute',
  'Screen',
  'Sound',
]);
/** An address that leads to a file: of the machine, or of a share of its network. */
const FILE_ADDRESS = /^\s*(?:file:|\\\\|\/\/[^/])/i;

/**
 * Looks through every place that holds actions (ISO 32000-1, 12.6): the catalog, its script names, the outline, pages,
 * annotations and fields. A search that stops for bytes that are not there yet is run again, and passes over what it is done with.
 */
export class ActionSearch {
  /** What the search was made for; it is of no use once the file is read in another way. */
  readonly structure: Structure;
  readonly #file: PdfFile;
  #javascript = false;
  #launch = false;
  #submits = false;
  #opensFiles = false;
  #plays = false;
  #attached = false;
  /** Numbers of annotations, fields and outline items that were looked through with all their actions. */
  readonly #done = new Set<number>();
  readonly #doneLists = new WeakSet<PdfArray>();
  /** What this run came upon. */
  #entered = new Set<number>();
  #visits = 0;

  constructor(file: PdfFile) {
    this.#file = file;
    this.structure = file.structure;
  }

  /** @throws PDF_LIMIT_EXCEEDED */
  run(pages: readonly PdfPage[], fields: readonly FormField[]): ActionFacts {
    [this.#entered, this.#visits] = [new Set(), 0];
    const { catalog } = this.#file;
    this.#visitAction(catalog.get('OpenAction'), 0);
    this.#visitTriggers(catalog.get('AA'));
    if (this.#file.dict(this.#file.dict(catalog.get('Names'))?.get('JavaScript'))) this.#javascript = true;
    this.#visitOutline(this.#file.dict(catalog.get('Outlines'))?.get('First'));
    for (const { dict } of pages) {
      this.#visitTriggers(dict.get('AA'));
      this.#visitList(dict.get('Annots'));
    }
    for (const { ref, dict } of fields) {
      this.#visitHolder(ref ?? dict);
      this.#visitList(dict.get('Kids'));
    }
    return {
      javascript: this.#javascript,
      launch: this.#launch,
      submits: this.#submits,
      opensFiles: this.#opensFiles,
      plays: this.#plays,
      attached: this.#attached,
    };
  }

  /** Annotations of a page, widgets of a field. Lists that several share are gone through once. */
  #visitList(object: PdfObject | undefined): void {
    const list = this.#file.array(object);
    if (!list || this.#doneLists.has(list)) return;
    for (const item of list) this.#visitHolder(item);
    this.#doneLists.add(list);
  }

  /** An annotation, field or outline item: /A, /PA and /AA. */
  #visitHolder(object: PdfObject): void {
    if (!this.#enter(object)) return;
    const holder = this.#file.dict(object instanceof PdfRef ? this.#file.get(object.num, 'drop') : object);
    if (holder) {
      const kind = this.#nameIn(holder, 'Subtype');
      if (PLAYING.has(kind)) this.#plays = true;
      if (kind === 'FileAttachment') this.#attached = true;
      this.#visitAction(holder.get('A'), 0);
      this.#visitAction(holder.get('PA'), 0);
      this.#visitTriggers(holder.get('AA'));
    }
    if (object instanceof PdfRef) this.#done.add(object.num);
  }

  #visitTriggers(object: PdfObject | undefined): void {
    for (const action of this.#file.dict(object)?.entries.values() ?? []) this.#visitAction(action, 0);
  }

  #visitAction(object: PdfObject | undefined, depth: number): void {
    if (object === undefined || depth > MAX_TREE_DEPTH || !this.#enter(object)) return;
    const action = this.#file.resolve(object);
    if (!(action instanceof PdfDict)) return;
    const name = this.#nameIn(action, 'S');
    if (name === 'JavaScript' || action.entries.has('JS')) this.#javascript = true;
    if (name === 'Launch') this.#launch = true;
    if (SUBMITTING.has(name)) this.#submits = true;
    if (PLAYING.has(name)) this.#plays = true;
    if (OPENING.has(name) || (name === 'URI' && this.#leadsToFile(action))) this.#opensFiles = true;
    const next = this.#file.resolve(action.get('Next'));
    for (const item of Array.isArray(next) ? next : [action.get('Next')]) this.#visitAction(item, depth + 1);
  }

  #leadsToFile(action: PdfDict): boolean {
    const address = this.#file.resolve(action.get('URI'));
    return address instanceof PdfString && FILE_ADDRESS.test(address.text);
  }

  #nameIn(dict: PdfDict, key: string): string {
    const value = this.#file.resolve(dict.get(key));
    return value instanceof PdfName ? value.name : '';
  }

  #visitOutline(first: PdfObject | undefined): void {
    const waiting = [first];
    const visited = new Set<number>();
    while (waiting.length > 0) {
      const object = waiting.pop();
      if (!(object instanceof PdfRef) || visited.has(object.num)) continue;
      visited.add(object.num);
      const item = this.#file.dict(object);
      this.#visitHolder(object);
      waiting.push(item?.get('Next'), item?.get('First'));
    }
  }

  /** False for an object that was visited before. */
  #enter(object: PdfObject): boolean {
    this.#visits += 1;
    if (this.#visits > MAX_INSPECTED_OBJECTS) {
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'actions and annotations', limit: MAX_INSPECTED_OBJECTS });
    }
    if (!(object instanceof PdfRef)) return true;
    if (this.#done.has(object.num) || this.#entered.has(object.num)) return false;
    this.#entered.add(object.num);
    return true;
  }
}
