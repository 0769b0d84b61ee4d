import { type SigningItemDocument, type StampWish } from '../approvals/index.ts';
import { type PageGeometry, type SignatureOptions, stampMaker } from '../signing/index.ts';

/** In points (1/72 inch) as seen. */
const STAMP = { width: 122, height: 58, margin: 36, gap: 6 } as const;

/** The visible part of a signature, where the request asked for one: stamps of later steps stand beside earlier ones. */
export function stampFor(
  item: Pick<SigningItemDocument, 'appearance' | 'step'>,
  shown: { readonly name: string; readonly duty: string; readonly time: Date },
): Pick<SignatureOptions, 'appearance' | 'page'> {
  const wish = item.appearance;
  if (!wish) return {};
  return {
    page: wish.page > 0 ? wish.page - 1 : wish.page,
    appearance: (page) => {
      const placement = { at: 'box', ...boxOf(page, wish.place, item.step.index), ...size } as const;
      return stampMaker({ content: { kind: 'compact', ...shown }, placement })(page);
    },
  };
}

const size = { width: STAMP.width, height: STAMP.height };

function boxOf(page: PageGeometry, place: StampWish['place'], step: number): { x: number; y: number } {
  const [width, height] = seenSize(page);
  const along = step * (STAMP.width + STAMP.gap);
  const left = STAMP.margin + along;
  const right = width - STAMP.margin - STAMP.width - along;
  const x = place === 'bottomLeft' ? left : right;
  return { x, y: place === 'topRight' ? height - STAMP.margin - STAMP.height : STAMP.margin };
}

/** Width and height of the visible page, in points. */
function seenSize({ cropBox, rotate, userUnit }: PageGeometry): readonly [number, number] {
  const [left, bottom, right, top] = cropBox;
  const [width, height] = [Math.abs(right - left) * userUnit, Math.abs(top - bottom) * userUnit];
  return rotate % 180 === 0 ? [width, height] : [height, width];
}
