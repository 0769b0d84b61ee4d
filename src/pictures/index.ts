export { pictureErrors } from './errors.ts';
export { createPictures } from './pictures.ts';
export {
  type PictureDeps,
  type OwnPictureKind,
  type PictureKind,
  type PictureRef,
  type StoredPicture,
  type Pictures,
} from './types.ts';
