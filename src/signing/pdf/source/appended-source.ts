import { bufferSource, type ByteSource } from './byte-source.ts';

/** A source as it is, or one over bytes in memory. */
export function toSource(input: ByteSource | Uint8Array): ByteSource {
  return input instanceof Uint8Array ? bufferSource(input) : input;
}

/** The file that a source and what was appended to it make together; nothing is copied but where a read spans both. */
export function appendedSource(base: ByteSource, increment: Uint8Array): ByteSource {
  if (base.bytes) return bufferSource(Buffer.concat([base.bytes, increment]));
  const { size } = base;
  return {
    size: size + increment.length,
    async read(offset, length) {
      const first = offset < size ? await base.read(offset, Math.min(length, size - offset)) : new Uint8Array();
      const rest = increment.subarray(Math.max(0, offset - size), Math.max(0, offset + length - size));
      return rest.length === 0 ? first : Buffer.concat([first, rest]);
    },
  };
}
