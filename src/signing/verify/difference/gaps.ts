import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { reachableNumbers, referencesIn } from '../../pdf/reader/references.ts';
import { mayReferTo } from './may-refer.ts';

/**
 * The numbers that the revisions so far refer to without having such an object. An object added under one of them later
 * would come to show in what was signed (the "hide" of a shadow attack), so that no later revision may use these numbers.
 */
export class Gaps {
  readonly #first: PdfFile;
  readonly #file: PdfFile;
  readonly #since = new Set<number>();
  /** Numbers for which an object was found; a step that frees one is forbidden for that. */
  readonly #present = new Set<number>();
  #dangling: ReadonlySet<number> | undefined;

  /** @param first the first signed revision of `file` */
  constructor(first: PdfFile, file: PdfFile) {
    this.#first = first;
    this.#file = file;
  }

  /** Those of the numbers that fill a gap. */
  filledBy(added: ReadonlySet<number>): number[] {
    const dangling = (this.#dangling ??= danglingInto(this.#first, this.#file));
    return [...added].filter((num) => dangling.has(num) || this.#since.has(num));
  }

  /** Takes in what the objects that a later revision touched refer to in vain. */
  widen(file: PdfFile, touched: Iterable<number>): void {
    for (const num of touched) {
      for (const target of referencesIn(file.get(num))) {
        if (this.#present.has(target)) continue;
        (isMissing(file, target) ? this.#since : this.#present).add(target);
      }
    }
  }
}

/** The gaps of a revision, as far as later sections of the file could fill them; most files are told to have none at a glance. */
function danglingInto(first: PdfFile, file: PdfFile): ReadonlySet<number> {
  const added = new Set<number>();
  for (const section of file.sections.slice(0, -first.sections.length)) {
    for (const [num] of section.entries()) if (isMissing(first, num)) added.add(num);
  }
  return mayReferTo(first, added) ? danglingReferences(first) : new Set();
}

/** Every number that the objects of a file, as far as the trailer leads to them, refer to in vain. */
function danglingReferences(file: PdfFile): Set<number> {
  return new Set([...reachableNumbers(file, [file.trailer])].filter((num) => isMissing(file, num)));
}

function isMissing(file: PdfFile, num: number): boolean {
  const entry = file.locate(num);
  return !entry || entry.kind === 'free';
}
