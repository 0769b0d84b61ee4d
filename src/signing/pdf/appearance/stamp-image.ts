import { asBuffer } from '../../bytes/as-buffer.ts';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { errors } from './errors.ts';
import { type ImageMask, imageMask, type MaskKind } from './image-mask.ts';
import { RecentResults } from './recent-results.ts';

/** A picture ready to be written as image XObjects: deflated 8-bit RGB, and what of it is see-through where anything is. */
export interface StampImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
  readonly mask?: ImageMask;
}

const MAX_PIXELS = 16_000_000;
const IHDR_END = 33;
const images = new RecentResults<StampImage>(64);

/**
 * Reads a PNG (any colour type, with transparency), once per picture, mask and process.
 *
 * @throws STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE (above 16 megapixels)
 */
export function readStampImage(png: Uint8Array, mask: MaskKind = 'soft'): StampImage {
  const id = `${createHash('sha256').update(png).digest('hex')}-${mask}`;
  return images.get(id, () => toStampImage(decode(png), id, mask));
}

/** What a picture is before anything is signed with it. */
export interface StampImageFacts {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What it adds to each file that is signed with it. */
  readonly drawnBytes: number;
}

/**
 * Reads a PNG through, as signing with it would.
 *
 * @throws STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE (above `maxPixels`, and 16 megapixels in any case)
 */
export function inspectStampImage(png: Uint8Array, maxPixels: number = MAX_PIXELS): StampImageFacts {
  const { width, height, rgb, mask } = toStampImage(decode(png, Math.min(maxPixels, MAX_PIXELS)), '', 'soft');
  return { width, height, drawnBytes: rgb.length + (mask?.data.length ?? 0) };
}

function decode(png: Uint8Array, limit: number = MAX_PIXELS): PNG {
  const bytes = asBuffer(png);
  if (bytes.length < IHDR_END || bytes.toString('latin1', 12, 16) !== 'IHDR') throw errors.STAMP_IMAGE_UNREADABLE();
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === 0 || height === 0) throw errors.STAMP_IMAGE_UNREADABLE();
  if (width * height > limit) throw errors.STAMP_IMAGE_TOO_LARGE({ width, height, limit });
  try {
    return PNG.sync.read(bytes);
  } catch (cause) {
    throw errors.STAMP_IMAGE_UNREADABLE({}, cause);
  }
}

function toStampImage({ data, width, height }: PNG, id: string, kind: MaskKind): StampImage {
  const pixels = width * height;
  const source = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const rgb = Buffer.allocUnsafe(pixels * 3);
  const alpha = Buffer.allocUnsafe(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const opacity = source.getUint8(pixel * 4 + 3);
    for (let channel = 0; channel < 3; channel++) {
      const value = source.getUint8(pixel * 4 + channel);
      rgb[pixel * 3 + channel] = kind === 'soft' ? value : onWhite(value, opacity);
    }
    alpha[pixel] = opacity;
  }
  const mask = imageMask(kind, { alpha, width });
  return { id, width, height, rgb: deflateSync(rgb), ...(mask && { mask }) };
}

function onWhite(value: number, opacity: number): number {
  return Math.round((value * opacity + 255 * (255 - opacity)) / 255);
}
