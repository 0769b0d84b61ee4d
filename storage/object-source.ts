import { storageErrors } from './errors.ts';
import { type ObjectRef, type ObjectStore } from './object-store.ts';

/** Bytes of a stored object, read by ranges; nothing is kept in memory. */
export interface ObjectSource {
  /** In bytes. */
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * Opens an object for reading by ranges, as the PDF reader wants it.
 * @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE; `read` also OBJECT_CORRUPT when the object is shorter than recorded
 */
export function openObjectSource(
  store: Pick<ObjectStore, 'get'>,
  object: ObjectRef & { readonly size: number },
): ObjectSource {
  return {
    size: object.size,
    async read(offset, length) {
      if (length === 0) return new Uint8Array();
      const { stream } = await store.get(object, { offset, length });
      const chunks: Buffer[] = [];
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length !== length) throw storageErrors.OBJECT_CORRUPT();
      return bytes;
    },
  };
}
