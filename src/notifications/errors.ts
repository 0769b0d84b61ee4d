import { defineErrors } from '../kernel/errors.ts';

export const notificationErrors = defineErrors({
  NOTIFICATION_NOT_FOUND: { kind: 'not-found', vi: 'Không có thông báo này.', en: 'There is no such notification.' },
});
