import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SchemaTypes } from '../../schemas/index.ts';
import { Session } from '../../samples/client/session.ts';
import { type Problem, startTestApp, type TestApp, YEAR } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { INITIAL, PASSWORD } from '../support/school.ts';

type RecordList = SchemaTypes['api/record-list'];
type AuditReport = SchemaTypes['api/audit-report'];

let app: TestApp;
let inspector: Session;
/** A sealed plan, one that waits for the head, and a draft. */
let sealed: SchemaTypes['api/record'];
let waiting: string;
let draft: string;

beforeAll(async () => {
  app = await startTestApp();
  const [{ session: teacher }, entered] = await Promise.all([app.enter('teacher'), app.enter('inspector')]);
  inspector = entered.session;
  sealed = await app.submitted();
  await app.sign(sealed.id, 'teacher', 'head', 'vicePrincipal', 'clerk');
  waiting = (await app.submitted()).id;
  await app.sign(waiting, 'teacher');
  draft = (await teacher.upload('/records', await app.plan())).body.id;
});
afterAll(() => app.close());

const search = async (session: Session, query = '') => {
  const { records } = await session.get<RecordList>(encodeURI(`/archive${query}`));
  return records.map(({ id }) => id);
};

/** What the log tells of a subject, by one actor. */
async function told(subject: string, actor: string): Promise<string[]> {
  const entries = await app.app.domains.audit.history(app.scope, subject);
  return entries.filter((entry) => entry.actor === actor).map(({ event }) => event);
}

/** An inspector who was let in for one school year. */
async function inspectorOf(year: string): Promise<{ session: Session; account: string }> {
  const username = `thanhtra-${year}`;
  const { account } = await app.app.domains.people.createAccount(
    { scope: app.scope, by: 'system' },
    {
      username,
      fullName: `Thanh tra ${year}`,
      duties: [{ duty: 'inspector', scope: { year }, from: '2026-09-01', until: '2026-12-31' }],
      initialPassword: INITIAL,
      external: true,
    },
  );
  const who = { school: 'THPT-001', username, password: INITIAL, newPassword: PASSWORD };
  return { session: await Session.signIn(app.url, who), account: account.id };
}

describe('the archive', () => {
  it('is closed to those who neither inspect nor lead', async () => {
    for (const role of ['teacher', 'head', 'staff'] as const) {
      const { session } = await app.enter(role);
      expectProblem(await session.call('GET /archive'), 403, 'DUTY_REQUIRED');
      expectProblem(await session.call(`GET /archive/${sealed.id}`), 403, 'DUTY_REQUIRED');
    }
  });

  it('holds finished records only, whatever state is asked for', async () => {
    expect(await search(inspector)).toEqual([sealed.id]);
    for (const state of ['draft', 'inApproval', 'returned', 'withdrawn']) {
      expect(await search(inspector, `?state=${state}`)).toEqual([]);
    }
    for (const id of [waiting, draft, '0'.repeat(32)]) {
      expectProblem(await inspector.call(`GET /archive/${id}`), 404, 'NOT_ARCHIVED');
    }
  });

  it('shows an inspector the years they were let in for, and no other', async () => {
    const { session: now } = await inspectorOf(YEAR);
    expect(await search(now)).toEqual([sealed.id]);
    const { session: before, account } = await inspectorOf('2025-2026');
    expect(await search(before)).toEqual([]);
    expect(await search(before, `?year=${YEAR}`)).toEqual([]);
    expectProblem(await before.call(`GET /archive/${sealed.id}`), 404, 'NOT_ARCHIVED');
    expectProblem(await before.call(`GET /records/${sealed.id}`), 404, 'RECORD_NOT_FOUND');
    expectProblem(await before.call(`GET /records/${sealed.id}/events`), 404, 'RECORD_NOT_FOUND');
    expectProblem(await before.call(`GET /records/${sealed.id}/versions/1/file`), 404, 'RECORD_NOT_FOUND');
    expect(await told(sealed.id, account)).toEqual([]);
  });

  it.each([
    'year=2026-2027',
    'week=14',
    'class=10A1&subject=Toan',
    'type=lessonPlan',
    'type=KHBD&timeliness=onTime',
    'department=Toan',
    'q=nguyen van a',
    'q=NGUYỄN VĂN A toán 10a1 tuần 14',
    'q=ke hoach bai day mon toan',
    'q=giao an tuan14',
    'q=khbd toa',
  ])('finds by %s', async (query) => {
    expect(await search(inspector, `?${query}`)).toEqual([sealed.id]);
  });

  it.each([
    'year=2025-2026',
    'week=15',
    'class=10A2',
    'q=tuan 15',
    'q=tuần 1',
    'q=nguyen van cuong',
    'q=guyen',
    'q=(x|y)+',
    'timeliness=late',
  ])('does not find by %s', async (query) => {
    expect(await search(inspector, `?${query}`)).toEqual([]);
  });

  it('refuses a question it does not understand', async () => {
    expectProblem(await inspector.call('GET /archive?week=ba'), 400, 'INPUT_INVALID');
    expectProblem(await inspector.call('GET /archive?type=novel'), 422, 'TYPE_UNKNOWN');
    expectProblem(await inspector.call('GET /archive?cursor=xyz'), 400, 'CURSOR_INVALID');
  });
});

