import { describe, expect, it } from 'vitest';
import { type PageGeometry, type PdfRectangle } from '../../../src/signing/pdf/appearance-objects.ts';
import { pictureShareOf } from '../../../src/signing/pdf/appearance/layout-stamp.ts';
import { type Placement, placeStamp } from '../../../src/signing/pdf/appearance/placement.ts';
import { a4 } from './page-with-stamps.ts';

type Point = readonly [number, number];

/** Where a point of the form lands on the page, by the algorithm of ISO 32000-1 12.5.5. */
function landsAt({ rect, size, matrix }: ReturnType<typeof placeStamp>, [x, y]: Point): Point {
  const [a, b, c, d, e, f] = matrix;
  const move = ([px, py]: Point): Point => [a * px + c * py + e, b * px + d * py + f];
  const corners = (
    [
      [0, 0],
      [size.width, 0],
      [0, size.height],
      [size.width, size.height],
    ] as const
  ).map(move);
  const left = Math.min(...corners.map(([px]) => px));
  const bottom = Math.min(...corners.map(([, py]) => py));
  const scaleX = (rect[2] - rect[0]) / (Math.max(...corners.map(([px]) => px)) - left);
  const scaleY = (rect[3] - rect[1]) / (Math.max(...corners.map(([, py]) => py)) - bottom);
  const [mx, my] = move([x, y]);
  return [rect[0] + (mx - left) * scaleX, rect[1] + (my - bottom) * scaleY];
}

/** Where a reader shows a point of user space, in points from the lower left corner of the visible page. */
function seenAt(page: PageGeometry, [x, y]: Point): Point {
  const [left, bottom, right, top] = page.cropBox;
  const [dx, dy] = [(x - left) * page.userUnit, (y - bottom) * page.userUnit];
  const [width, height] = [(right - left) * page.userUnit, (top - bottom) * page.userUnit];
  if (page.rotate === 90) return [dy, width - dx];
  if (page.rotate === 180) return [width - dx, height - dy];
  if (page.rotate === 270) return [height - dy, dx];
  return [dx, dy];
}

const box: Placement = { at: 'box', x: 40, y: 60, width: 120, height: 50 };
const boxes: readonly PdfRectangle[] = [
  [0, 0, 595, 842],
  [0, 0, 842, 595],
  [-100, 50, 495, 892],
  [120, 140, 500, 700],
];
const pages = boxes.flatMap((cropBox) =>
  ([0, 90, 180, 270] as const).flatMap((rotate) =>
    [1, 2.5].map((userUnit): PageGeometry => ({ ...a4, mediaBox: [-200, 0, 900, 900], cropBox, rotate, userUnit })),
  ),
);

