import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../objects.ts';

/** Adds the numbers of all objects that an object refers to; streams' dictionaries included, other objects not entered. */
function collectReferences(object: PdfObject | undefined, found: number[]): void {
  if (object instanceof PdfRef) found.push(object.num);
  else if (Array.isArray(object)) for (const item of object) collectReferences(item, found);
  else if (object instanceof PdfDict) for (const value of object.entries.values()) collectReferences(value, found);
  else if (object instanceof PdfStream) collectReferences(object.dict, found);
}

/** The numbers of all objects that an object refers to. */
export function referencesIn(object: PdfObject | undefined): number[] {
  const found: number[] = [];
  collectReferences(object, found);
  return found;
}
