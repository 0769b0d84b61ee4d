export { notificationErrors } from './errors.ts';
export { type NotificationPage, type NotificationQuery } from './list-notifications.ts';
export { type NotificationDocument } from './model.ts';
export { type NewNotification } from './notify.ts';
export { type NotificationKind } from './texts.ts';
export { presentNotification, presentNotifications } from './present.ts';
export { type Notifications, createNotifications } from './notifications.ts';
