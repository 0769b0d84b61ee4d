import { createHash, type Hash } from 'node:crypto';
import { type ByteSource } from '../../pdf/source/byte-source.ts';
import { type Coverage } from './coverage.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** One signed range to hash, and under which algorithm (a name of node:crypto). */
export interface RangeToHash extends Pick<Coverage, 'holeStart' | 'holeEnd' | 'end'> {
  readonly algorithm: string;
}

/**
 * Hashes what each signature covers. Signatures of one file share nearly all of it, so the file is read and hashed once
 * per algorithm: the state of the hash is copied at each hole and only the rest of that revision hashed apart.
 */
export async function hashRanges(
  source: ByteSource,
  ranges: readonly RangeToHash[],
): Promise<Map<RangeToHash, Buffer>> {
  const digests = new Map<RangeToHash, Buffer>();
  for (const algorithm of new Set(ranges.map((range) => range.algorithm))) {
    const running = createHash(algorithm);
    let position = 0;
    const inOrder = ranges.filter((range) => range.algorithm === algorithm).sort((a, b) => a.holeStart - b.holeStart);
    for (const range of inOrder) {
      await feed(source, running, { from: position, to: range.holeStart });
      position = range.holeStart;
      const own = running.copy();
      await feed(source, own, { from: range.holeEnd, to: range.end });
      digests.set(range, own.digest());
    }
  }
  return digests;
}

async function feed(source: ByteSource, hash: Hash, { from, to }: { from: number; to: number }): Promise<void> {
  if (source.bytes) {
    hash.update(source.bytes.subarray(from, to));
    return;
  }
  for (let at = from; at < to; at += CHUNK_BYTES) hash.update(await source.read(at, Math.min(CHUNK_BYTES, to - at)));
}
