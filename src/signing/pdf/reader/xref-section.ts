import { type PdfDict } from '../objects.ts';

/** Where an object stands. Offsets count from the first byte of the file. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'compressed'; readonly container: number; readonly index: number };

export const FREE: XrefEntry = { kind: 'free' };

/** Whether two entries, perhaps of two revisions, say the same of where an object stands, so that it is the same bytes. */
export function sameEntry(a: XrefEntry | undefined, b: XrefEntry): boolean {
  if (a === b) return true;
  if (a?.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset && a.gen === b.gen;
  if (a?.kind === 'compressed') return b.kind === 'compressed' && a.container === b.container && a.index === b.index;
  return b.kind === 'free';
}

/** One cross-reference section: what one revision says of its objects (ISO 32000-1, 7.5.4, 7.5.8). */
export interface XrefSection {
  readonly kind: 'table' | 'stream' | 'hybrid';
  /** File offset of the section; -1 for one that was made by recovery. */
  readonly offset: number;
  /** File offset after what was read for it; infinite for one that was made by recovery. */
  readonly end: number;
  readonly trailer: PdfDict;
  /** One more than the highest object number it lists. */
  readonly size: number;
  /** What it says of this object, undefined when nothing. */
  find(num: number): XrefEntry | undefined;
  entries(): Iterable<readonly [number, XrefEntry]>;
  /** Of a hybrid section its table and its stream. */
  readonly parts?: readonly [XrefSection, XrefSection];
}

/** A section held in a map. */
export function mapSection(
  facts: Pick<XrefSection, 'kind' | 'offset' | 'end' | 'trailer'>,
  map: ReadonlyMap<number, XrefEntry>,
): XrefSection {
  let size = 0;
  for (const num of map.keys()) if (num >= size) size = num + 1;
  return { ...facts, size, find: (num) => map.get(num), entries: () => map };
}

/** A table with the stream its /XRefStm names: objects hidden from old readers are free in the table, real in the stream (7.5.8.4). */
export function hybridSection(table: XrefSection, stream: XrefSection): XrefSection {
  const unlessHidden = (num: number, plain: XrefEntry): XrefEntry => {
    if (plain.kind !== 'free') return plain;
    const hidden = stream.find(num);
    return hidden && hidden.kind !== 'free' ? hidden : plain;
  };
  return {
    kind: 'hybrid',
    parts: [table, stream],
    offset: table.offset,
    end: Math.max(table.end, stream.end),
    trailer: table.trailer,
    size: Math.max(table.size, stream.size),
    find(num) {
      const plain = table.find(num);
      return plain ? unlessHidden(num, plain) : stream.find(num);
    },
    *entries() {
      for (const [num, entry] of table.entries()) yield [num, unlessHidden(num, entry)] as const;
      for (const [num, entry] of stream.entries()) if (!table.find(num)) yield [num, entry] as const;
    },
  };
}

/** The same search, each answer kept: several revisions of a file ask the same. */
export function remembering(find: XrefSection['find']): XrefSection['find'] {
  const known = new Map<number, XrefEntry | undefined>();
  return (num) => {
    const kept = known.get(num);
    if (kept || known.has(num)) return kept;
    const found = find(num);
    known.set(num, found);
    return found;
  };
}

/** A run of consecutive object numbers. */
export interface NumberRun {
  readonly first: number;
  readonly count: number;
}

/** Finds the run that holds a number, in time that a file of a million runs cannot stretch. */
export function runFinder<R extends NumberRun>(runs: readonly R[]): (num: number) => R | undefined {
  const sorted = [...runs].sort((a, b) => a.first - b.first);
  return (num) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const run = sorted[middle];
      if (run && run.first > num) high = middle;
      else low = middle + 1;
    }
    const run = sorted[low - 1];
    return run && num < run.first + run.count ? run : undefined;
  };
}
