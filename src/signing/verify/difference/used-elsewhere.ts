import { type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { referencesIn } from '../../pdf/reader/references.ts';

/**
 * Which of these objects a revision refers to from anywhere but the entries that belong to validation data and metadata:
 * the catalog's /DSS, /Extensions and /Metadata and the trailer's /Info. A file made for it can have one object serve there
 * and in a page at once; what may be changed as the one must not change the other.
 */
export function usedElsewhere(file: PdfFile, numbers: ReadonlySet<number>): number[] {
  if (numbers.size === 0) return [];
  const used = new Set<number>();
  const visited = new Set<number>();
  const todo: PdfObject[] = [file.trailer.with({ Root: undefined, Info: undefined }), catalogProper(file)];
  const root = [...file.trailer.entries].flatMap(([key, value]) => (key === 'Root' ? [value] : []));
  for (const num of root.flatMap(referencesIn)) visited.add(num);
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    for (const num of referencesIn(item)) {
      if (visited.has(num)) continue;
      visited.add(num);
      if (numbers.has(num)) used.add(num);
      todo.push(file.get(num));
    }
  }
  for (const section of file.sections) {
    for (const [, entry] of section.entries()) {
      if (entry.kind === 'compressed' && numbers.has(entry.container)) used.add(entry.container);
    }
  }
  return [...used];
}

function catalogProper(file: PdfFile): PdfDict {
  return file.catalog.with({ DSS: undefined, Extensions: undefined, Metadata: undefined });
}
