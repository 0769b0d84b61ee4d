import { type ByteSource } from '../../../../src/signing/pdf/source/byte-source.ts';

/** The same bytes, handed out by ranges only. */
export function ranged(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}
