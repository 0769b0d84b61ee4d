import { type Database, type SchoolCollection } from '../kernel/db.ts';
import { type DocumentWithOutbox, OUTBOX_FIELD } from '../kernel/outbox.ts';
import { type PictureKind, type StoredPicture } from './types.ts';

/** Place of a picture, `<kind>:<account>` or `seal`; it stays when the picture is taken away, with what is to be told of it. */
export interface PictureDocument extends DocumentWithOutbox {
  slot: string;
  kind: PictureKind;
  picture?: StoredPicture;
}

/** Registers the collection of `pictures`. */
export function pictureCollection(db: Database): SchoolCollection<PictureDocument> {
  const picture = {
    sha256: String,
    size: Number,
    width: Number,
    height: Number,
    widthMm: Number,
    objectKey: String,
    objectVersion: String,
    by: String,
    at: Date,
  };
  return db.collection({
    name: 'pictures',
    fields: {
      slot: { type: String, required: true },
      kind: String,
      picture: { type: picture, _id: false },
      outbox: OUTBOX_FIELD,
    },
    indexes: [
      { keys: { slot: 1 }, unique: true },
      { keys: { 'outbox.at': 1 }, sparse: true },
    ],
  });
}
