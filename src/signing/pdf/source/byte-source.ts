import { open, type FileHandle } from 'node:fs/promises';
import { pdfErrors } from '../errors.ts';

/** Bytes that can be read by ranges: a file, a buffer, an object in a store. They must not change while in use. */
export interface ByteSource {
  /** Size in bytes. */
  readonly size: number;
  /** All bytes, where they are in memory anyway; spares every copy. */
  readonly bytes?: Uint8Array;
  /** Exactly `length` bytes from `offset`; PDF_SOURCE_CHANGED when there are fewer. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A source over bytes in memory, not copied. */
export function bufferSource(bytes: Uint8Array): Required<ByteSource> {
  return {
    size: bytes.length,
    bytes,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** A source over a file on disk, read by ranges; close it after use (`await using`). */
export async function openFileSource(path: string): Promise<ByteSource & AsyncDisposable> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: (offset, length) => readExactly(handle, offset, length),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

async function readExactly(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw pdfErrors.PDF_SOURCE_CHANGED();
    done += bytesRead;
  }
  return bytes;
}
