import { type ObjectStore } from './object-store.ts';

/**
 * Removes what died half-way before `olderThan`: temporary objects nobody came back for, and uploads that were cut.
 * @throws STORE_UNAVAILABLE
 */
export async function sweepTemporary(
  store: Pick<ObjectStore, 'listTemporary' | 'deleteTemporary' | 'abortStaleUploads'>,
  olderThan: Date,
): Promise<{ readonly objects: number; readonly uploads: number }> {
  let objects = 0;
  for await (const { key } of store.listTemporary(olderThan)) {
    await store.deleteTemporary(key);
    objects += 1;
  }
  return { objects, uploads: await store.abortStaleUploads(olderThan) };
}
