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
import { sameBytes } from '../../bytes/same-bytes.ts';

/** Whether two objects are the same as written; references are the same when they name the same object. */
export function sameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (a instanceof PdfRef) return b instanceof PdfRef && a.num === b.num && a.gen === b.gen;
  if (a instanceof PdfName) return b instanceof PdfName && a.name === b.name;
  if (a instanceof PdfString) return b instanceof PdfString && sameBytes(a.bytes, b.bytes);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameObject(item, b[i]));
  if (a instanceof PdfDict) return b instanceof PdfDict && changedKeys(a, b).length === 0;
  return sameNumber(a, b);
}

const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** Whether two numbers are the same; of what is spelled as no number should be (`4-5`), readers make different numbers. */
function sameNumber(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  const value = numberValue(a);
  if (value === undefined || value !== numberValue(b)) return false;
  const [own, other] = [spelling(a), spelling(b)];
  return own === other || (PLAIN_NUMBER.test(own) && PLAIN_NUMBER.test(other));
}

function spelling(number: PdfObject | undefined): string {
  return number instanceof PdfReal ? number.text : String(numberValue(number));
}

/** Whether something in an object can be read in two ways: a key that occurs twice, a part that makes no sense. */
export function isAmbiguous(object: PdfObject): boolean {
  const todo: PdfObject[] = [object];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (Array.isArray(item)) todo.push(...item);
    else if (item instanceof PdfStream) todo.push(item.dict);
    else if (item instanceof PdfDict) {
      if (item.duplicateKeys || item.malformed) return true;
      todo.push(...item.entries.values());
    }
  }
  return false;
}

const NONE: ReadonlySet<string> = new Set();

/** The keys under which two dictionaries differ, leaving out those in `ignoring`. */
export function changedKeys(a: PdfDict, b: PdfDict, ignoring: ReadonlySet<string> = NONE): string[] {
  const changed: string[] = [];
  if (a === b) return changed;
  let shared = 0;
  a.entries.forEach((value, key) => {
    const other = b.get(key);
    if (other !== undefined) shared += 1;
    if (!sameObject(value, other ?? null) && !ignoring.has(key)) changed.push(key);
  });
  if (shared === b.entries.size) return changed;
  b.entries.forEach((value, key) => {
    if (value !== null && !a.entries.has(key) && !ignoring.has(key)) changed.push(key);
  });
  return changed;
}
