import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/kernel/clock.ts';
import { type Database } from '../../src/kernel/db.ts';
import { createIdempotency, type Idempotency, type StoredAnswer } from '../../src/kernel/idempotency.ts';
import { newId } from '../../src/kernel/ids.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { connectTestDatabase } from '../support/database.ts';

let db: Database;
let idempotency: Idempotency;
const clock = new ManualClock('2026-11-23T01:00:00Z');
const scope = scopeOfSchool(newId());

beforeAll(async () => {
  db = await connectTestDatabase();
  idempotency = createIdempotency({ db, clock });
  await db.ensureIndexes();
});

afterAll(() => db.close());

function request(overrides: { key?: string; fingerprint?: string } = {}) {
  return { account: 'a1', key: newId(), fingerprint: 'f1', ...overrides };
}

describe('a request with an Idempotency-Key', () => {
  it('is refused when the key is too short or has spaces', async () => {
    for (const key of ['short', 'with space in it', 'x'.repeat(129)]) {
      await expect(idempotency.once(scope, request({ key }), unreached)).rejects.toMatchObject({
        code: 'IDEMPOTENCY_KEY_INVALID',
      });
    }
  });

  it('is refused when the key was used for something else', async () => {
    const first = request();
    await idempotency.once(scope, first, () => Promise.resolve({ status: 201, body: 1 }));
    const second = { ...first, fingerprint: 'f2' };
    await expect(idempotency.once(scope, second, unreached)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('is refused while the first is still under way, and does its work once when many come at once', async () => {
    const same = request();
    let done = 0;
    let refused = 0;
    const all = Array.from({ length: 20 }, () =>
      idempotency
        .once(scope, same, async () => {
          done += 1;
          await expect.poll(() => refused).toBe(19);
          return { status: 201, body: { done } };
        })
        .catch((error: { code: string }) => {
          refused += 1;
          return error.code;
        }),
    );
    const results = await Promise.all(all);
    expect(done).toBe(1);
    expect(results.filter((result) => result === 'IDEMPOTENCY_IN_PROGRESS')).toHaveLength(19);
  });

  it('is forgotten when its work failed, so that it can be tried again', async () => {
    const same = request();
    await expect(idempotency.once(scope, same, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await idempotency.once(scope, same, () => Promise.resolve({ status: 200, body: 'ok' }))).toMatchObject({
      body: 'ok',
    });
  });

  it('is taken over a minute after the first one died', async () => {
    const same = request();
    void idempotency.once(scope, same, () => new Promise(() => undefined));
    await expect
      .poll(() => idempotency.once(scope, same, unreached).catch((error: { code: string }) => error.code))
      .toBe('IDEMPOTENCY_IN_PROGRESS');
    clock.advance(61_000);
    expect(await idempotency.once(scope, same, () => Promise.resolve({ status: 200, body: 2 }))).toMatchObject({
      body: 2,
    });
  });

  it('stays with the one that took it over, whatever becomes of the one that was too slow', async () => {
    for (const tooLate of [() => Promise.reject(new Error('late')), () => Promise.resolve({ status: 200, body: 1 })]) {
      const same = request();
      const first = held(tooLate);
      const second = held(() => Promise.resolve({ status: 200, body: 2 }));
      const slow = idempotency.once(scope, same, first.work).catch(() => undefined);
      await first.begun;
      clock.advance(61_000);
      const taker = idempotency.once(scope, same, second.work);
      await second.begun;
      first.finish();
      await slow;
      await expect(idempotency.once(scope, same, unreached)).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
      second.finish();
      expect(await taker).toMatchObject({ body: 2, replayed: false });
      expect(await idempotency.once(scope, same, unreached)).toMatchObject({ body: 2, replayed: true });
    }
  });

  it('gets the first answer again', async () => {
    const same = request();
    const first = await idempotency.once(scope, same, () =>
      Promise.resolve({ status: 201, body: { id: 'x', list: [] } }),
    );
    expect(first.replayed).toBe(false);
    expect(await idempotency.once(scope, same, unreached)).toEqual({
      status: 201,
      body: { id: 'x', list: [] },
      replayed: true,
    });
  });

  it('is forgotten after a day', async () => {
    await idempotency.once(scope, request(), () => Promise.resolve({ status: 200, body: 1 }));
    clock.advance(25 * 3_600_000);
    expect(await idempotency.sweep(scope)).toBeGreaterThan(0);
    expect(await idempotency.sweep(scope)).toBe(0);
  });
});

function unreached(): Promise<never> {
  return Promise.reject(new Error('this work must not be done'));
}

/** Work that says when it has begun, and ends when it is told to. */
function held(end: () => Promise<StoredAnswer>) {
  let begin = (): void => undefined;
  let finish = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const told = new Promise<void>((resolve) => (finish = resolve));
  const work = async () => {
    begin();
    await told;
    return end();
  };
  return { begun, work, finish };
}
