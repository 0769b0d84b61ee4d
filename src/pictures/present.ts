import { type SealPicture, type SignaturePicture } from '../../schemas/index.ts';
import { type OwnPictureKind, type StoredPicture } from './types.ts';

/** A person's picture as it goes out by HTTP. */
export function presentOwn(kind: OwnPictureKind, picture: StoredPicture): SignaturePicture {
  return { kind, ...factsOf(picture) };
}

/** The seal's picture as it goes out by HTTP. */
export function presentSeal(picture: StoredPicture): SealPicture {
  return { ...factsOf(picture), widthMm: picture.widthMm ?? 0, by: picture.by };
}

function factsOf({ sha256, size, width, height, at }: StoredPicture) {
  return { sha256, size, width, height, at: at.toISOString() };
}
