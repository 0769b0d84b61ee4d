import { PdfDict, PdfName, type PdfObject, PdfReal, PdfRef, PdfString } from '../../../src/signing/pdf/objects.ts';

/** An object as PDF text, for revisions written by hand. */
export function writeObject(object: PdfObject): string {
  if (object instanceof PdfRef) return `${object.num} ${object.gen} R`;
  if (object instanceof PdfName) return `/${object.name}`;
  if (object instanceof PdfString) return `<${Buffer.from(object.raw).toString('hex')}>`;
  if (object instanceof PdfReal) return object.text;
  if (Array.isArray(object)) return `[${object.map(writeObject).join(' ')}]`;
  if (object instanceof PdfDict) {
    return `<< ${[...object.entries].map(([key, value]) => `/${key} ${writeObject(value)}`).join(' ')} >>`;
  }
  if (object === null || typeof object !== 'object') return String(object);
  throw new Error('only plain objects can be written');
}
