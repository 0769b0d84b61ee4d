import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type PageGeometry, type SignatureAppearance } from '../../../src/signing/pdf/appearance-objects.ts';
import { type Stamp, stampMaker } from '../../../src/signing/pdf/appearance/index.ts';
import { readStampImage } from '../../../src/signing/pdf/appearance/stamp-image.ts';
import { a4 } from './page-with-stamps.ts';
import { handwriting, seal } from './pictures.ts';

/** A page of a file that would not be PDF/A any more with transparency on it. */
const archival: PageGeometry = { ...a4, transparency: 'forbidden' };
const placement = { at: 'box', x: 10, y: 10, width: 200, height: 80 } as const;
const stamps: readonly Stamp['content'][] = [
  { kind: 'person', name: 'Nguyễn Thị Ngọc Ẩn', duty: 'Hiệu trưởng', image: handwriting() },
  { kind: 'initials', letters: 'NA', image: handwriting() },
  { kind: 'seal', image: seal() },
  { kind: 'compact', name: 'Nguyễn Thị Ngọc Ẩn' },
];

/** A picture of red pixels with these opacities. */
function picture(rows: readonly (readonly number[])[]): Buffer {
  const png = new PNG({ width: rows[0]?.length ?? 0, height: rows.length });
  png.data.set(rows.flat().flatMap((opacity) => [255, 0, 0, opacity]));
  return PNG.sync.write(png);
}

/** Every dictionary, and what the form draws. */
function text({ objects, form }: SignatureAppearance): string {
  const entries = objects.flatMap((object) => object.entries).filter((piece) => typeof piece === 'string');
  return [...entries, Buffer.from(objects[form]?.stream ?? []).toString('latin1')].join(' ');
}

describe('a picture on a page that may hold no transparency', () => {
  const bitsOf = (rows: readonly (readonly number[])[]): number[] | undefined => {
    const { mask } = readStampImage(picture(rows), 'stencil');
    if (mask) expect(mask.kind).toBe('stencil');
    return mask && [...inflateSync(mask.data)];
  };

  it('is cut out by an explicit mask of one bit a pixel', () => {
    const { objects } = stampMaker({ content: { kind: 'seal', image: seal(10) }, placement })(archival);
    const [mask, image] = objects;
    expect(mask?.entries).toEqual([
      expect.stringMatching(/\/Width 10 \/Height 10 .*\/BitsPerComponent 1 \/ImageMask true$/),
    ]);
    expect(image?.entries).toContainEqual(' /Mask ');
    expect(inflateSync(mask?.stream ?? Buffer.alloc(0))).toHaveLength(20);
  });

  it('is painted where it is at least half opaque, each row from a new byte on', () => {
    const row = [255, 128, 127, 0, 255, 0, 255, 255, 0];
    expect(bitsOf([row, row.toReversed()])).toEqual([0b00110100, 0b10000000, 0b10010110, 0]);
  });

  it('does not vanish when it is pale all over', () => {
    expect(bitsOf([[80, 40, 39, 0]])).toEqual([0b00110000]);
  });

  it('is not painted at all where nothing of it can be seen', () => {
    expect(bitsOf([[0, 0, 0]])).toEqual([0b11100000]);
  });

  it.each([[[[255, 255]]], [[[200, 255]]]])('needs no mask when all of it is painted: %j', (rows) => {
    expect(bitsOf(rows)).toBeUndefined();
  });

  it('has the colours it would have on white', () => {
    const { rgb } = readStampImage(picture([[255, 128, 0]]), 'stencil');
    expect([...inflateSync(rgb)]).toEqual([255, 0, 0, 255, 127, 127, 255, 255, 255]);
  });

  it('goes without any mask when the caller wants it on white', () => {
    for (const content of stamps) {
      expect(text(stampMaker({ content, placement, flatten: true })(archival))).not.toContain('Mask');
    }
  });

  it.each(stamps)('is no transparency by any other means either, in a $kind stamp', (content) => {
    const drawn = text(stampMaker({ content, placement })(archival));
    expect(drawn).not.toMatch(/\/(SMask|Group|ExtGState|BM|CA|ca)\b|\bgs\n/);
  });
});
