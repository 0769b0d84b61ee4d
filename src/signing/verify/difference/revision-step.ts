import { PdfDict, PdfStream, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import { signatureFields } from '../../pdf/reader/fields.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { sameEntry, type XrefEntry, type XrefSection } from '../../pdf/reader/xref-section.ts';
import { type Change } from '../report.ts';
import { DrawnObjects } from './drawing/drawn-objects.ts';
import { isAmbiguous, sameObject } from './same-object.ts';
import { sameBytes } from '../../bytes/same-bytes.ts';

/**
 * One step from a revision to a later one: which objects it overrode and which it added, what is explained of that so far,
 * and what the rules found. Whatever no rule explains is forbidden in the end.
 */
export class RevisionStep {
  readonly old: PdfFile;
  readonly new: PdfFile;
  /** Numbers that stood for an object before and stand for a different one now. */
  readonly overridden = new Set<number>();
  /** Numbers that stood for nothing before. */
  readonly added = new Set<number>();
  /** Widgets of signatures made in this step: they may be added to a page. */
  readonly newWidgets = new Set<number>();
  /** What was judged as validation data or metadata and changed in place: it must serve as nothing else. */
  readonly owned = new Set<number>();
  /** Appearances of filled fields that were written anew under their own number. */
  readonly redrawn = new Set<number>();
  /** The cross-reference sections that the step appended. */
  readonly sections: readonly XrefSection[];
  /** What each of them lists. */
  readonly listed: readonly ReadonlyMap<number, XrefEntry>[];
  readonly changes: Change[] = [];
  readonly #explained = new Set<number>();
  #signatures: ReadonlySet<number> | undefined;
  #drawn: ReadonlySet<number> | undefined;

  constructor(old: PdfFile, later: PdfFile) {
    this.old = old;
    this.new = later;
    this.sections = later.sections.slice(0, later.sections.length - old.sections.length);
    this.listed = this.sections.map((section) => this.#listedIn(section));
    const numbers = new Set<number>();
    for (const listed of this.listed) for (const num of listed.keys()) numbers.add(num);
    for (const num of numbers) this.#sort(num);
  }

  /** Says that a rule has judged what became of this object. */
  explain(num: number): void {
    this.#explained.add(num);
  }

  /**
   * The same for the object behind an entry, where the entry still names the same object. Where it names another, the old
   * one may live on in some other place, so that its change stays unexplained.
   */
  explainKept(before: PdfObject | undefined, after: PdfObject | undefined): void {
    if (after instanceof PdfRef && sameObject(before ?? null, after)) this.#explained.add(after.num);
  }

  /** As `explainKept`, for an object that must serve as nothing else. */
  explainOwned(before: PdfObject | undefined, after: PdfObject | undefined): void {
    this.explainKept(before, after);
    if (after instanceof PdfRef && this.overridden.has(after.num)) this.owned.add(after.num);
  }

  /** Numbers of the signature fields that a walk of the later form finds signed. */
  get signatures(): ReadonlySet<number> {
    this.#signatures ??= new Set(
      signatureFields(this.new).flatMap(({ ref, signature }) => (ref && signature ? [ref.num] : [])),
    );
    return this.#signatures;
  }

  /** What drawing the pages of before reads, by number: see `DrawnObjects`. */
  get drawnBefore(): ReadonlySet<number> {
    return (this.#drawn ??= new DrawnObjects(this.old).all());
  }

  isExplained(num: number): boolean {
    return this.#explained.has(num);
  }

  unexplained(): number[] {
    return [...this.overridden].filter((num) => !this.#explained.has(num));
  }

  note(kind: Change['kind'], where: string): void {
    if (!this.changes.some((change) => change.kind === kind && change.where === where))
      this.changes.push({ kind, where });
  }

  forbid(where: string): void {
    this.note('forbidden', where);
  }

  /**
   * What a section lists. Readers differ in which of two places of a number counts, so that there must be but one, also
   * where a table and a stream stand side by side.
   */
  #listedIn(section: XrefSection): ReadonlyMap<number, XrefEntry> {
    const listed = new Map<number, XrefEntry>();
    for (const part of section.parts ?? [section]) {
      for (const [num, entry] of part.entries()) {
        const other = listed.get(num);
        if (other && !sameEntry(other, entry)) this.forbid(`${num} 0 R listed twice`);
        listed.set(num, entry);
      }
    }
    return listed;
  }

  #sort(num: number): void {
    const before = this.old.locate(num);
    const after = this.new.locate(num);
    if (!after || sameEntry(before, after)) return;
    if (after.kind === 'free') {
      this.forbid(`${num} 0 R freed`);
      return;
    }
    if (num === 0) this.forbid('0 0 R in use');
    if (!this.#standsInStep(after)) this.forbid(`${num} 0 R moved to signed bytes`);
    if (!before || before.kind === 'free') this.added.add(num);
    else this.#compare(num, generationOf(before) === generationOf(after));
  }

  #compare(num: number, sameGeneration: boolean): void {
    if (!sameGeneration) this.forbid(`${num} 0 R of another generation`);
    if (isAmbiguous(this.new.get(num))) this.forbid(`${num} 0 R may be read in two ways`);
    if (this.#isXrefStream(num)) this.owned.add(num);
    else if (!this.#unchanged(num)) this.overridden.add(num);
  }

  /** An object of the step must stand in the bytes that the step appended, not point back into what was signed. */
  #standsInStep(entry: XrefEntry): boolean {
    const place = entry.kind === 'compressed' ? this.new.locate(entry.container) : entry;
    return place?.kind === 'offset' && place.offset >= this.old.size;
  }

  /** Some programs give each new cross-reference stream the number of the last one. */
  #isXrefStream(num: number): boolean {
    return [this.old, this.new].every((file) => {
      const entry = file.locate(num);
      return entry?.kind === 'offset' && file.sections.some(({ offset }) => offset === entry.offset);
    });
  }

  #unchanged(num: number): boolean {
    const [before, after] = [this.old.get(num), this.new.get(num)];
    if (!(before instanceof PdfStream) || !(after instanceof PdfStream)) return sameObject(before, after);
    if (!sameObject(before.dict, after.dict)) return false;
    return sameBytes(this.old.rawStream(before), this.new.rawStream(after));
  }
}

function generationOf(entry: XrefEntry): number {
  return entry.kind === 'offset' ? entry.gen : 0;
}

/** The dictionary in an old and a new object; undefined unless both are dictionaries and no streams. */
export function dictPair(step: RevisionStep, num: number): readonly [PdfDict, PdfDict] | undefined {
  const [before, after] = [step.old.get(num), step.new.get(num)];
  return before instanceof PdfDict && after instanceof PdfDict ? [before, after] : undefined;
}
