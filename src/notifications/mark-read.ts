import { type ScopedCollection } from '../kernel/db.ts';
import { notificationErrors } from './errors.ts';
import { type NotificationDocument } from './model.ts';

/** Marks as read; one that was read before keeps its first time. @throws NOTIFICATION_NOT_FOUND */
export async function markRead(
  collection: ScopedCollection<NotificationDocument>,
  mark: { readonly account: string; readonly which: { readonly id: string } | 'all'; readonly at: Date },
): Promise<void> {
  const { account, which, at } = mark;
  const mine = which === 'all' ? { account } : { account, _id: which.id };
  const changed = await collection.updateMany({ ...mine, readAt: { $exists: false } }, { $set: { readAt: at } });
  if (which === 'all' || changed > 0) return;
  if (!(await collection.findOne(mine))) throw notificationErrors.NOTIFICATION_NOT_FOUND();
}
