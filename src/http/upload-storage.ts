import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request } from 'express';
import { type StorageEngine } from 'multer';
import { type TemporaryObject, type ObjectStore } from '../../storage/index.ts';
import { SNIFFED_BYTES, typeOfBytes } from './file-type.ts';
import { uploadErrors } from './upload-errors.ts';

/** The largest part `metadata`, in bytes. */
export const METADATA_BYTES = 64 * 1024;

export interface UploadStorageOptions {
  readonly store: Pick<ObjectStore, 'putTemporary' | 'deleteTemporary'>;
  /** In bytes. */
  readonly limitBytes: number;
  /** The school whose uploads these are; the first part of their keys. */
  readonly schoolOf: (request: Request) => string;
}

/** What the engine found of a file part. */
export interface StoredPart extends TemporaryObject {
  readonly type: string | undefined;
}

/** What the engine read of a part `metadata` that was sent as a file, as browsers do with a typed Blob. */
export interface MetadataPart {
  readonly text: string;
}

type Done<T> = (error?: Error | null, info?: T) => void;

/**
 * Streams file parts straight to temporary storage: nothing is whole in memory or on disk. Size and type are measured in the
 * stream; a file over the limit, or cut off, leaves nothing behind.
 */
export class UploadStorage implements StorageEngine {
  readonly #options: UploadStorageOptions;
  readonly #underWay = new WeakMap<Request, { readonly gone: AbortController; readonly work: Promise<unknown> }>();

  constructor(options: UploadStorageOptions) {
    this.#options = options;
  }

  _handleFile(request: Request, file: Express.Multer.File, done: Done<Partial<Express.Multer.File>>): void {
    const work: Promise<StoredPart | MetadataPart> =
      file.fieldname === 'metadata' ? readMetadata(file.stream) : this.#put(request, file.stream);
    work.then(
      (info) => {
        done(null, info as Partial<Express.Multer.File>);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** Ends what is still being stored for a request, and waits until nothing of it is left. */
  async abandon(request: Request): Promise<void> {
    const underWay = this.#underWay.get(request);
    underWay?.gone.abort();
    await underWay?.work;
  }

  _removeFile(_request: Request, file: Express.Multer.File, done: (error: Error | null) => void): void {
    const { key } = file as Partial<StoredPart>;
    const work = key === undefined ? Promise.resolve() : this.#options.store.deleteTemporary(key);
    work.then(
      () => {
        done(null);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  async #put(request: Request, stream: Readable): Promise<StoredPart> {
    const gone = new AbortController();
    const stored = this.#store(request, stream, gone.signal);
    this.#underWay.set(request, { gone, work: Promise.allSettled([stored]) });
    return stored;
  }

  async #store(request: Request, stream: Readable, signal: AbortSignal): Promise<StoredPart> {
    const { store, limitBytes, schoolOf } = this.#options;
    const gate = new SniffingGate(limitBytes);
    const storing = store.putTemporary({ school: schoolOf(request), content: gate });
    const [stored, fed] = await Promise.allSettled([storing, pipeline(stream, gate, { signal })]);
    if (stored.status === 'rejected') throw stored.reason;
    if (fed.status === 'rejected') {
      await store.deleteTemporary(stored.value.key);
      throw fed.reason;
    }
    return { ...stored.value, type: gate.type };
  }
}

/** Lets bytes pass up to a limit, and keeps a look at the first ones. */
class SniffingGate extends Transform {
  readonly #limit: number;
  #seen = 0;
  #head = Buffer.alloc(0);

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  get type(): string | undefined {
    return typeOfBytes(this.#head);
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, data?: Buffer) => void): void {
    const room = SNIFFED_BYTES - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    this.#seen += chunk.length;
    if (this.#seen > this.#limit) done(tooLarge(this.#limit));
    else done(null, chunk);
  }
}

export function tooLarge(limitBytes: number): Error {
  return uploadErrors.UPLOAD_TOO_LARGE({ limitMb: Math.round(limitBytes / 1_048_576) });
}

async function readMetadata(stream: Readable): Promise<MetadataPart> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > METADATA_BYTES) throw uploadErrors.UPLOAD_METADATA_INVALID();
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}
