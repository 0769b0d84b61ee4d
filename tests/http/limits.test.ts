import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Database } from '../../src/kernel/db.ts';
import { createIdempotency } from '../../src/kernel/idempotency.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { defineRoute, type Route, type UploadedFile } from '../../src/kernel/route.ts';
import { httpErrors } from '../../src/http/errors.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { createExpressApp, listen, type RunningHttpServer } from '../../src/http/server.ts';
import { storageErrors } from '../../storage/errors.ts';
import { connectTestDatabase } from '../support/database.ts';

let db: Database;
let server: RunningHttpServer;
let entered = 0;
let finish: () => void;
const finished = new Promise<void>((resolve) => (finish = resolve));

const summary = { vi: 'Nặng', en: 'Costly' };
const file: UploadedFile = { temporaryKey: 's/tmp/1', originalName: 'a.pdf', size: 1, sha256: '', type: undefined };
const routes: Route[] = [
  defineRoute({
    method: 'GET',
    path: '/costly',
    operation: 'costly',
    summary,
    access: 'public',
    room: { most: 2, waiting: 1 },
    handle: async () => {
      entered += 1;
      await finished;
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/files',
    operation: 'takeFile',
    summary,
    access: 'public',
    upload: true,
    handle: () => Promise.reject(httpErrors.DUTY_REQUIRED()),
  }),
];

beforeAll(async () => {
  db = await connectTestDatabase();
  const app = createExpressApp({
    routes,
    log: createLogger({ level: 'silent' }),
    authenticator: { authenticate: () => Promise.resolve(undefined) },
    idempotency: createIdempotency({ db, clock: systemClock }),
    uploads: {
      receive: () => Promise.resolve({ metadata: undefined, file }),
      discard: () => Promise.reject(storageErrors.STORE_UNAVAILABLE()),
    },
    health: {},
    metrics: new Metrics(),
    openApi: () => ({}),
    trustedProxies: 0,
    https: false,
  });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
  await db.close();
});

const call = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, init);

describe('a costly operation that anybody may ask for', () => {
  it('is done for a few at once, a few more wait, and the rest are told when to come back', async () => {
    const asked = Array.from({ length: 4 }, () => call('/costly'));
    const refused = await Promise.any(asked.map(async (answer) => only(503, await answer)));
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'TOO_BUSY' });
    expect(entered).toBe(2);
    finish();
    const statuses = await Promise.all(asked.map(async (answer) => (await answer).status));
    expect(statuses.sort()).toEqual([200, 200, 200, 503]);
    expect((await call('/costly')).status).toBe(200);
  });
});

describe('an answer', () => {
  it('is not hidden by temporary bytes that could not be removed', async () => {
    const answer = await call('/files', { method: 'POST' });
    expect(await answer.json()).toMatchObject({ status: 403, code: 'DUTY_REQUIRED' });
  });
});

function only(status: number, answer: Response): Response {
  if (answer.status !== status) throw new Error(`${answer.status}`);
  return answer;
}
