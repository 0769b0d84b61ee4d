import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { referencesIn } from '../../pdf/reader/references.ts';
import { type PdfObject } from '../../pdf/objects.ts';
import { mayReferTo } from './may-refer.ts';

/**
 * The numbers that the revisions so far refer to without having such an object. An object added under one of them later
 * would come to show in what was signed (the "hide" of a shadow attack), so that no later revision may use these numbers.
 */
export class Gaps {
  readonly #first: PdfFile;
  readonly #since = new Set<number>();
  #dangling: ReadonlySet<number> | undefined;

  /** @param first the first signed revision */
  constructor(first: PdfFile) {
    this.#first = first;
  }

  /** Those of the numbers that fill a gap. */
  filledBy(added: ReadonlySet<number>): number[] {
    if (!this.#dangling && mayReferTo(this.#first, added)) this.#dangling = danglingReferences(this.#first);
    return [...added].filter((num) => this.#since.has(num) || this.#dangling?.has(num));
  }

  /** Takes in what the objects that a later revision touched refer to in vain. */
  widen(file: PdfFile, touched: Iterable<number>): void {
    for (const num of touched) {
      for (const target of referencesIn(file.get(num))) if (isMissing(file, target)) this.#since.add(target);
    }
  }
}

/** Every number that the objects of a file, as far as the trailer leads to them, refer to in vain. */
function danglingReferences(file: PdfFile): Set<number> {
  const dangling = new Set<number>();
  const visited = new Set<number>();
  const todo: PdfObject[] = [file.trailer];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    for (const num of referencesIn(item)) {
      if (visited.has(num)) continue;
      visited.add(num);
      if (isMissing(file, num)) dangling.add(num);
      else todo.push(file.get(num));
    }
  }
  return dangling;
}

function isMissing(file: PdfFile, num: number): boolean {
  const entry = file.locate(num);
  return !entry || entry.kind === 'free';
}
