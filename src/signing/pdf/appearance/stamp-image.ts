import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { errors } from './errors.ts';
import { RecentResults } from './recent-results.ts';

/** A picture ready to be written as image XObjects: deflated 8-bit RGB, and its transparency where it has any. */
export interface StampImage {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
  readonly alpha?: Buffer;
}

const MAX_PIXELS = 16_000_000;
const IHDR_END = 33;
const images = new RecentResults<StampImage>(64);

/**
 * Reads a PNG (any colour type, with transparency), once per picture and process.
 *
 * @param flatten puts the picture on white, for files that may hold no transparency (PDF/A-1)
 * @throws STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE (above 16 megapixels)
 */
export function readStampImage(png: Uint8Array, flatten = false): StampImage {
  const id = createHash('sha256').update(png).digest('hex') + (flatten ? '-flat' : '');
  return images.get(id, () => toStampImage(decode(png), id, flatten));
}

function decode(png: Uint8Array): PNG {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (bytes.length < IHDR_END || bytes.toString('latin1', 12, 16) !== 'IHDR') throw errors.STAMP_IMAGE_UNREADABLE();
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width * height > MAX_PIXELS) throw errors.STAMP_IMAGE_TOO_LARGE({ width, height, limit: MAX_PIXELS });
  try {
    return PNG.sync.read(bytes);
  } catch (cause) {
    throw errors.STAMP_IMAGE_UNREADABLE({}, cause);
  }
}

function toStampImage({ data, width, height }: PNG, id: string, flatten: boolean): StampImage {
  const pixels = width * height;
  const source = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const rgb = Buffer.allocUnsafe(pixels * 3);
  const alpha = Buffer.allocUnsafe(pixels);
  let transparent = false;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const opacity = source.getUint8(pixel * 4 + 3);
    for (let channel = 0; channel < 3; channel++) {
      const value = source.getUint8(pixel * 4 + channel);
      rgb[pixel * 3 + channel] = flatten ? Math.round((value * opacity + 255 * (255 - opacity)) / 255) : value;
    }
    alpha[pixel] = opacity;
    transparent ||= opacity !== 255;
  }
  const image = { id, width, height, rgb: deflateSync(rgb) };
  return transparent && !flatten ? { ...image, alpha: deflateSync(alpha) } : image;
}
