import { setTimeout as delay } from 'node:timers/promises';
import { type SchoolDocument, type ScopedCollection } from './db.ts';

/** A document that counts tries at a secret. */
export interface AttemptCounter extends SchoolDocument {
  /** Tries begun since the last success: counted before the secret is looked at. */
  tries: number;
  /** Tries that were wrong. */
  failed: number;
}

export type Reservation = 'granted' | 'exhausted' | 'missing';

const WAIT_MS = 50;
const WAITS = 60;

/**
 * Limits guesses at a secret to `limit` in a row, however many processes try at once: a try is counted before the secret is
 * looked at, so that a race gives nobody an extra one. When all tries are taken by others still under way, it waits for them
 * up to 3 seconds; a try whose process died stays counted.
 */
export async function reserveTry(
  collection: ScopedCollection<AttemptCounter>,
  id: string,
  limit: number,
): Promise<Reservation> {
  for (let waits = 0; ; waits += 1) {
    const granted = await collection.updateOne({ _id: id, tries: { $lt: limit } }, { $inc: { tries: 1 } });
    if (granted) return 'granted';
    const counter = await collection.findOne({ _id: id });
    if (!counter) return 'missing';
    if (counter.failed >= limit || waits >= WAITS) return 'exhausted';
    await delay(WAIT_MS);
  }
}

/** Notes that the reserved try was wrong; returns how many are left. */
export async function failTry(
  collection: ScopedCollection<AttemptCounter>,
  id: string,
  limit: number,
): Promise<number> {
  const counter = await collection.updateOne({ _id: id }, { $inc: { failed: 1 } });
  return Math.max(0, limit - (counter?.failed ?? limit));
}

/** Gives a reserved try back: nothing was guessed. */
export async function releaseTry(collection: ScopedCollection<AttemptCounter>, id: string): Promise<void> {
  await collection.updateOne({ _id: id, tries: { $gt: 0 } }, { $inc: { tries: -1 } });
}

/** Notes that the reserved try was right: counting starts anew. */
export async function clearTries(collection: ScopedCollection<AttemptCounter>, id: string): Promise<void> {
  await collection.updateOne({ _id: id }, { $set: { tries: 0, failed: 0 } });
}
