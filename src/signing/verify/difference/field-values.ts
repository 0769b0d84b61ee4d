import { numberValue, PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.ts';
import { type RevisionStep } from './revision-step.ts';
import { changedKeys } from './same-object.ts';

type Check = (value: PdfObject) => boolean;

const isText: Check = (value) => value instanceof PdfString;
const isPlainDict: Check = (value) => value instanceof PdfDict;

/** What the entries of a field that may change must be (ISO 32000-1, tables 164, 188, 220); by another type it could be something else too. */
const TYPES: Readonly<Record<string, Check>> = {
  AP: isPlainDict,
  AS: (value) => value instanceof PdfName,
  DA: isText,
  F: (value) => numberValue(value) !== undefined,
  I: (value) => Array.isArray(value),
  Kids: (value) => Array.isArray(value),
  Lock: isPlainDict,
  M: isText,
  MK: isPlainDict,
  NM: isText,
  T: isText,
  V: (value) => !(value instanceof PdfStream) || !value.dict.entries.has('Subtype'),
};

/** Whether each entry of a field that a step changed is of the type that it must be; one that went is as good. */
export function hasSoundTypes(step: RevisionStep, pair: readonly [PdfDict, PdfDict]): boolean {
  return changedKeys(...pair).every((key) => {
    const value = step.new.resolve(pair[1].get(key));
    return value === null || TYPES[key]?.(value) === true;
  });
}
