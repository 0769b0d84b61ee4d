import { bufferSource, type ByteSource } from './byte-source.ts';

/** What of a source stands at `start` and after it; nothing is copied. */
export function sourceFrom(base: ByteSource, start: number): ByteSource {
  if (base.bytes) return bufferSource(base.bytes.subarray(start));
  return { size: base.size - start, read: (offset, length) => base.read(offset + start, length) };
}
