import { type PageGeometry, type PdfRectangle } from '../appearance-objects.ts';
import { errors } from './errors.ts';

/**
 * Where a stamp goes on the page *as it is seen*, in points (1/72 inch) from the lower left corner of the visible page:
 * a box; the top right corner (Decree 30: the organisation's signature on an annex or a copy); over the left third of a
 * signature that is already there, given as its `/Rect`, or of its picture, which takes `share(size)` of its width from the left;
 * or in the rectangle of the field that is being filled.
 */
export type Placement =
  | { readonly at: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly at: 'top-right'; readonly margin?: number }
  | { readonly at: 'over-signature'; readonly signature: PdfRectangle; readonly share?: (signature: Size) => number }
  | { readonly at: 'field' };

/** A width and a height in points as seen. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The annotation's `/Rect` and the appearance form's size and `/Matrix` that make the stamp stand upright in it. */
export interface PlacedStamp {
  readonly rect: PdfRectangle;
  readonly size: Size;
  readonly matrix: readonly [number, number, number, number, number, number];
  /** User space units to a point as seen. */
  readonly scale: number;
}

interface View extends Size {
  readonly left: number;
  readonly bottom: number;
  readonly userWidth: number;
  readonly userHeight: number;
  readonly unit: number;
  readonly rotate: PageGeometry['rotate'];
}

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const TOP_RIGHT_MARGIN_PT = 28.35;

/** Width and height of a page as it is seen, in points. */
export function seenSize(page: PageGeometry): Size {
  const { width, height } = viewOf(page);
  return { width, height };
}

/** The room that a placement gives a stamp, in points as seen, or nothing where the stamp may choose its own size. */
export function roomOf(page: PageGeometry, placement: Placement): Size | undefined {
  if (placement.at === 'box') return { width: placement.width, height: placement.height };
  if (placement.at === 'field') return toSeen(viewOf(page), fieldRectOf(page));
  return undefined;
}

/**
 * Places a stamp of a size (points as seen) on a page so that it appears upright and true to size whatever the page's
 * rotation, crop box, box offset and user unit (ISO 32000-1 12.5.5, algorithm "appearance streams"). A stamp that
 * would stick out is moved inside.
 *
 * @throws STAMP_OUTSIDE_PAGE when it is larger than the visible page, STAMP_WITHOUT_FIELD
 */
export function placeStamp(page: PageGeometry, placement: Placement, size: Size): PlacedStamp {
  const view = viewOf(page);
  if (placement.at === 'field') {
    const rect = fieldRectOf(page);
    return placed(view, toSeen(view, rect), rect);
  }
  const box = inside(view, boxFor(view, placement, size));
  return placed(view, box, toUser(view, box));
}

function fieldRectOf(page: PageGeometry): PdfRectangle {
  const rect = page.fieldRect && normalise(page.fieldRect);
  if (!rect || rect[0] === rect[2] || rect[1] === rect[3]) throw errors.STAMP_WITHOUT_FIELD();
  return rect;
}

function placed(view: View, { width, height }: Size, rect: PdfRectangle): PlacedStamp {
  const [w, h] = [width / view.unit, height / view.unit];
  const matrices = {
    0: [1, 0, 0, 1, 0, 0],
    90: [0, 1, -1, 0, h, 0],
    180: [-1, 0, 0, -1, w, h],
    270: [0, -1, 1, 0, 0, w],
  } as const;
  return { rect, size: { width: w, height: h }, matrix: matrices[view.rotate], scale: 1 / view.unit };
}

function boxFor(view: View, placement: Exclude<Placement, { at: 'field' }>, size: Size): Box {
  switch (placement.at) {
    case 'box':
      return { x: placement.x, y: placement.y, ...size };
    case 'top-right': {
      const margin = placement.margin ?? TOP_RIGHT_MARGIN_PT;
      return { x: view.width - margin - size.width, y: view.height - margin - size.height, ...size };
    }
    case 'over-signature': {
      const under = toSeen(view, placement.signature);
      const x = under.x + (under.width * (placement.share?.(under) ?? 1)) / 3 - size.width;
      return { x, y: under.y + (under.height - size.height) / 2, ...size };
    }
  }
}

function inside(view: View, box: Box): Box {
  if (!(box.width > 0 && box.height > 0) || box.width > view.width + 0.01 || box.height > view.height + 0.01) {
    const { width, height } = box;
    throw errors.STAMP_OUTSIDE_PAGE({ width, height, pageWidth: view.width, pageHeight: view.height });
  }
  const x = Math.max(0, Math.min(box.x, view.width - box.width));
  const y = Math.max(0, Math.min(box.y, view.height - box.height));
  return { ...box, x, y };
}

/** The visible page: the crop box within the media box, turned clockwise by `/Rotate` (ISO 32000-1 14.11.2.1). */
function viewOf(page: PageGeometry): View {
  const media = normalise(page.mediaBox);
  const [left, bottom, right, top] = intersection(media, normalise(page.cropBox)) ?? media;
  const unit = page.userUnit > 0 ? page.userUnit : 1;
  const { rotate } = page;
  const [userWidth, userHeight] = [right - left, top - bottom];
  const turned = rotate === 90 || rotate === 270;
  const width = (turned ? userHeight : userWidth) * unit;
  const height = (turned ? userWidth : userHeight) * unit;
  return { left, bottom, userWidth, userHeight, unit, rotate, width, height };
}

function toUser(view: View, box: Box): PdfRectangle {
  const [x1, y1] = pointToUser(view, box.x, box.y);
  const [x2, y2] = pointToUser(view, box.x + box.width, box.y + box.height);
  return normalise([x1, y1, x2, y2]);
}

function pointToUser(view: View, x: number, y: number): readonly [number, number] {
  const [dx, dy] = [x / view.unit, y / view.unit];
  const { left, bottom, userWidth, userHeight } = view;
  const points = {
    0: [left + dx, bottom + dy],
    90: [left + userWidth - dy, bottom + dx],
    180: [left + userWidth - dx, bottom + userHeight - dy],
    270: [left + dy, bottom + userHeight - dx],
  } as const;
  return points[view.rotate];
}

function toSeen(view: View, rect: PdfRectangle): Box {
  const [x1, y1, x2, y2] = normalise(rect);
  const corners = [pointToSeen(view, x1, y1), pointToSeen(view, x2, y2)] as const;
  const [left, bottom, right, top] = normalise([...corners[0], ...corners[1]]);
  return { x: left, y: bottom, width: right - left, height: top - bottom };
}

function pointToSeen(view: View, x: number, y: number): readonly [number, number] {
  const [ux, uy] = [(x - view.left) * view.unit, (y - view.bottom) * view.unit];
  const { width, height } = view;
  const points = {
    0: [ux, uy],
    90: [uy, height - ux],
    180: [width - ux, height - uy],
    270: [width - uy, ux],
  } as const;
  return points[view.rotate];
}

function intersection(a: PdfRectangle, b: PdfRectangle): PdfRectangle | undefined {
  const box: PdfRectangle = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function normalise([a, b, c, d]: PdfRectangle): PdfRectangle {
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
