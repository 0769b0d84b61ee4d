import { isDuplicate, type ScopedCollection } from '../kernel/db.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { type NotificationDocument } from './model.ts';
import { type NotificationKind, type NotificationParameters } from './texts.ts';

/** News of one event for one account; both together are its identity. */
export interface NewNotification {
  readonly event: string;
  readonly account: string;
  readonly kind: NotificationKind;
  /** The record it is about, where it is about one. */
  readonly record?: string;
  readonly parameters: NotificationParameters;
  readonly at: Date;
}

/** Inserts what is not there yet. */
export async function notify(
  collection: ScopedCollection<NotificationDocument>,
  notifications: readonly NewNotification[],
): Promise<void> {
  let missing = [...new Map(notifications.map((each) => [idOf(each), each])).entries()];
  while (missing.length > 0) {
    try {
      await collection.insertMany(missing.map(([_id, { event: _, ...rest }]) => ({ _id, ...rest })));
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const ids = missing.map(([id]) => id);
    const there = new Set((await collection.find({ _id: { $in: ids } }, { fields: { _id: 1 } })).map(({ _id }) => _id));
    missing = missing.filter(([id]) => !there.has(id));
  }
}

function idOf(notification: NewNotification): string {
  return sha256Hex(`${notification.event}:${notification.account}:${notification.kind}`).slice(0, 32);
}
