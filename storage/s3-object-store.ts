import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  paginateListObjectsV2,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { canonicalJson, type Measure } from '../src/kernel/hash.ts';
import { storageErrors } from './errors.ts';
import { measureObject } from './fixity.ts';
import { fromSource } from './from-source.ts';
import { isTemporaryKey, permanentKey, quarantineKey, temporaryKey } from './keys.ts';
import {
  type ByteRange,
  type MakePermanent,
  type ObjectContent,
  type ObjectFacts,
  type ObjectRef,
  type ObjectStore,
  type PutTemporary,
  type PutVersion,
  type StoredObject,
  type TemporaryObject,
} from './object-store.ts';
import { checkBuckets, ensureBuckets } from './s3-buckets.ts';
import { createS3Client, type S3Settings } from './s3-client.ts';
import { asked, isTaken, storeError } from './s3-errors.ts';
import { uploadMeasured } from './s3-upload.ts';

/** An object store over S3: temporary bytes in one bucket, versions in another that is versioned and lockable. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #work: string;
  readonly #records: string;

  constructor(settings: S3Settings) {
    this.#client = createS3Client(settings);
    this.#work = settings.workBucket;
    this.#records = settings.recordsBucket;
  }

  /** Makes the buckets unless they are there; safe to repeat. @throws STORE_UNAVAILABLE */
  ensureBuckets(): Promise<void> {
    return ensureBuckets(this.#client, { workBucket: this.#work, recordsBucket: this.#records });
  }

  /** @throws BUCKET_MISSING, BUCKET_NOT_VERSIONED, BUCKET_NOT_LOCKABLE, STORE_UNAVAILABLE */
  selfCheck(): Promise<void> {
    return checkBuckets(this.#client, { workBucket: this.#work, recordsBucket: this.#records });
  }

  async putTemporary({ school, content, type, signal }: PutTemporary): Promise<TemporaryObject> {
    const key = temporaryKey(school);
    const measure = await uploadMeasured(this.#client, { bucket: this.#work, key, content, type, signal });
    return { key, ...measure };
  }

  async makePermanent({ school, temporary }: MakePermanent): Promise<StoredObject> {
    const key = permanentKey(school, temporary.sha256);
    const there = await this.#stored(key, temporary);
    if (there) return there;
    try {
      await this.#client.send(
        new CopyObjectCommand({
          Bucket: this.#records,
          Key: key,
          CopySource: `${this.#work}/${temporary.key}`,
          ChecksumAlgorithm: 'SHA256',
          IfNoneMatch: '*',
        }),
      );
    } catch (error) {
      if (!isTaken(error)) throw storeError(error);
    }
    return this.#required(key, temporary);
  }

  async putVersion({ school, content, sha256, size }: PutVersion): Promise<StoredObject> {
    const key = permanentKey(school, sha256);
    const checksum = Buffer.from(sha256, 'hex').toString('base64');
    try {
      const { VersionId, ChecksumSHA256 } = await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#records,
          Key: key,
          Body: content,
          ContentLength: size,
          ContentType: 'application/pdf',
          ChecksumSHA256: checksum,
          IfNoneMatch: '*',
        }),
      );
      if (VersionId !== undefined && ChecksumSHA256 === checksum) return { key, version: VersionId, size, sha256 };
    } catch (error) {
      if (content instanceof Readable) content.destroy();
      return this.#afterFailedPut(key, { sha256, size }, error);
    }
    return this.#required(key, { sha256, size });
  }

  async get(ref: ObjectRef, range?: ByteRange): Promise<ObjectContent> {
    if (range?.length === 0) return { stream: Readable.from([]), size: 0 };
    const { Body, ContentLength } = await asked(
      this.#client.send(
        new GetObjectCommand({
          ...this.#named(ref),
          ...(range && { Range: `bytes=${range.offset}-${range.offset + range.length - 1}` }),
        }),
      ),
    );
    if (!(Body instanceof Readable) || ContentLength === undefined) throw storageErrors.STORE_UNAVAILABLE();
    return { stream: fromSource(Body, complete(Body, ContentLength)), size: ContentLength };
  }

  async head(ref: ObjectRef): Promise<ObjectFacts> {
    return factsOf(ref.key, await this.#head(ref));
  }

  async deleteTemporary(key: string): Promise<void> {
    if (!isTemporaryKey(key)) throw storageErrors.OBJECT_NOT_TEMPORARY({ key });
    await asked(this.#client.send(new DeleteObjectCommand({ Bucket: this.#work, Key: key })));
  }

  async *listTemporary(olderThan: Date): AsyncIterable<ObjectFacts> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#work })[Symbol.asyncIterator]();
    for (;;) {
      const { value: page, done } = await asked(pages.next());
      if (done) return;
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (!Key || !LastModified || LastModified >= olderThan) continue;
        yield { key: Key, size: Size ?? 0, modifiedAt: LastModified };
      }
    }
  }

  async abortStaleUploads(olderThan: Date): Promise<number> {
    const { Uploads = [] } = await asked(this.#client.send(new ListMultipartUploadsCommand({ Bucket: this.#work })));
    const stale = Uploads.filter(({ Initiated }) => Initiated !== undefined && Initiated < olderThan);
    for (const { Key, UploadId } of stale) {
      await asked(this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#work, Key, UploadId })));
    }
    return stale.length;
  }

  async quarantine(ref: ObjectRef, reason: string): Promise<void> {
    await this.setLegalHold(ref, true);
    const note = canonicalJson({ ...ref, reason, at: new Date() });
    await asked(
      this.#client.send(new PutObjectCommand({ Bucket: this.#records, Key: quarantineKey(ref.key), Body: note })),
    );
  }

  async setRetention(ref: ObjectRef, until: Date): Promise<void> {
    const { ObjectLockRetainUntilDate: locked } = await this.#head(ref);
    if (locked && locked.getTime() > until.getTime()) {
      throw storageErrors.RETENTION_SHORTENED({ until: locked.toISOString() });
    }
    if (locked?.getTime() === until.getTime()) return;
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: until } as const;
    await asked(this.#client.send(new PutObjectRetentionCommand({ ...this.#named(ref), Retention })));
  }

  async setLegalHold(ref: ObjectRef, on: boolean): Promise<void> {
    await this.#head(ref);
    const LegalHold = { Status: on ? 'ON' : 'OFF' } as const;
    await asked(this.#client.send(new PutObjectLegalHoldCommand({ ...this.#named(ref), LegalHold })));
  }

  /** Closes the connections. */
  close(): void {
    this.#client.destroy();
  }

  /**
   * A store that has the object already may refuse it, or cut the connection while the bytes are still on their way: only a
   * look tells whether they are there.
   */
  async #afterFailedPut(key: string, expected: Measure, error: unknown): Promise<StoredObject> {
    if (isTaken(error)) return this.#required(key, expected);
    const there = await this.#stored(key, expected);
    if (there) return there;
    throw storeError(error);
  }

  /** The permanent object of these bytes if it is there; what is there and different is an error, never overwritten. */
  async #stored(key: string, expected: Measure): Promise<StoredObject | undefined> {
    try {
      return await this.#required(key, expected);
    } catch (error) {
      const fault = storeError(error);
      if (fault.code === 'OBJECT_NOT_FOUND') return undefined;
      throw fault;
    }
  }

  async #required(key: string, expected: Measure): Promise<StoredObject> {
    const facts = factsOf(key, await this.#head({ key }));
    const ref = { key, ...(facts.version !== undefined && { version: facts.version }) };
    const found =
      facts.sha256 === undefined ? await measureObject(this, ref) : { sha256: facts.sha256, size: facts.size };
    if (found.size !== expected.size || found.sha256 !== expected.sha256) throw storageErrors.OBJECT_CORRUPT({ key });
    return { ...ref, size: expected.size, sha256: expected.sha256 };
  }

  #head(ref: ObjectRef): Promise<HeadObjectCommandOutput> {
    return asked(this.#client.send(new HeadObjectCommand({ ...this.#named(ref), ChecksumMode: 'ENABLED' })));
  }

  #named({ key, version }: ObjectRef) {
    const Bucket = isTemporaryKey(key) ? this.#work : this.#records;
    return { Bucket, Key: key, ...(version !== undefined && { VersionId: version }) };
  }
}

function factsOf(key: string, head: HeadObjectCommandOutput): ObjectFacts {
  const { VersionId, ContentLength = 0, LastModified, ChecksumSHA256, ObjectLockRetainUntilDate } = head;
  const wholeObject = ChecksumSHA256 !== undefined && !ChecksumSHA256.includes('-');
  return {
    key,
    size: ContentLength,
    modifiedAt: LastModified ?? new Date(0),
    ...(VersionId !== undefined && { version: VersionId }),
    ...(wholeObject && { sha256: Buffer.from(ChecksumSHA256, 'base64').toString('hex') }),
    ...(ObjectLockRetainUntilDate && { retainUntil: ObjectLockRetainUntilDate }),
    ...(head.ObjectLockLegalHoldStatus && { legalHold: head.ObjectLockLegalHoldStatus === 'ON' }),
  };
}

/** The bytes as they come; a connection that breaks or ends early is an error, never a shorter file. */
async function* complete(body: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let sent = 0;
  try {
    for await (const chunk of body) {
      sent += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw storeError(error);
  }
  if (sent !== size) throw storageErrors.STORE_UNAVAILABLE();
}
