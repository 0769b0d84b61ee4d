import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor } from '../../src/kernel/actor.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Database } from '../../src/kernel/db.ts';
import { defineErrors } from '../../src/kernel/errors.ts';
import { createIdempotency } from '../../src/kernel/idempotency.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { defineRoute, type Route } from '../../src/kernel/route.ts';
import { httpErrors } from '../../src/http/errors.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { openApiDocument } from '../../src/http/openapi.ts';
import { createExpressApp, listen, type RunningHttpServer } from '../../src/http/server.ts';
import { connectTestDatabase } from '../support/database.ts';

const testErrors = defineErrors({
  BOOK_LOCKED: { kind: 'locked', vi: 'Sổ {book} đã khóa.', en: 'The book {book} is locked.' },
});

const teacher: Actor = {
  account: 'a1',
  school: 's1',
  username: 'gv',
  fullName: 'Giáo viên',
  duties: [{ duty: 'subjectTeacher', scope: {} }],
};
const sessions: Record<string, Actor> = {
  'teacher-token-0001': teacher,
  'fresh-token-000001': { ...teacher, mustChangePassword: true },
};

let calls = 0;
const routes: Route[] = [
  defineRoute({
    method: 'GET',
    path: '/things/:id',
    operation: 'getThing',
    access: 'signed-in',
    params: 'api/id-params',
    output: 'api/problem',
    summary: { vi: 'Xem', en: 'Get' },
    handle: ({ actor }, { params }) => Promise.resolve({ body: { ...problemLike, title: actor.account + params.id } }),
  }),
  defineRoute({
    method: 'POST',
    path: '/things',
    operation: 'makeThing',
    access: 'signed-in',
    body: 'api/id-params',
    status: 201,
    idempotent: true,
    summary: { vi: 'Tạo', en: 'Make' },
    handle: () => {
      calls += 1;
      return Promise.resolve({ body: undefined });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/seals',
    operation: 'getSeals',
    access: ['recordsClerk'],
    summary: { vi: 'Dấu', en: 'Seals' },
    handle: () => Promise.resolve({}),
  }),
  defineRoute({
    method: 'GET',
    path: '/locked',
    operation: 'getLocked',
    access: 'public',
    summary: { vi: 'Khóa', en: 'Locked' },
    handle: () => Promise.reject(testErrors.BOOK_LOCKED({ book: '10A1' })),
  }),
  defineRoute({
    method: 'GET',
    path: '/broken',
    operation: 'getBroken',
    access: 'public',
    summary: { vi: 'Hỏng', en: 'Broken' },
    handle: () => Promise.reject(new Error('secret of the inside')),
  }),
];
const problemLike = { type: 't', title: 't', status: 1, code: 'c', detail: 'd', detailEn: 'd' };

let db: Database;
let server: RunningHttpServer;

beforeAll(async () => {
  db = await connectTestDatabase();
  const app = createExpressApp({
    routes,
    log: createLogger({ level: 'silent' }),
    authenticator: {
      authenticate: (token) => {
        const actor = sessions[token];
        return Promise.resolve(actor && { actor, isCsrfToken: (text) => text === 'csrf-of-the-session' });
      },
    },
    idempotency: createIdempotency({ db, clock: systemClock }),
    uploads: { receive: () => Promise.reject(httpErrors.MEDIA_TYPE_UNSUPPORTED()), discard: () => Promise.resolve() },
    health: { good: () => Promise.resolve({ fact: 1 }), bad: () => Promise.reject(testErrors.BOOK_LOCKED()) },
    metrics: new Metrics(),
    openApi: () => openApiDocument({ routes, serverUrl: 'http://x', version: '1' }),
    trustedProxies: 0,
    https: false,
  });
  await db.ensureIndexes();
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
  await db.close();
});

const ID = '0'.repeat(32);

async function call(path: string, init: RequestInit & { token?: string } = {}) {
  const headers = new Headers(init.headers);
  if (init.token) headers.set('authorization', `Bearer ${init.token}`);
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { ...init, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as Record<string, unknown>,
  };
}

const json = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

describe('the HTTP edge', () => {
  it('answers an unknown address, a missing session, a foreign token and a missing duty with their codes', async () => {
    expect(await call('/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } });
    expect(await call(`/api/v1/things/${ID}`)).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REQUIRED' } });
    expect(await call(`/api/v1/things/${ID}`, { token: 'some-other-token' })).toMatchObject({ status: 401 });
    expect(await call('/api/v1/seals', { token: 'teacher-token-0001' })).toMatchObject({
      status: 403,
      body: { code: 'DUTY_REQUIRED' },
    });
  });

  it('lets nobody do anything before the initial password is changed', async () => {
    expect(await call(`/api/v1/things/${ID}`, { token: 'fresh-token-000001' })).toMatchObject({
      status: 403,
      body: { code: 'PASSWORD_CHANGE_REQUIRED' },
    });
  });

  it('answers input that breaks its schema with 400 and every problem', async () => {
    const answer = await call('/api/v1/things/not-an-id', { token: 'teacher-token-0001' });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', details: { problems: [{ path: '/id' }] } },
    });
    expect(await call('/api/v1/things', { ...json({ id: ID, extra: 1 }), token: 'teacher-token-0001' })).toMatchObject({
      status: 400,
    });
    const malformed = {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
      token: 'teacher-token-0001',
    };
    const path = '/api/v1/things/%zz';
    expect(await call(path, { token: 'teacher-token-0001' })).toMatchObject({ body: { code: 'PATH_MALFORMED' } });
    expect(await call('/api/v1/things', malformed)).toMatchObject({ status: 400, body: { code: 'BODY_MALFORMED' } });
    expect(
      await call('/api/v1/things', { ...json({ id: 'x'.repeat(1_200_000) }), token: 'teacher-token-0001' }),
    ).toMatchObject({ status: 413 });
  });

  it('takes a cookie for a change only with the anti-forgery token of its session', async () => {
    const cookie = 'hoso_session=teacher-token-0001';
    expect(await call('/api/v1/things', json({ id: ID }, { cookie }))).toMatchObject({
      status: 403,
      body: { code: 'CSRF_REJECTED' },
    });
    expect(
      await call('/api/v1/things', json({ id: ID }, { cookie, 'x-csrf-token': 'csrf-of-another-one' })),
    ).toMatchObject({ status: 403 });
    expect(
      await call('/api/v1/things', json({ id: ID }, { cookie, 'x-csrf-token': 'csrf-of-the-session' })),
    ).toMatchObject({ status: 201 });
    expect(await call(`/api/v1/things/${ID}`, { headers: { cookie } })).toMatchObject({ status: 200 });
  });

  it('gives a problem document with both languages, and says nothing of what is inside when it does not know the error', async () => {
    const locked = await call('/api/v1/locked');
    expect(locked.headers.get('content-type')).toContain('application/problem+json');
    expect(locked).toMatchObject({
      status: 423,
      body: {
        code: 'BOOK_LOCKED',
        detail: 'Sổ 10A1 đã khóa.',
        detailEn: 'The book 10A1 is locked.',
        details: { book: '10A1' },
      },
    });
    const broken = await call('/api/v1/broken');
    expect(broken).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
    expect(JSON.stringify(broken.body)).not.toContain('secret');
  });

  it('does the work once for one Idempotency-Key', async () => {
    const request = { ...json({ id: ID }, { 'idempotency-key': 'key-0123456789' }), token: 'teacher-token-0001' };
    const before = calls;
    expect((await call('/api/v1/things', request)).headers.get('idempotency-replayed')).toBeNull();
    const second = await call('/api/v1/things', request);
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(calls).toBe(before + 1);
    const other = {
      ...json({ id: '1'.repeat(32) }, { 'idempotency-key': 'key-0123456789' }),
      token: 'teacher-token-0001',
    };
    expect(await call('/api/v1/things', other)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('is alive while a part it needs is not ready, and says which', async () => {
    expect(await call('/healthz')).toMatchObject({ status: 200 });
    expect(await call('/readyz')).toMatchObject({
      status: 503,
      body: { ok: false, checks: { good: { ok: true, facts: { fact: 1 } }, bad: { ok: false, code: 'BOOK_LOCKED' } } },
    });
  });

  it('describes its operations in OpenAPI with references that resolve', async () => {
    const { body } = await call('/api/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/things/{id}': { get: { operationId: 'getThing' } } } });
    const schemas = (body['components'] as { schemas: Record<string, unknown> }).schemas;
    for (const [, name] of JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(schemas).toHaveProperty([name as string]);
  });
});
