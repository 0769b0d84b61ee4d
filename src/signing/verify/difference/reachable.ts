import { type PdfObject, type PdfRef } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { referencesIn } from './same-object.ts';

/**
 * The numbers that a revision refers to without having such an object. An object added under one of them later would
 * come to show in what was signed (the "hide" of a shadow attack), so that no later revision may use these numbers.
 */
export function danglingReferences(file: PdfFile): Set<number> {
  const dangling = new Set<number>();
  const visited = new Set<number>();
  const todo: PdfObject[] = [file.trailer];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    for (const { num } of referencesIn(item)) {
      if (visited.has(num)) continue;
      visited.add(num);
      const entry = file.locate(num);
      if (!entry || entry.kind === 'free') dangling.add(num);
      else todo.push(file.get(num));
    }
  }
  return dangling;
}

/** Adds what the objects of a step refer to without it being there. */
export function addDangling(dangling: Set<number>, file: PdfFile, touched: Iterable<number>): void {
  for (const num of touched) {
    for (const ref of referencesIn(file.get(num))) if (isMissing(file, ref)) dangling.add(ref.num);
  }
}

function isMissing(file: PdfFile, { num }: PdfRef): boolean {
  const entry = file.locate(num);
  return !entry || entry.kind === 'free';
}
