import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { isHosoError } from '../src/kernel/errors.ts';
import { type Measure } from '../src/kernel/hash.ts';
import { storageErrors } from './errors.ts';
import { fromSource } from './from-source.ts';
import { type ObjectRef, type ObjectStore } from './object-store.ts';

/** What a re-hash found. "Could not tell" is none of these: it is the error STORE_UNAVAILABLE. */
export type Fixity =
  { readonly state: 'intact' } | { readonly state: 'damaged'; readonly found: Measure } | { readonly state: 'missing' };

/** Re-hashes an object as a stream. @throws OBJECT_NOT_FOUND, STORE_UNAVAILABLE */
export async function measureObject(store: Pick<ObjectStore, 'get'>, ref: ObjectRef): Promise<Measure> {
  const { stream } = await store.get(ref);
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
}

/** Compares an object with what was recorded of it. @throws STORE_UNAVAILABLE */
export async function checkFixity(store: Pick<ObjectStore, 'get'>, ref: ObjectRef, recorded: Measure): Promise<Fixity> {
  try {
    const found = await measureObject(store, ref);
    const intact = found.sha256 === recorded.sha256 && found.size === recorded.size;
    return intact ? { state: 'intact' } : { state: 'damaged', found };
  } catch (error) {
    if (isHosoError(error, 'OBJECT_NOT_FOUND')) return { state: 'missing' };
    throw error;
  }
}

/**
 * A whole object's stream that is hashed on its way. Its last chunk is held back until the hash is known to be right, so
 * that nobody ever receives all of a damaged file: the stream then ends with OBJECT_CORRUPT.
 */
export function verifiedStream(content: Readable, recorded: Measure): Readable {
  return fromSource(content, verified(content, recorded));
}

async function* verified(content: AsyncIterable<Buffer>, recorded: Measure): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let size = 0;
  let held: Buffer | undefined;
  for await (const chunk of content) {
    hash.update(chunk);
    size += chunk.length;
    if (held) yield held;
    held = chunk;
  }
  if (size !== recorded.size || hash.digest('hex') !== recorded.sha256) throw storageErrors.OBJECT_CORRUPT();
  if (held) yield held;
}
