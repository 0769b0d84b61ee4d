import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { referencesIn } from '../../pdf/reader/references.ts';
import { type Companion, ReferenceSearch } from '../../pdf/reader/may-refer.ts';

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
  readonly #companion: Companion | undefined;
  #search: ReferenceSearch | undefined;
  #dangling: ReadonlySet<number> | undefined;

  /**
   * @param first the first signed revision of `file`
   * @param companion goes along when the objects of the first revision are looked through
   */
  constructor(first: PdfFile, file: PdfFile, companion?: Companion) {
    this.#first = first;
    this.#file = file;
    this.#companion = companion;
  }

  /** Looks for the gaps of the first revision, once; of a file that is read by ranges nothing else need be repeated for it. */
  look(): ReadonlySet<number> {
    return (this.#dangling ??= this.#danglingAtFirst());
  }

  /** Those of the numbers that fill a gap. */
  filledBy(added: ReadonlySet<number>): number[] {
    const dangling = this.look();
    return [...added].filter((num) => dangling.has(num) || this.#since.has(num));
  }

  /** The gaps of the first revision, as far as later ones could fill them. */
  #danglingAtFirst(): ReadonlySet<number> {
    if (!this.#search) {
      const added = addedNumbers(this.#first, this.#file);
      this.#search = new ReferenceSearch(this.#first, (num) => added.has(num), this.#companion);
    }
    return this.#search.found();
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

/** The numbers of the objects that the sections of `file` after those of `first` add to it. */
function addedNumbers(first: PdfFile, file: PdfFile): Set<number> {
  const added = new Set<number>();
  for (const section of file.sections.slice(0, -first.sections.length)) {
    for (const [num] of section.entries()) if (isMissing(first, num)) added.add(num);
  }
  return added;
}

function isMissing(file: PdfFile, num: number): boolean {
  const entry = file.locate(num);
  return !entry || entry.kind === 'free';
}
