import { type Readable } from 'node:stream';

/** Bytes that lie under a temporary key and belong to nothing yet. */
export interface TemporaryObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Bytes that are there for good: the object's key, and which version of that key. */
export interface StoredObject {
  readonly key: string;
  /** The store's version id; absent only where a store keeps none. */
  readonly version?: string;
  readonly size: number;
  readonly sha256: string;
}

/** What the store says of an object without sending its bytes. */
export interface ObjectFacts {
  readonly key: string;
  readonly version?: string;
  readonly size: number;
  readonly modifiedAt: Date;
  /** Where the store holds a full-object SHA-256 checksum. */
  readonly sha256?: string;
  readonly retainUntil?: Date;
  readonly legalHold?: boolean;
}

/** Which object, and which of its versions (the newest where none is named). */
export interface ObjectRef {
  readonly key: string;
  readonly version?: string;
}

/** Part of an object: `length` bytes from `offset`. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface ObjectContent {
  readonly stream: Readable;
  /** Bytes the stream will give. */
  readonly size: number;
}

export interface PutTemporary {
  readonly school: string;
  readonly content: Readable | Uint8Array;
  /** Aborts the upload; nothing stays behind. */
  readonly signal?: AbortSignal;
  /** The media type kept with the object. */
  readonly type?: string;
}

export interface MakePermanent {
  readonly school: string;
  readonly temporary: TemporaryObject;
}

export interface PutVersion {
  readonly school: string;
  readonly content: Readable | Uint8Array;
  /** Hex; the store refuses bytes that are not these. */
  readonly sha256: string;
  readonly size: number;
}

/**
 * Where a school's bytes live, as the life of a blob: temporary → permanent under its SHA-256 → retained → quarantined.
 * "Not there" is OBJECT_NOT_FOUND and "could not tell" is STORE_UNAVAILABLE; no operation mistakes one for the other.
 */
export interface ObjectStore {
  /** Streams bytes of unknown length to a new temporary key, measuring them. @throws STORE_UNAVAILABLE */
  putTemporary(input: PutTemporary): Promise<TemporaryObject>;
  /**
   * Gives temporary bytes their permanent place, once: a second call, or equal bytes, finds the object there and answers the same.
   * The temporary object stays; `deleteTemporary` removes it when the document that names the permanent one exists.
   * @throws OBJECT_NOT_FOUND, OBJECT_CORRUPT when what arrived is not what was measured, STORE_UNAVAILABLE
   */
  makePermanent(input: MakePermanent): Promise<StoredObject>;
  /** Stores a version made by us (a signed file) under its SHA-256, once. @throws OBJECT_CORRUPT, STORE_UNAVAILABLE */
  putVersion(input: PutVersion): Promise<StoredObject>;
  /** @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE; later errors of the connection end the stream with STORE_UNAVAILABLE. */
  get(ref: ObjectRef, range?: ByteRange): Promise<ObjectContent>;
  /** @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE */
  head(ref: ObjectRef): Promise<ObjectFacts>;
  /** Removes a temporary object; one that is not there is fine. @throws OBJECT_NOT_TEMPORARY, STORE_UNAVAILABLE */
  deleteTemporary(key: string): Promise<void>;
  /** Temporary objects last changed before `olderThan`. @throws STORE_UNAVAILABLE */
  listTemporary(olderThan: Date): AsyncIterable<ObjectFacts>;
  /** Ends uploads that were cut before `olderThan` and gives back the space of their parts; returns how many. */
  abortStaleUploads(olderThan: Date): Promise<number>;
  /** Sets an object aside as evidence that it was found damaged; it is locked, not moved. @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE */
  quarantine(ref: ObjectRef, reason: string): Promise<void>;
  /** Locks a version in COMPLIANCE mode; never shortens. @throws OBJECT_NOT_FOUND, RETENTION_SHORTENED, STORE_UNAVAILABLE */
  setRetention(ref: ObjectRef, until: Date): Promise<void>;
  /** @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE */
  setLegalHold(ref: ObjectRef, on: boolean): Promise<void>;
}
