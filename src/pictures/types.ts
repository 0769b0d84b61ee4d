import { type Certificates } from '../certificates/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { type Database } from '../kernel/db.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink } from '../kernel/outbox.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change } from '../people/index.ts';
import { type ObjectStore } from '../../storage/index.ts';

export interface PictureDeps {
  readonly db: Database;
  readonly store: Pick<ObjectStore, 'get' | 'makePermanent'>;
  readonly certificates: Pick<Certificates, 'keepsSeal'>;
  readonly audit: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A person's own pictures, and the one of the school's seal. */
export type OwnPictureKind = 'signature' | 'initials';
export type PictureKind = OwnPictureKind | 'seal';

/** Which picture: one of a person's own, or the seal's. */
export type PictureRef =
  { readonly kind: OwnPictureKind; readonly account: string } | { readonly kind: 'seal'; readonly account?: never };

/** What is known of a picture, and where its bytes lie. */
export interface StoredPicture {
  /** Hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the seal: its actual width in millimetres. */
  readonly widthMm?: number;
  readonly objectKey: string;
  readonly objectVersion?: string;
  /** Account of whoever stored it. */
  readonly by: string;
  readonly at: Date;
}

/**
 * The pictures that signatures are drawn with (Decree 30/2020/NĐ-CP, annex I). A person's picture is theirs alone: it is found by
 * their account, and by no other person. Whoever keeps the seal keeps its picture, which stays the school's when another keeps it.
 */
export interface Pictures {
  /**
   * Stores a person's picture in place of the former one.
   * @throws PICTURE_NOT_PNG, PICTURE_TOO_LARGE, PICTURE_TOO_HEAVY, STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE, STORE_UNAVAILABLE
   */
  putOwn(change: Change, at: { readonly kind: OwnPictureKind; readonly file: UploadedFile }): Promise<StoredPicture>;
  /** Stores the seal's picture; for its keeper. @throws SEAL_NOT_APPOINTED, SEAL_PICTURE_PROPORTIONS, and as `putOwn` */
  putSeal(
    change: Change,
    at: { readonly widthMm?: number | undefined; readonly file: UploadedFile },
  ): Promise<StoredPicture>;
  /** A person's pictures by kind. */
  listOwn(scope: SchoolScope, account: string): Promise<readonly (StoredPicture & { readonly kind: OwnPictureKind })[]>;
  /** A picture as it is now; undefined where there is none. For whoever signs with it. */
  find(scope: SchoolScope, ref: PictureRef): Promise<StoredPicture | undefined>;
  /** Takes a picture away; signatures that were made with it stay as they are. @throws PICTURE_NOT_FOUND, SEAL_NOT_APPOINTED */
  remove(change: Change, kind: PictureKind): Promise<void>;
  /** Tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<{ readonly events: number }>;
}
