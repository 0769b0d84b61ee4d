import { type PdfDict } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { ReferenceWalk } from '../../pdf/reader/reference-walk.ts';
import { referencesIn } from '../../pdf/reader/references.ts';

/**
 * Which of these objects a revision refers to from anywhere but the entries that belong to validation data and metadata:
 * the catalog's /DSS, /Extensions and /Metadata and the trailer's /Info. A file made for it can have one object serve there
 * and in a page at once; what may be changed as the one must not change the other.
 */
export function usedElsewhere(file: PdfFile, numbers: ReadonlySet<number>): number[] {
  if (numbers.size === 0) return [];
  const from = [file.trailer.with({ Root: undefined, Info: undefined }), catalogProper(file)];
  const reached = new ReferenceWalk(file, from, referencesIn(file.trailer.get('Root'))).all();
  const used = new Set([...reached].filter((num) => numbers.has(num)));
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
