import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { type Filter, type ScopedCollection } from '../kernel/db.ts';
import { type NotificationDocument } from './model.ts';

export interface NotificationQuery {
  readonly unread?: boolean | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 100, else 50. */
  readonly limit?: number | undefined;
}

export interface NotificationPage {
  readonly notifications: readonly NotificationDocument[];
  /** All of the account's that are not read. */
  readonly unread: number;
  readonly nextCursor?: string;
}

/** An account's notifications, newest first. @throws CURSOR_INVALID */
export async function listNotifications(
  collection: ScopedCollection<NotificationDocument>,
  account: string,
  query: NotificationQuery,
): Promise<NotificationPage> {
  const limit = query.limit ?? 50;
  const unread = { account, readAt: { $exists: false } };
  const filter: Filter<NotificationDocument> = { ...(query.unread ? unread : { account }), ...after(query.cursor) };
  const [found, count] = await Promise.all([
    collection.find(filter, { sort: { at: -1, _id: -1 }, limit: limit + 1 }),
    collection.count(unread),
  ]);
  const notifications = found.slice(0, limit);
  const last = notifications.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    notifications,
    unread: count,
    ...(more && { nextCursor: writeCursor({ at: last.at, id: last._id }) }),
  };
}

function after(cursor: string | undefined): Filter<NotificationDocument> {
  if (cursor === undefined) return {};
  const { at, id } = readCursor(cursor);
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
}
