import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ByteSource } from './source/byte-source.ts';

/** Digests a PDF signature may be made over. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

/** So much is hashed before other work gets its turn. */
const SLICE_BYTES = 16 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;

/** Hashes a whole source and then `parts`; the digest of the source alone comes for nothing where the algorithm is SHA-256. */
export async function digestOf(
  source: ByteSource,
  parts: readonly Uint8Array[],
  algorithm: DigestAlgorithm,
): Promise<{ digest: Buffer; baseSha256: string | undefined }> {
  const hash = createHash(algorithm);
  if (source.bytes) await updateInMemory(hash, source.bytes);
  else await updateByRanges(hash, source);
  const baseSha256 = algorithm === 'sha256' ? hash.copy().digest('hex') : undefined;
  for (const part of parts) hash.update(part);
  return { digest: hash.digest(), baseSha256 };
}

async function updateInMemory(hash: Hash, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    if (at > 0) await nextTurn();
    hash.update(bytes.subarray(at, at + SLICE_BYTES));
  }
}

async function updateByRanges(hash: Hash, source: ByteSource): Promise<void> {
  for (let at = 0; at < source.size; at += READ_BYTES) {
    hash.update(await source.read(at, Math.min(READ_BYTES, source.size - at)));
  }
}
