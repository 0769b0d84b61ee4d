import { type UploadedFile } from '../kernel/route.ts';
import { inspectStampImage, SEAL_WIDTH_MM } from '../signing/index.ts';
import { type ObjectStore, openObjectSource } from '../../storage/index.ts';
import { pictureErrors } from './errors.ts';

/** Largest file, and the most that a picture may add to each file signed with it, in bytes. */
export const MAX_PICTURE_BYTES = 1024 * 1024;
/** 2000 × 2000 pixels: six times as many as a seal of 60 mm has at 300 dpi. */
const MAX_PIXELS = 4_000_000;
const SEAL_HEIGHT_MM = { least: 5, most: 60 } as const;

/** What a picture was found to be, in pixels. */
export interface CheckedPicture {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads an uploaded picture through as signing with it will, so that a broken one is refused now and never then.
 * @throws PICTURE_NOT_PNG, PICTURE_TOO_LARGE, PICTURE_TOO_HEAVY, STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE, STORE_UNAVAILABLE
 */
export async function checkPicture(store: Pick<ObjectStore, 'get'>, file: UploadedFile): Promise<CheckedPicture> {
  const { size, type = 'unknown' } = file;
  if (type !== 'image/png') throw pictureErrors.PICTURE_NOT_PNG({ found: type });
  if (size > MAX_PICTURE_BYTES) throw pictureErrors.PICTURE_TOO_LARGE({ size, limit: MAX_PICTURE_BYTES });
  const source = await openObjectSource(store, { key: file.temporaryKey, size });
  const { drawnBytes, ...pixels } = inspectStampImage(await source.read(0, size), MAX_PIXELS);
  if (drawnBytes > MAX_PICTURE_BYTES)
    throw pictureErrors.PICTURE_TOO_HEAVY({ size: drawnBytes, limit: MAX_PICTURE_BYTES });
  return pixels;
}

/** The seal's actual width, its height being one that seals have. @throws SEAL_PICTURE_PROPORTIONS */
export function sealWidthOf({ width, height }: CheckedPicture, widthMm: number = SEAL_WIDTH_MM): number {
  const heightMm = Math.round((widthMm * height * 10) / width) / 10;
  const { least, most } = SEAL_HEIGHT_MM;
  if (heightMm < least || heightMm > most)
    throw pictureErrors.SEAL_PICTURE_PROPORTIONS({ widthMm, heightMm, least, most });
  return widthMm;
}
