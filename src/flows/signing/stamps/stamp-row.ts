import { type PageBox } from '../../../approvals/index.ts';
import { type Size } from '../../../signing/index.ts';

/** A rectangle on a page as it is seen, in points from the lower left corner. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** One stamp of a row: its natural width, and whether the seal will stand over its left third. */
export interface Column {
  readonly kind: 'full' | 'initials';
  readonly underSeal: boolean;
}

/** In points. The band ends below 20 mm, where the text of an A4 page by Decree 30 may begin. */
const BAND = { side: 28, bottom: 14, height: 42 } as const;
const NATURAL = {
  full: { width: 122, height: 85 },
  initials: { width: 54, height: 28 },
} as const;
const GAP = 6;
/** Room to the left of what the seal covers: for two thirds and more of the seal with its text, for the seal alone, or none. */
const SEAL_ROOM = [186, 88, 0] as const;
/** A stamp that is smaller than this part of its natural width needs the seal's room more than the seal. */
const NARROW = 0.75;

/** The band in which the stamps of a chain stand: what the record type says, else the bottom margin. */
export function bandOf(page: Size, placement?: PageBox): Box {
  if (placement) return placement;
  const side = Math.min(BAND.side, page.width * 0.04);
  return {
    x: side,
    y: Math.min(BAND.bottom, page.height * 0.024),
    width: page.width - 2 * side,
    height: Math.min(BAND.height, page.height * 0.1),
  };
}

/**
 * Boxes for all stamps of a chain side by side, in the order in which they are signed, so that the last one stands on the right,
 * where the person of the highest duty signs on paper. They shrink where they are too many.
 */
export function rowOf(band: Box, columns: readonly Column[]): Box[] {
  const gap = Math.min(GAP, band.width * 0.01);
  const natural = columns.reduce((sum, { kind }) => sum + NATURAL[kind].width, 0);
  const scaleWith = (room: number) => (band.width - gap * (columns.length - 1) - room) / natural;
  const sealed = columns.some(({ underSeal }) => underSeal);
  const room = (sealed ? SEAL_ROOM : [0]).find((each) => scaleWith(each) >= NARROW) ?? 0;
  const scale = Math.min(1, scaleWith(room));
  let right = band.x + band.width;
  const boxes = columns.toReversed().map(({ kind, underSeal }) => {
    const width = NATURAL[kind].width * scale;
    const height = Math.min(band.height, NATURAL[kind].height);
    const box = { x: right - width, y: band.y, width, height };
    right -= width + gap + (underSeal ? room : 0);
    return box;
  });
  return boxes.reverse();
}
