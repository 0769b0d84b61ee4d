import { PdfDict, type PdfObject } from '../objects.ts';

/** Follows references. */
interface Resolver {
  resolve(object: PdfObject | undefined): PdfObject;
}

const MAX_DEPTH = 2;

/** A dictionary with the references in it resolved, three levels deep; anything else as it is. */
export function plainValues<T extends PdfObject>(file: Resolver, object: T, depth = 0): T {
  if (!(object instanceof PdfDict) || depth > MAX_DEPTH) return object;
  const plain = new PdfDict();
  for (const [key, value] of object.entries) plain.entries.set(key, plainValues(file, file.resolve(value), depth + 1));
  return plain as PdfDict & T;
}
