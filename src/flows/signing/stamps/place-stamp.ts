import { type CornerWish } from '../../../approvals/index.ts';
import {
  type FieldPlace,
  type PageGeometry,
  type PdfRectangle,
  pictureShareOf,
  placeStamp,
  type PlaceChooser,
  seenSize,
  type StampContent,
  stampMaker,
} from '../../../signing/index.ts';
import { bandOf, type Box, type Column, rowOf } from './stamp-row.ts';
import { styleOf, type StampSubject } from './stamp-subject.ts';

/** Where a signature goes and how it is drawn. */
export type StampPlace = ReturnType<PlaceChooser>;

/** In points as seen, of a stamp in a corner. */
const CORNER = { width: 122, height: 58, margin: 36, gap: 6 } as const;
/** Rows above each other that are tried where the first is taken. */
const ROWS = 3;

/** Index of a page that counts from 1, or from the end when it is negative. */
export function pageIndex(page: number): number {
  return page > 0 ? page - 1 : page;
}

/** In a corner of a page, beside the stamps of earlier steps. */
export function inCorner(wish: CornerWish, step: number, content: StampContent): StampPlace {
  return {
    page: pageIndex(wish.page),
    appearance: (page) => {
      const { width, height } = seenSize(page);
      const along = step * (CORNER.width + CORNER.gap);
      const x = wish.place === 'bottomLeft' ? CORNER.margin + along : width - CORNER.margin - CORNER.width - along;
      const y = wish.place === 'topRight' ? height - CORNER.margin - CORNER.height : CORNER.margin;
      return inBox({ x, y, width: CORNER.width, height: CORNER.height }, content)(page);
    },
  };
}

/** In a box; the seal keeps its actual size and stands in its lower left corner. */
export function inBox({ x, y, width, height }: Box, content: StampContent) {
  return stampMaker({ content, placement: { at: 'box', x, y, width, height } });
}

/** In the row of the chain's stamps, in the step's own place if that is free, else in another. */
export function inRow(subject: StampSubject, fields: readonly FieldPlace[], content: StampContent): StampPlace {
  const { placement } = subject.type ?? {};
  return {
    page: placement ? pageIndex(placement.page) : -1,
    appearance: (page) => {
      const boxes = candidates(rowOf(bandOf(seenSize(page), placement), columnsOf(subject)), ownColumn(subject));
      const taken = shownOn(page, fields);
      const rectOf = (box: Box) => placeStamp(page, { at: 'box', ...box }, box).rect;
      const free = boxes.find((box) => isOnPage(page, box) && !taken.some((rect) => overlap(rect, rectOf(box))));
      const [own] = boxes;
      if (!own) throw new Error('a step that has no place in its own chain');
      return inBox(free ?? own, content)(page);
    },
  };
}

/** Over the left third of a signature's picture; without its text where that would cover the stamp of somebody else. */
export function overSignature(
  fields: readonly FieldPlace[],
  under: Required<FieldPlace>,
  { full, bare }: { readonly full: StampContent; readonly bare: StampContent },
): StampPlace {
  const { page: index, rect: signature } = under.shown;
  const placement = { at: 'over-signature', signature, share: pictureShareOf } as const;
  const draw = (content: StampContent) => stampMaker({ content, placement });
  const others = fields.filter((field) => field !== under);
  return {
    page: index,
    appearance: (page) => {
      const drawn = draw(full)(page);
      const covers = shownOn(page, others).some((rect) => overlap(rect, drawn.rect));
      return covers ? draw(bare)(page) : drawn;
    },
  };
}

/** At the top right of the first page, as Decree 30 has the organisation's signature without a picture. */
export function atTopRight(content: StampContent): StampPlace {
  return { page: 0, appearance: stampMaker({ content, placement: { at: 'top-right' } }) };
}

/** The last signature of a person, initials left out, that is seen in the document. */
export function lastSeenPerson(
  { signatures }: Pick<StampSubject, 'signatures'>,
  fields: readonly FieldPlace[],
): Required<FieldPlace> | undefined {
  const seen = signatures
    .filter(({ kind }) => kind === 'sign')
    .map(({ fieldName }) => fields.find(({ name }) => name === fieldName));
  return seen.findLast((field): field is Required<FieldPlace> => field?.shown !== undefined);
}

/** The steps that have a stamp in the row. By Decree 30 the seal stands over the last signature and needs none. */
function rowSteps(subject: StampSubject) {
  const hasSealInRow = styleOf(subject) !== 'nd30';
  return subject.steps.filter(
    ({ kind, state }) => state !== 'skipped' && kind !== 'approve' && (kind !== 'seal' || hasSealInRow),
  );
}

function columnsOf(subject: StampSubject): Column[] {
  const steps = rowSteps(subject);
  const isDecree = styleOf(subject) === 'nd30';
  const last = isDecree && subject.steps.some(({ kind }) => kind === 'seal') && steps.findLast(isSign);
  return steps.map((step) => ({
    kind: isDecree && step.kind === 'initial' ? 'initials' : 'full',
    underSeal: step === last,
  }));
}

function isSign({ kind }: { readonly kind: string }): boolean {
  return kind === 'sign';
}

function ownColumn(subject: StampSubject): number {
  return rowSteps(subject).findIndex(({ index }) => index === subject.item.step.index);
}

/** The own box, then the others of its row from the nearest on, then those of the rows above. */
function candidates(row: readonly Box[], own: number): Box[] {
  const order = row.map((box, at) => ({ box, far: Math.abs(at - own) })).sort((a, b) => a.far - b.far);
  return Array.from({ length: ROWS }, (_, up) =>
    order.map(({ box }) => ({ ...box, y: box.y + up * (box.height + CORNER.gap) })),
  ).flat();
}

function isOnPage(page: PageGeometry, { y, height }: Box): boolean {
  return y + height <= seenSize(page).height;
}

function shownOn(page: PageGeometry, fields: readonly FieldPlace[]): PdfRectangle[] {
  return fields.flatMap(({ shown }) => (shown?.page === page.index ? [shown.rect] : []));
}

/** Touching is no overlap. */
function overlap(a: PdfRectangle, b: PdfRectangle): boolean {
  const touch = 0.1;
  return Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > touch && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > touch;
}
