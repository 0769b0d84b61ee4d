import { PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.ts';
import { walkFields } from '../../pdf/reader/fields.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';

/**
 * What fields without an appearance are drawn with: /DA, /DR, /NeedAppearances of the form. Programs that sign add the first two
 * where nothing stood; that is allowed if no field of before depends on them. They are never replaced.
 */
export function judgeDefaults(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  if (!sameObject(before.get('NeedAppearances') ?? false, after.get('NeedAppearances') ?? false)) {
    step.forbid('AcroForm/NeedAppearances');
  }
  const dependants = new Dependants(step.old, before);
  for (const [key, depth] of [
    ['DR', 2],
    ['DA', 0],
  ] as const) {
    judgeAdded(step, { before: before.get(key), after: after.get(key), path: [key], depth }, dependants);
  }
}

interface Place {
  readonly before: PdfObject | undefined;
  readonly after: PdfObject | undefined;
  readonly path: readonly string[];
  /** How many levels of dictionaries may gain entries. */
  readonly depth: number;
}

function judgeAdded(step: RevisionStep, { before, after, path, depth }: Place, dependants: Dependants): void {
  const [own, other] = [step.old.resolve(before), step.new.resolve(after)];
  if (sameObject(before ?? null, after ?? null)) return;
  const where = `AcroForm/${path.join('/')}`;
  if (own === null || (own instanceof PdfStream && isDrawnByNoField(path))) {
    if (isSound(other, path) && !dependants.need(path, other)) step.note('metadata', where);
    else step.forbid(where);
  } else if (depth === 0 || !(own instanceof PdfDict) || !(other instanceof PdfDict)) step.forbid(where);
  else {
    for (const key of changedKeys(own, other)) {
      const place = { before: own.get(key), after: other.get(key), path: [...path, key], depth: depth - 1 };
      judgeAdded(step, place, dependants);
    }
  }
}

/** /DA has operators for text and colours alone, none that draws an XObject (ISO 32000-1 12.7.3.3); Acrobat replaces one with each stamp. */
function isDrawnByNoField(path: readonly string[]): boolean {
  return path[0] === 'DR' && path[1] === 'XObject' && path.length > 2;
}

/** /DA is a text; resources and each of their categories are dictionaries. */
function isSound(value: PdfObject, path: readonly string[]): boolean {
  if (path[0] === 'DA') return value instanceof PdfString;
  return path.length > 2 || value instanceof PdfDict;
}

/** The names of the resources that an addition brings: itself, or what is in it. */
function namesAdded(path: readonly string[], added: PdfObject): string[] {
  const [, category, name] = path;
  if (name !== undefined) return [name];
  if (!(added instanceof PdfDict)) return [];
  if (category !== undefined) return [...added.entries.keys()];
  return [...added.entries.values()].flatMap((names) => (names instanceof PdfDict ? [...names.entries.keys()] : []));
}

/** The fields of a revision that are drawn without an appearance of their own. */
class Dependants {
  readonly #file: PdfFile;
  readonly #form: PdfDict;
  #texts: readonly (string | undefined)[] | undefined;

  constructor(file: PdfFile, form: PdfDict) {
    this.#file = file;
    this.#form = form;
  }

  /** Whether what is added at a place of the form changes how one of them is drawn. */
  need(path: readonly string[], added: PdfObject): boolean {
    this.#texts ??= this.#defaultsOfBare();
    if (path[0] === 'DA') return this.#texts.includes(undefined);
    const general = this.#textOf(this.#form.get('DA')) ?? '';
    const names = namesAdded(path, added);
    return this.#texts.some((text) => names.some((name) => (text ?? general).includes(`/${name}`)));
  }

  /** The /DA of each field that is drawn by it; undefined for one that has none but the form's. */
  #defaultsOfBare(): (string | undefined)[] {
    const drawsAll = this.#form.get('NeedAppearances') === true;
    const found: (string | undefined)[] = [];
    const inherited = new Map<string, string | undefined>();
    for (const field of walkFields(this.#file)) {
      const parent = field.name.slice(0, Math.max(0, field.name.lastIndexOf('.')));
      const own = this.#textOf(field.dict.get('DA')) ?? inherited.get(parent);
      inherited.set(field.name, own);
      if (!field.terminal || field.type === 'Sig') continue;
      for (const widget of this.#widgetsOf(field.dict)) {
        if (drawsAll || !widget.entries.has('AP')) found.push(this.#textOf(widget.get('DA')) ?? own);
      }
    }
    return found;
  }

  #widgetsOf(field: PdfDict): PdfDict[] {
    const kids = (this.#file.array(field.get('Kids')) ?? []).flatMap((kid) => this.#file.dict(kid) ?? []);
    return kids.length > 0 ? kids : [field];
  }

  #textOf(object: PdfObject | undefined): string | undefined {
    const value = this.#file.resolve(object);
    if (value instanceof PdfString) return value.text;
    return value instanceof PdfName ? `/${value.name}` : undefined;
  }
}
