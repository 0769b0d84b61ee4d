import { asBuffer } from '../../bytes/as-buffer.ts';
import { MAX_TREE_DEPTH } from '../../pdf/limits.ts';
import { PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.ts';
import { walkFields } from '../../pdf/reader/fields.ts';
import { walkPages } from '../../pdf/reader/pages.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';

/** What is drawn by its /DA where it has no appearance (ISO 32000-1, 12.5.6.6 and 12.7.3.3). */
const DRAWN_BY_DEFAULTS: ReadonlySet<string | undefined> = new Set(['Widget', 'FreeText']);

/**
 * What a revision draws by the form's defaults: widgets and free texts that have no appearance, in the form or on a page alone.
 * Read as widely as any viewer may read: a text names what its bytes name, whatever encoding they claim.
 */
export class BareAnnotations {
  readonly #file: PdfFile;
  readonly #form: PdfDict;
  /** The texts of /DA by which they are drawn; undefined for one that has none but the form's. */
  #texts: ReadonlySet<string | undefined> | undefined;

  constructor(file: PdfFile, form: PdfDict) {
    this.#file = file;
    this.#form = form;
  }

  /** Whether one of them has no /DA but that of the form. */
  needDefault(): boolean {
    return this.#all().has(undefined);
  }

  /** Whether one of them is drawn with a resource of one of these names. */
  name(names: readonly string[]): boolean {
    const general = this.#textOf(this.#form.get('DA')) ?? '';
    return [...this.#all()].some((text) => names.some((name) => (text ?? general).includes(`/${name}`)));
  }

  #all(): ReadonlySet<string | undefined> {
    if (this.#texts) return this.#texts;
    const texts = new Set<string | undefined>();
    for (const text of this.#ofFields()) texts.add(text);
    for (const text of this.#ofPages()) texts.add(text);
    return (this.#texts = texts);
  }

  *#ofFields(): Generator<string | undefined> {
    const inherited = new Map<string, string | undefined>();
    for (const field of walkFields(this.#file)) {
      const parent = field.name.slice(0, Math.max(0, field.name.lastIndexOf('.')));
      const own = this.#textOf(field.dict.get('DA')) ?? inherited.get(parent);
      inherited.set(field.name, own);
      if (!field.terminal || field.type === 'Sig') continue;
      for (const widget of this.#widgetsOf(field.dict)) {
        if (this.#isBare(widget)) yield this.#textOf(widget.get('DA')) ?? own;
      }
    }
  }

  /** By the pages: a widget is drawn where it stands on one, whether the form lists it or not. */
  *#ofPages(): Generator<string | undefined> {
    for (const { dict } of walkPages(this.#file)) {
      for (const item of this.#file.array(dict.get('Annots')) ?? []) {
        const annotation = this.#file.dict(item);
        if (!annotation || !DRAWN_BY_DEFAULTS.has(annotation.nameOf('Subtype'))) continue;
        if (this.#inherited(annotation, 'FT') !== 'Sig' && this.#isBare(annotation)) {
          yield this.#inherited(annotation, 'DA');
        }
      }
    }
  }

  /** Whether no stream is there to draw it. Of a button's states one is enough: the others show nothing. */
  #isBare(annotation: PdfDict): boolean {
    if (this.#file.resolve(this.#form.get('NeedAppearances')) === true) return true;
    const normal = this.#file.resolve(this.#file.dict(annotation.get('AP'))?.get('N'));
    const states = normal instanceof PdfDict ? [...normal.entries.values()] : [normal];
    return !states.some((state) => this.#file.resolve(state) instanceof PdfStream);
  }

  #widgetsOf(field: PdfDict): PdfDict[] {
    const kids = (this.#file.array(field.get('Kids')) ?? []).flatMap((kid) => this.#file.dict(kid) ?? []);
    return kids.length > 0 ? kids : [field];
  }

  /** The text or name of an entry, own or of the nearest parent that has it. */
  #inherited(dict: PdfDict, key: string): string | undefined {
    let at: PdfDict | undefined = dict;
    for (let depth = 0; at && depth < MAX_TREE_DEPTH; depth++) {
      const value = this.#file.resolve(at.get(key));
      if (value !== null) return value instanceof PdfName && key === 'FT' ? value.name : this.#textOf(value);
      at = this.#file.dict(at.get('Parent'));
    }
    return undefined;
  }

  /** The bytes of a text, its names read as ISO 32000-1, 7.3.5 says: `#` and two digits are a byte. */
  #textOf(object: PdfObject | undefined): string | undefined {
    const value = this.#file.resolve(object);
    if (value instanceof PdfName) return `/${value.name}`;
    if (!(value instanceof PdfString)) return undefined;
    return asBuffer(value.bytes)
      .toString('latin1')
      .replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  }
}
