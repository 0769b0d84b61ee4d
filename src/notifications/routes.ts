import { defineRoute, type Route } from '../kernel/route.ts';
import { type Notifications } from './notifications.ts';
import { presentNotifications } from './present.ts';

export function notificationRoutes(deps: { notifications: Notifications }): Route[] {
  const { notifications } = deps;
  return [
    defineRoute({
      method: 'GET',
      path: '/notifications',
      operation: 'listNotifications',
      summary: { vi: 'Xem thông báo của tôi', en: 'List my notifications' },
      access: 'signed-in',
      query: 'api/notification-query',
      output: 'api/notification-list',
      handle: async ({ scope, actor }, { query }) => ({
        body: presentNotifications(await notifications.list(scope, actor.account, query)),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/notifications/:id/read',
      operation: 'markNotificationRead',
      summary: { vi: 'Đánh dấu đã đọc một thông báo', en: 'Mark a notification as read' },
      access: 'signed-in',
      params: 'api/id-params',
      status: 204,
      handle: async ({ scope, actor }, { params }) => {
        await notifications.markRead(scope, actor.account, { id: params.id });
        return {};
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/notifications/read-all',
      operation: 'markAllNotificationsRead',
      summary: { vi: 'Đánh dấu đã đọc tất cả thông báo', en: 'Mark all notifications as read' },
      access: 'signed-in',
      status: 204,
      handle: async ({ scope, actor }) => {
        await notifications.markRead(scope, actor.account, 'all');
        return {};
      },
    }),
  ];
}