describe('a look', () => {
  it('into the archive is in the log by the time it is granted: searched, opened, downloaded', async () => {
    const { account } = await app.enter('inspector');
    const before = [...(await told(account, account)), ...(await told(sealed.id, account))];
    await search(inspector, '?q=toan');
    await inspector.get(`/archive/${sealed.id}`);
    await inspector.download(sealed.id, 5);
    const after = [...(await told(account, account)), ...(await told(sealed.id, account))];
    const count = (events: readonly string[], event: string) => events.filter((one) => one === event).length;
    for (const event of ['archive.searched', 'archive.opened', 'record.downloaded']) {
      expect(count(after, event)).toBe(count(before, event) + 1);
    }
  });

  it('at any page is in the log, so that nobody reads the archive from a cursor of their own making', async () => {
    const { account } = await app.enter('inspector');
    const before = await told(account, account);
    const cursor = Buffer.from('f'.repeat(32)).toString('base64url');
    expect(await search(inspector, `?cursor=${cursor}`)).toEqual([sealed.id]);
    expect(await told(account, account)).toEqual([...before, 'archive.searched']);
  });

  it('that is refused grants nothing and is not told as one that was granted', async () => {
    const { account } = await app.enter('inspector');
    expectProblem(await inspector.call(`GET /archive/${waiting}`), 404, 'NOT_ARCHIVED');
    expect(await told(waiting, account)).toEqual([]);
  });

  it('shows the whole history, in order and with names', async () => {
    const isArchived = async () =>
      expect(await inspector.get(`/archive/${sealed.id}`)).toMatchObject({ state: 'archived' });
    await vi.waitFor(isArchived, { timeout: 10_000, interval: 100 });
    const { events } = await inspector.get<SchemaTypes['api/record-event-list']>(`/records/${sealed.id}/events`);
    const life = ['created', 'submitted', 'signed', 'signed', 'signed', 'sealed', 'augmented', 'archived'];
    const looks = ['archive.opened', 'record.downloaded', 'record.historyRead'];
    const lived = events.map(({ event }) => event).filter((event) => !looks.includes(event));
    expect(lived).toEqual(life.map((event) => `record.${event}`));
    expect(events.find(({ event }) => event === 'record.created')?.actorName).toBe('Nguyễn Văn A');
  });
});

describe('the verification of the log', () => {
  const verify = (query = '') => inspector.get<AuditReport>(`/audit/verification${query}`);

  it('is for those who inspect and lead', async () => {
    const { session } = await app.enter('teacher');
    expectProblem(await session.call('GET /audit/verification'), 403, 'DUTY_REQUIRED');
  });

  it('finds it whole, and an earlier head in it', async () => {
    const earlier = await verify();
    expect(earlier).toMatchObject({ ok: true });
    await inspector.get(`/archive/${sealed.id}`);
    const later = await verify(`?head=${earlier.head}`);
    expect(later.ok).toBe(true);
    expect(later.entries).toBeGreaterThan(earlier.entries);
    expect(later.head).not.toBe(earlier.head);
  });

  it('misses a head that is not in it', async () => {
    expect(await verify(`?head=${'a'.repeat(64)}`)).toMatchObject({ ok: false, fault: { what: 'headNotFound' } });
    expectProblem(await inspector.call('GET /audit/verification?head=abc'), 400, 'INPUT_INVALID');
  });

  it('finds an entry that was changed in the database', async () => {
    const blocks = app.app.db.connection.collection('audit_blocks');
    const block = { school: app.scope.school, seq: 3 };
    const [entry] = (await blocks.findOne(block))?.['entries'] as { actor: string }[];
    await blocks.updateOne(block, { $set: { 'entries.0.actor': 'kẻ khác' } });
    expect(await verify()).toMatchObject({ ok: false, fault: { seq: 3, what: 'hash' } });
    await blocks.updateOne(block, { $set: { 'entries.0.actor': entry?.actor } });
    expect(await verify()).toMatchObject({ ok: true });
  });
});

/** Last: it moves the clock past the inspector's days. */
describe("an inspector's access", () => {
  it('ends with its last day, also within a session', async () => {
    app.clock.set('2027-01-24T16:30:00Z');
    const session = await app.again('inspector');
    expect(await search(session)).toEqual([sealed.id]);
    app.clock.set('2027-01-24T17:00:00Z');
    expectProblem(await session.call('GET /archive'), 403, 'INSPECTOR_ACCESS_ENDED');
    expectProblem(await session.call(`GET /records/${sealed.id}/versions/5/file`), 403, 'INSPECTOR_ACCESS_ENDED');
    const login = { school: 'THPT-001', username: 'tranthungoc', password: PASSWORD };
    expectProblem(await app.call<Problem>('POST /auth/login', { json: login }), 403, 'INSPECTOR_ACCESS_ENDED');
  });
});
