import { PdfDict, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.ts';
import { BareAnnotations } from './bare-annotations.ts';
import { type RevisionStep } from './revision-step.ts';
import { changedKeys, sameObject } from './same-object.ts';

/**
 * What fields without an appearance are drawn with: /DA, /DR, /NeedAppearances of the form. Programs that sign add the first two
 * where nothing stood; that is allowed if nothing of before depends on them. They are never replaced.
 */
export function judgeDefaults(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  if (!sameObject(before.get('NeedAppearances') ?? false, after.get('NeedAppearances') ?? false)) {
    step.forbid('AcroForm/NeedAppearances');
  }
  const bare = new BareAnnotations(step.old, before);
  for (const [key, depth] of [
    ['DR', 2],
    ['DA', 0],
  ] as const) {
    judgeAdded(step, { before: before.get(key), after: after.get(key), path: [key], depth }, bare);
  }
}

interface Place {
  readonly before: PdfObject | undefined;
  readonly after: PdfObject | undefined;
  readonly path: readonly string[];
  /** How many levels of dictionaries may gain entries. */
  readonly depth: number;
}

function judgeAdded(step: RevisionStep, { before, after, path, depth }: Place, bare: BareAnnotations): void {
  const [own, other] = [step.old.resolve(before), step.new.resolve(after)];
  if (sameObject(before ?? null, after ?? null)) return;
  const where = `AcroForm/${path.join('/')}`;
  if (own === null || (own instanceof PdfStream && isDrawnByNoField(path))) {
    if (isSound(other, path) && !isNeeded(bare, path, other)) step.note('metadata', where);
    else step.forbid(where);
  } else if (depth === 0 || !(own instanceof PdfDict) || !(other instanceof PdfDict)) step.forbid(where);
  else {
    for (const key of changedKeys(own, other)) {
      const place = { before: own.get(key), after: other.get(key), path: [...path, key], depth: depth - 1 };
      judgeAdded(step, place, bare);
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

/** Whether what is added at a place of the form changes how something without an appearance is drawn. */
function isNeeded(bare: BareAnnotations, path: readonly string[], added: PdfObject): boolean {
  return path[0] === 'DA' ? bare.needDefault() : bare.name(namesAdded(path, added));
}

/** The names of the resources that an addition brings: itself, or what is in it. */
function namesAdded(path: readonly string[], added: PdfObject): string[] {
  const [, category, name] = path;
  if (name !== undefined) return [name];
  if (!(added instanceof PdfDict)) return [];
  if (category !== undefined) return [...added.entries.keys()];
  return [...added.entries.values()].flatMap((names) => (names instanceof PdfDict ? [...names.entries.keys()] : []));
}
