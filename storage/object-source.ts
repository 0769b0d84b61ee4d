import { storageErrors } from './errors.ts';
import { type ByteRange, type ObjectRef, type ObjectStore } from './object-store.ts';

/** Bytes of a stored object: a small one at hand, a larger one read by ranges and not kept. */
export interface ObjectSource {
  /** In bytes. */
  readonly size: number;
  /** Everything, where it is small. */
  readonly bytes?: Uint8Array;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** One request brings the whole of an object up to this size, which is less than a few ranges of it would cost. */
const SMALL_BYTES = 1024 * 1024;

/**
 * Opens an object as the PDF reader wants it.
 * @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE, OBJECT_CORRUPT when the object is shorter than recorded; `read` throws the same
 */
export async function openObjectSource(
  store: Pick<ObjectStore, 'get'>,
  object: ObjectRef & { readonly size: number },
): Promise<ObjectSource> {
  const { size } = object;
  const read = (offset: number, length: number) => readRange(store, object, { offset, length });
  if (size > SMALL_BYTES) return { size, read };
  const bytes = await read(0, size);
  return { size, bytes, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) };
}

async function readRange(store: Pick<ObjectStore, 'get'>, object: ObjectRef, range: ByteRange): Promise<Uint8Array> {
  if (range.length === 0) return new Uint8Array();
  const { stream } = await store.get(object, range);
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== range.length) throw storageErrors.OBJECT_CORRUPT();
  return bytes;
}
