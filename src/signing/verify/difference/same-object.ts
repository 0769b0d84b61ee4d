import {
  numberValue,
  PdfDict,
  PdfName,
  type PdfObject,
  PdfReal,
  PdfRef,
  PdfStream,
  PdfString,
} from '../../pdf/objects.ts';

/** Whether two objects are the same as written; references are the same when they name the same object. */
export function sameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (a instanceof PdfRef) return b instanceof PdfRef && a.num === b.num && a.gen === b.gen;
  if (a instanceof PdfName) return b instanceof PdfName && a.name === b.name;
  if (a instanceof PdfString) return b instanceof PdfString && Buffer.compare(a.bytes, b.bytes) === 0;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameObject(item, b[i]));
  if (a instanceof PdfDict) return b instanceof PdfDict && changedKeys(a, b).length === 0;
  if (a instanceof PdfStream) return b instanceof PdfStream && a.start === b.start;
  if (a instanceof PdfReal || b instanceof PdfReal)
    return numberValue(a) !== undefined && numberValue(a) === numberValue(b);
  return false;
}

/** The keys under which two dictionaries differ, leaving out those in `ignoring`. */
export function changedKeys(a: PdfDict, b: PdfDict, ignoring: ReadonlySet<string> = new Set()): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].filter((key) => !ignoring.has(key) && !sameObject(a.get(key) ?? null, b.get(key) ?? null));
}

/** Every reference inside an object, streams' dictionaries included, other objects not entered. */
export function* referencesIn(object: PdfObject): Generator<PdfRef> {
  const todo: PdfObject[] = [object];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (item instanceof PdfRef) yield item;
    else if (Array.isArray(item)) todo.push(...item);
    else if (item instanceof PdfDict) todo.push(...item.entries.values());
    else if (item instanceof PdfStream) todo.push(item.dict);
  }
}
