import { type Clock } from '../kernel/clock.ts';
import { type Database } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { listNotifications, type NotificationPage, type NotificationQuery } from './list-notifications.ts';
import { markRead } from './mark-read.ts';
import { notificationCollection } from './model.ts';
import { notify, type NewNotification } from './notify.ts';

/** Days a notification is kept. */
const KEPT_DAYS = 180;

/** What people are told: news for their eyes; what waits for them is the inbox's to say. */
export interface Notifications {
  /** Tells people; telling the same event to the same account again changes nothing. */
  notify(scope: SchoolScope, notifications: readonly NewNotification[]): Promise<void>;
  /** Newest first. */
  list(scope: SchoolScope, account: string, query: NotificationQuery): Promise<NotificationPage>;
  /** Marks one of the account's own as read, or all of them. @throws NOTIFICATION_NOT_FOUND */
  markRead(scope: SchoolScope, account: string, which: { readonly id: string } | 'all'): Promise<void>;
  /** Forgets what is older than half a year; returns how many. */
  sweep(scope: SchoolScope): Promise<number>;
}

export function createNotifications(deps: { db: Database; clock: Clock }): Notifications {
  const collection = notificationCollection(deps.db);
  return {
    notify: (scope, notifications) => notify(collection.in(scope), notifications),
    list: (scope, account, query) => listNotifications(collection.in(scope), account, query),
    markRead: (scope, account, which) => markRead(collection.in(scope), { account, which, at: deps.clock.now() }),
    sweep: (scope) =>
      collection
        .in(scope)
        .deleteMany({ at: { $lt: new Date(deps.clock.now().getTime() - KEPT_DAYS * 24 * 3_600_000) } }),
  };
}
