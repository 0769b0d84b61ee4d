import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { type Database } from '../../src/kernel/db.ts';
import {
  createNotifications,
  type NewNotification,
  type Notifications,
  presentNotifications,
} from '../../src/notifications/index.ts';
import { connectTestDatabase } from '../support/database.ts';

const scope = scopeOfSchool(newId());
const clock = new ManualClock('2026-11-23T01:00:00Z');
let db: Database;
let notifications: Notifications;

beforeAll(async () => {
  db = await connectTestDatabase();
  notifications = createNotifications({ db, clock });
  await db.ensureIndexes();
});

afterAll(() => db.close());

const news = (account: string, event: string, at = clock.now()): NewNotification => ({
  event,
  account,
  kind: 'recordReturned',
  record: newId(),
  parameters: { title: 'Kế hoạch bài dạy', by: 'Trần Thị Bích', reason: 'Sai mẫu' },
  at,
});

describe('a notification', () => {
  it('is not found by another account or another school', async () => {
    const account = newId();
    await notifications.notify(scope, [news(account, 'e1')]);
    const [one] = (await notifications.list(scope, account, {})).notifications;
    const id = one?._id ?? '';
    await expect(notifications.markRead(scope, newId(), { id })).rejects.toMatchObject({
      code: 'NOTIFICATION_NOT_FOUND',
    });
    await expect(notifications.markRead(scopeOfSchool(newId()), account, { id })).rejects.toMatchObject({
      code: 'NOTIFICATION_NOT_FOUND',
    });
  });

  it('told again, and by many at once, is there once', async () => {
    const account = newId();
    const both = [news(account, 'e1'), news(account, 'e2')];
    await notifications.notify(scope, both.slice(1));
    await Promise.all(Array.from({ length: 5 }, () => notifications.notify(scope, both)));
    expect((await notifications.list(scope, account, {})).notifications).toHaveLength(2);
  });

  it('says in Vietnamese and in English what happened', async () => {
    const account = newId();
    await notifications.notify(scope, [news(account, 'e1')]);
    expect(presentNotifications(await notifications.list(scope, account, {}))).toMatchObject({
      unread: 1,
      notifications: [
        {
          text: 'Hồ sơ "Kế hoạch bài dạy" bị Trần Thị Bích trả lại, lý do: Sai mẫu',
          textEn: 'The record "Kế hoạch bài dạy" was returned by Trần Thị Bích; reason: Sai mẫu',
        },
      ],
    });
  });

  it('is read once and for all', async () => {
    const account = newId();
    await notifications.notify(scope, [news(account, 'e1'), news(account, 'e2')]);
    const [one] = (await notifications.list(scope, account, {})).notifications;
    await notifications.markRead(scope, account, { id: one?._id ?? '' });
    clock.advance(1000);
    await notifications.markRead(scope, account, { id: one?._id ?? '' });
    const after = await notifications.list(scope, account, { unread: true });
    expect(after).toMatchObject({ unread: 1 });
    expect(after.notifications).toHaveLength(1);
    await notifications.markRead(scope, account, 'all');
    expect(await notifications.list(scope, account, { unread: true })).toMatchObject({ unread: 0, notifications: [] });
  });

  it('comes newest first, page by page', async () => {
    const account = newId();
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute));
    await notifications.notify(
      scope,
      [1, 2, 3, 4, 5].map((minute) => news(account, `e${minute}`, at(minute))),
    );
    const first = await notifications.list(scope, account, { limit: 3 });
    const second = await notifications.list(scope, account, { limit: 3, cursor: first.nextCursor });
    const minutes = [...first.notifications, ...second.notifications].map((each) => each.at.getUTCMinutes());
    expect(minutes).toEqual([5, 4, 3, 2, 1]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('is forgotten after half a year', async () => {
    const account = newId();
    const old = new Date(clock.now().getTime() - 181 * 86_400_000);
    await notifications.notify(scope, [news(account, 'old', old), news(account, 'new')]);
    await notifications.sweep(scope);
    expect((await notifications.list(scope, account, {})).notifications).toHaveLength(1);
  });
});
