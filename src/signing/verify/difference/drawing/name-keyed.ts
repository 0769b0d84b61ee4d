import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../../../pdf/objects.ts';
import { referencesIn } from '../../../pdf/reader/references.ts';

/**
 * The keys under which a dictionary is interpreted by its own keys, none of which a rule lets change where that interpretation
 * draws. A target that is reached by other keys may be one whose keys are names that the file chooses: the resources of a
 * category, the procedures of a font, the states of an appearance.
 */
const READ_BY_OWN_KEYS: ReadonlySet<string> = new Set([
  'AcroForm',
  'Annots',
  'Data',
  'Dest',
  'Fields',
  'First',
  'IRT',
  'K',
  'Kids',
  'Last',
  'Next',
  'Obj',
  'OpenAction',
  'P',
  'Pages',
  'Parent',
  'ParentTree',
  'Pg',
  'Popup',
  'Prev',
  'Root',
  'StructTreeRoot',
]);

/**
 * The numbers that an object refers to from where the target's keys may be names of the file's choosing. What stands in an
 * array never is such a dictionary; of an array of contents all of it is drawn.
 */
export function nameKeyedTargets(object: PdfObject): number[] {
  const found: number[] = [];
  collect(object, found);
  return found;
}

function collect(object: PdfObject, found: number[]): void {
  if (Array.isArray(object)) {
    for (const item of object) if (!(item instanceof PdfRef)) collect(item, found);
  } else if (object instanceof PdfStream) collect(object.dict, found);
  else if (object instanceof PdfDict) {
    for (const [key, value] of object.entries) {
      if (key === 'Contents') found.push(...referencesIn(value));
      else if (!(value instanceof PdfRef)) collect(value, found);
      else if (!READ_BY_OWN_KEYS.has(key)) found.push(value.num);
    }
  }
}
