import { PdfDict, type PdfObject, PdfRef, PdfStream } from '../objects.ts';
import { type PdfFile } from './pdf-file.ts';

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

/** The number of every object that these lead to, each once, there or not; those in `passed` and what only they lead to are left out. */
export function* reachableNumbers(
  file: PdfFile,
  from: readonly PdfObject[],
  passed: Iterable<number> = [],
): Generator<number> {
  const visited = new Set(passed);
  const todo = [...from];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    for (const num of referencesIn(item)) {
      if (visited.has(num)) continue;
      visited.add(num);
      yield num;
      todo.push(file.get(num));
    }
  }
}
