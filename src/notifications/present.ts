import { type Notification, type NotificationList } from '../../schemas/index.ts';
import { type NotificationPage } from './list-notifications.ts';
import { type NotificationDocument } from './model.ts';
import { sentencesOf } from './texts.ts';

/** A notification as clients see it. */
export function presentNotification(document: NotificationDocument): Notification {
  const { vi, en } = sentencesOf(document.kind, document.parameters);
  return {
    id: document._id,
    kind: document.kind,
    ...(document.record !== undefined && { record: document.record }),
    text: vi,
    textEn: en,
    at: document.at.toISOString(),
    ...(document.readAt && { readAt: document.readAt.toISOString() }),
  };
}

export function presentNotifications(page: NotificationPage): NotificationList {
  return {
    notifications: page.notifications.map(presentNotification),
    unread: page.unread,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}
