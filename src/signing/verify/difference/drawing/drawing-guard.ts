import { type PdfFile } from '../../../pdf/reader/pdf-file.ts';
import { type PdfObject } from '../../../pdf/objects.ts';
import { type Companion } from '../../../pdf/reader/may-refer.ts';
import { type RevisionStep } from '../revision-step.ts';
import { DrawnObjects } from './drawn-objects.ts';
import { nameKeyedTargets } from './name-keyed.ts';

/**
 * Keeps what drawing reads from being changed under the name of something that may change. A file can be prepared so that one
 * object is both: a page's resources and the page tree, contents and annotations. The quick look finds what may be read in
 * two ways, over all revisions; only for those is it walked what the pages draw.
 */
export class DrawingGuard implements Companion {
  readonly #first: PdfFile;
  readonly #file: PdfFile;
  #touched: ReadonlySet<number> | undefined;
  #isBlind = false;
  /** Targets of references by which their keys may be names that the file chooses. */
  readonly #nameKeyed = new Set<number>();
  readonly #drawn = new Map<PdfFile, DrawnObjects>();

  /** @param first the first signed revision of `file` */
  constructor(first: PdfFile, file: PdfFile) {
    this.#first = first;
    this.#file = file;
  }

  readonly isWanted = (num: number): boolean => (this.#touched ??= numbersAfter(this.#first, this.#file)).has(num);

  readonly visit = (object: PdfObject): void => {
    for (const num of nameKeyedTargets(object)) this.#nameKeyed.add(num);
  };

  readonly miss = (): void => {
    this.#isBlind = true;
  };

  /**
   * What a step overrode although the pages of before draw with it. `allowed` are drawings that a rule lets be replaced; what
   * must serve as nothing else at all is judged apart.
   */
  overdrawn(step: RevisionStep, allowed: ReadonlySet<number>): number[] {
    const suspects = [...step.overridden].filter(
      (num) =>
        (this.#isBlind || this.#nameKeyed.has(num)) &&
        step.isExplained(num) &&
        !step.owned.has(num) &&
        !allowed.has(num),
    );
    if (suspects.length === 0) return [];
    const drawn = this.#drawnBy(step.old);
    return suspects.filter((num) => drawn.has(num));
  }

  /** Takes in what the objects that a later revision touched refer to. */
  widen(file: PdfFile, touched: Iterable<number>): void {
    for (const num of touched) for (const target of nameKeyedTargets(file.get(num))) this.#nameKeyed.add(target);
  }

  #drawnBy(file: PdfFile): ReadonlySet<number> {
    let drawn = this.#drawn.get(file);
    if (!drawn) this.#drawn.set(file, (drawn = new DrawnObjects(file)));
    return drawn.all();
  }
}

/** The numbers that the sections of `file` after those of `first` list. */
function numbersAfter(first: PdfFile, file: PdfFile): Set<number> {
  const numbers = new Set<number>();
  for (const section of file.sections.slice(0, -first.sections.length)) {
    for (const [num] of section.entries()) numbers.add(num);
  }
  return numbers;
}