describe('placeStamp', () => {
  it('refuses a stamp that is larger than the page', () => {
    expect(() => placeStamp(a4, { ...box, width: 600 }, { width: 600, height: 50 })).toThrow(
      expect.objectContaining({ code: 'STAMP_OUTSIDE_PAGE' }),
    );
  });

  it.each([
    [0, 10],
    [10, 0],
    [Number.NaN, 10],
    [-5, 10],
  ])('refuses a stamp of %d by %d points', (width, height) => {
    expect(() => placeStamp(a4, box, { width, height })).toThrow(
      expect.objectContaining({ code: 'STAMP_OUTSIDE_PAGE' }),
    );
  });

  it('refuses to stand in a field that has no rectangle', () => {
    const size = { width: 10, height: 10 };
    expect(() => placeStamp(a4, { at: 'field' }, size)).toThrow(
      expect.objectContaining({ code: 'STAMP_WITHOUT_FIELD' }),
    );
    expect(() => placeStamp({ ...a4, fieldRect: [5, 5, 5, 5] }, { at: 'field' }, size)).toThrow(
      expect.objectContaining({ code: 'STAMP_WITHOUT_FIELD' }),
    );
  });

  it.each(pages)('stands upright and true to size where it is asked to, on %j', (page) => {
    const stamp = placeStamp(page, box, { width: 120, height: 50 });
    const unit = 1 / page.userUnit;
    for (const [formPoint, seen] of [
      [
        [0, 0],
        [40, 60],
      ],
      [
        [120 * unit, 0],
        [160, 60],
      ],
      [
        [0, 50 * unit],
        [40, 110],
      ],
    ] as const) {
      const [x, y] = seenAt(page, landsAt(stamp, formPoint));
      expect(x).toBeCloseTo(seen[0], 6);
      expect(y).toBeCloseTo(seen[1], 6);
    }
  });

  it.each(pages)('puts the top right stamp in the top right corner as seen, on %j', (page) => {
    const stamp = placeStamp(page, { at: 'top-right', margin: 20 }, { width: 100, height: 24 });
    const turned = page.rotate % 180 !== 0;
    const [left, bottom, right, top] = page.cropBox;
    const width = (turned ? top - bottom : right - left) * page.userUnit;
    const height = (turned ? right - left : top - bottom) * page.userUnit;
    const [x, y] = seenAt(page, landsAt(stamp, [stamp.size.width, stamp.size.height]));
    expect(x).toBeCloseTo(width - 20, 6);
    expect(y).toBeCloseTo(height - 20, 6);
  });

  it.each(([0, 90, 180, 270] as const).map((rotate) => ({ ...a4, rotate })))(
    'covers the left third of the signature with the seal, on %j',
    (page) => {
      const person = placeStamp(
        page,
        { at: 'box', x: 300, y: 300, width: 150, height: 60 },
        { width: 150, height: 60 },
      );
      const seal = placeStamp(page, { at: 'over-signature', signature: person.rect }, { width: 102, height: 102 });
      const [right, top] = seenAt(page, landsAt(seal, [102, 102]));
      expect(right).toBeCloseTo(300 + 150 / 3, 6);
      expect(top).toBeCloseTo(300 + 30 + 51, 6);
    },
  );

  it.each([
    [{ width: 150, height: 60 }, 150 * 0.42],
    [{ width: 100, height: 60 }, 100],
  ])('covers the left third of the picture alone where that shares a stamp of %j with its text', (size, picture) => {
    const person = placeStamp(a4, { at: 'box', x: 300, y: 300, ...size }, size);
    const over = { at: 'over-signature', signature: person.rect, share: pictureShareOf } as const;
    const { rect } = placeStamp(a4, over, { width: 102, height: 102 });
    expect(rect[2]).toBeCloseTo(300 + picture / 3, 6);
  });

  it('fills the rectangle of the field, whichever corners it names', () => {
    const stamp = placeStamp(
      { ...a4, rotate: 90, fieldRect: [200, 300, 150, 100] },
      { at: 'field' },
      { width: 1, height: 1 },
    );
    expect(stamp.rect).toEqual([150, 100, 200, 300]);
    expect(stamp.size).toEqual({ width: 200, height: 50 });
  });

  it('moves a stamp that would stick out back onto the page', () => {
    const stamp = placeStamp(a4, { at: 'box', x: 580, y: -20, width: 100, height: 50 }, { width: 100, height: 50 });
    expect(stamp.rect).toEqual([495, 0, 595, 50]);
  });

  it('takes a user unit that makes no sense for 1/72 inch', () => {
    const size = { width: 120, height: 50 };
    expect(placeStamp({ ...a4, userUnit: 0 }, box, size)).toEqual(placeStamp(a4, box, size));
  });

  it('keeps a margin from the top right corner where none is asked for', () => {
    const { rect } = placeStamp(a4, { at: 'top-right' }, { width: 100, height: 24 });
    expect([595 - rect[2], 842 - rect[3]]).toEqual([expect.closeTo(28.35, 6), expect.closeTo(28.35, 6)]);
  });

  it('uses the media box where the crop box lies outside of it', () => {
    const stamp = placeStamp({ ...a4, cropBox: [2000, 2000, 2100, 2100] }, box, { width: 120, height: 50 });
    expect(stamp.rect).toEqual([40, 60, 160, 110]);
  });
});
