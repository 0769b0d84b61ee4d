import { PdfDict, PdfStream, type PdfObject, PdfRef } from '../../pdf/objects.ts';
import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { type XrefEntry } from '../../pdf/reader/xref-section.ts';
import { sameEntry } from '../document/revisions.ts';
import { type Change } from '../report.ts';
import { sameObject } from './same-object.ts';

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
  readonly changes: Change[] = [];
  readonly #explained = new Set<number>();

  constructor(old: PdfFile, later: PdfFile) {
    this.old = old;
    this.new = later;
    for (const num of touchedNumbers(old, later)) this.#sort(num);
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

  #sort(num: number): void {
    const before = this.old.locate(num);
    const after = this.new.locate(num);
    if (!after || sameEntry(before, after)) return;
    if (after.kind === 'free') {
      if (before && before.kind !== 'free') this.forbid(`${num} 0 R freed`);
      return;
    }
    if (!this.#standsInStep(after)) this.forbid(`${num} 0 R moved to signed bytes`);
    if (!before || before.kind === 'free') this.added.add(num);
    else if (!this.#unchanged(num)) this.overridden.add(num);
  }

  /** An object of the step must stand in the bytes that the step appended, not point back into what was signed. */
  #standsInStep(entry: XrefEntry): boolean {
    if (entry.kind === 'offset') return entry.offset >= this.old.size;
    if (entry.kind !== 'compressed') return true;
    const container = this.new.locate(entry.container);
    return container?.kind === 'offset' && container.offset >= this.old.size;
  }

  #unchanged(num: number): boolean {
    const [before, after] = [this.old.get(num), this.new.get(num)];
    if (!(before instanceof PdfStream) || !(after instanceof PdfStream)) return sameObject(before, after);
    if (isXrefStream(before) && isXrefStream(after)) return true;
    if (!sameObject(before.dict, after.dict)) return false;
    return Buffer.compare(this.old.rawStream(before), this.new.rawStream(after)) === 0;
  }
}

function isXrefStream({ dict }: PdfStream): boolean {
  return dict.nameOf('Type') === 'XRef';
}

function touchedNumbers(old: PdfFile, later: PdfFile): Set<number> {
  const touched = new Set<number>();
  const added = later.sections.length - old.sections.length;
  for (const section of later.sections.slice(0, added)) for (const [num] of section.entries()) touched.add(num);
  touched.delete(0);
  return touched;
}

/** The dictionary in an old and a new object; undefined unless both are dictionaries and no streams. */
export function dictPair(step: RevisionStep, num: number): readonly [PdfDict, PdfDict] | undefined {
  const [before, after] = [step.old.get(num), step.new.get(num)];
  return before instanceof PdfDict && after instanceof PdfDict ? [before, after] : undefined;
}
