import { Readable } from 'node:stream';
import { sha256Hex } from '../../kernel/hash.ts';
import { type RecordVersion } from '../../records/index.ts';
import { type ObjectStore, openObjectSource } from '../../../storage/index.ts';
import { flowErrors } from '../errors.ts';

/** Versions up to this many bytes are held in memory while they are signed; larger ones are read by ranges. */
const IN_MEMORY_BYTES = 16 * 1024 * 1024;

/** Bytes of a version: all of them where they fit, and always by ranges. */
export interface BaseBytes {
  readonly size: number;
  readonly bytes?: Uint8Array;
  read(offset: number, length: number): Promise<Uint8Array>;
}

type VersionRef = Pick<RecordVersion, 'objectKey' | 'objectVersion' | 'sha256' | 'size'>;

/**
 * The bytes of versions, the last used of them kept: what one step has written the next step reads. They are found by their
 * hash, so what is kept can never be stale.
 */
export class VersionReader {
  readonly #store: Pick<ObjectStore, 'get'>;
  readonly #limit: number;
  readonly #kept = new Map<string, Uint8Array>();
  #size = 0;

  constructor(store: Pick<ObjectStore, 'get'>, limitBytes = 64 * 1024 * 1024) {
    this.#store = store;
    this.#limit = limitBytes;
  }

  /** @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE, VERSION_DAMAGED when the bytes are not those that were recorded */
  async open(version: VersionRef): Promise<BaseBytes> {
    const ref = {
      key: version.objectKey,
      size: version.size,
      ...(version.objectVersion !== undefined && { version: version.objectVersion }),
    };
    if (version.size > IN_MEMORY_BYTES) return openObjectSource(this.#store, ref);
    const kept = this.#kept.get(version.sha256);
    if (kept) return inMemory(this.#touch(version.sha256, kept));
    const bytes = await readAll((await this.#store.get(ref)).stream);
    if (sha256Hex(bytes) !== version.sha256) throw flowErrors.VERSION_DAMAGED({ sha256: version.sha256 });
    return inMemory(this.keep(version.sha256, bytes));
  }

  /** Remembers bytes whose hash is known. */
  keep(sha256: string, bytes: Uint8Array): Uint8Array {
    if (bytes.length > this.#limit / 4 || this.#kept.has(sha256)) return bytes;
    this.#kept.set(sha256, bytes);
    this.#size += bytes.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#size <= this.#limit) break;
      this.#kept.delete(oldest);
      this.#size -= old.length;
    }
    return bytes;
  }

  #touch(sha256: string, bytes: Uint8Array): Uint8Array {
    this.#kept.delete(sha256);
    this.#kept.set(sha256, bytes);
    return bytes;
  }
}

const READ_BYTES = 4 * 1024 * 1024;

/** The bytes in order, a part at a time. */
export async function* partsOf(base: BaseBytes): AsyncGenerator<Uint8Array> {
  if (base.bytes) yield base.bytes;
  else
    for (let at = 0; at < base.size; at += READ_BYTES) yield await base.read(at, Math.min(READ_BYTES, base.size - at));
}

/** The bytes as the store takes them. */
export function contentOf(base: BaseBytes): Uint8Array | Readable {
  return base.bytes ?? Readable.from(partsOf(base));
}

function inMemory(bytes: Uint8Array): BaseBytes {
  return {
    size: bytes.length,
    bytes,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
