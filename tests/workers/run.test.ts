import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../../src/kernel/clock.ts';
import { BullJobs, connectRedis } from '../../src/kernel/bull-jobs.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { type JobName } from '../../src/kernel/jobs.ts';
import { type RunningWorkers, startWorkers } from '../../workers/run.ts';
import { type Flows } from '../../src/flows/index.ts';
import { JOBS } from '../../workers/index.ts';
import { schemaNames } from '../../schemas/index.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cast, makeCast, openSigningWorld, PIN, type SigningWorld, submitPlan } from '../support/signing-world.ts';

const REDIS_URL = inject('services').REDIS_URL;
const prefix = `t-${newId()}`;
const queue = new BullJobs(connectRedis(REDIS_URL), prefix);
const admin = new Redis(REDIS_URL);
let world: SigningWorld;
let cast: Cast;
let running: RunningWorkers[] = [];

beforeAll(async () => {
  world = await openSigningWorld({ queue, stuckMs: 0 });
  world.clock.set(systemClock.now());
  cast = await makeCast(world);
});

afterEach(async () => {
  await Promise.all(running.map((workers) => workers.close()));
  running = [];
});

afterAll(async () => {
  await queue.close();
  admin.disconnect();
  await world.close();
});

function start(flows: Flows = world.flows, sweepMs = 60_000): RunningWorkers {
  const log = createLogger({ level: 'silent' });
  const workers = startWorkers({ flows, queue, redisUrl: REDIS_URL, prefix, concurrency: 4, sweepMs, log });
  running.push(workers);
  return workers;
}

/** As FLUSHALL does, for the keys of this test alone. */
async function flush(): Promise<void> {
  const keys = await admin.keys(`${prefix}:*`);
  if (keys.length > 0) await admin.del(...keys);
}

async function settled(request: string, state: string): Promise<void> {
  for (let looks = 0; looks < 10; looks += 1) {
    const { items } = await world.flows.progress(cast.teacher, { request, wait: 2 });
    if (items.every((item) => item.state === state || item.state === 'failed')) return;
  }
}

describe('the registry', () => {
  it('has a file, a schema and an entry for every job', () => {
    const names = JOBS.map(({ name }) => name).sort();
    const schemas = schemaNames().flatMap((name) => (name.startsWith('jobs/') ? [name.slice('jobs/'.length)] : []));
    const files = readdirSync(join(import.meta.dirname, '../../workers')).map((file) => file.replace(/\.ts$/, ''));
    expect(names).toEqual(schemas.sort());
    expect(files).toEqual(expect.arrayContaining(names));
  });
});

describe('the workers', () => {
  it('prepare and embed what is asked for, each item once, over two processes', async () => {
    start();
    start();
    const plans = await Promise.all(Array.from({ length: 12 }, () => submitPlan(world, cast.teacher)));
    const ids = plans.map(({ _id }) => _id);
    const { request } = await world.flows.request(cast.teacher, { records: ids });
    await settled(request._id, 'prepared');
    await world.flows.confirm(cast.teacher, { request: request._id, pin: PIN });
    await settled(request._id, 'embedded');
    const records = await world.records.find(world.scope, { _id: { $in: ids } });
    expect(records.map(({ versions }) => versions.length)).toEqual(ids.map(() => 2));
  });

  it('find by their sweep what an emptied Redis has lost', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
    await flush();
    world.clock.advance(1);
    start(world.flows, 200);
    await settled(request._id, 'prepared');
    expect((await world.approvals.items.get(world.scope, { request: request._id, record: plan._id }))?.state).toBe(
      'prepared',
    );
  });

  it('try again what failed', async () => {
    let tries = 0;
    const flows: Flows = {
      ...world.flows,
      archiveRecord: async () => {
        tries += 1;
        if (tries === 1) throw new Error('the store is away');
        await Promise.resolve();
      },
    };
    start(flows);
    await queue.enqueue('archive-record', { school: world.scope.school, record: newId() });
    await expect.poll(() => tries, { timeout: 5000 }).toBe(2);
  });

  it('finish what is under way before they stop, and take nothing new', async () => {
    const done: JobName[] = [];
    let release = () => {};
    let begun = () => {};
    const underWay = new Promise<void>((resolve) => (begun = resolve));
    const held = new Promise<void>((resolve) => (release = resolve));
    const flows: Flows = {
      ...world.flows,
      archiveRecord: async () => {
        begun();
        await held;
        done.push('archive-record');
      },
    };
    const workers = start(flows);
    await queue.enqueue('archive-record', { school: world.scope.school, record: newId() });
    await underWay;
    const closing = workers.close();
    running = [];
    release();
    await closing;
    expect(done).toEqual(['archive-record']);
    await queue.enqueue('archive-record', { school: world.scope.school, record: newId() });
    expect(await queue.queue('archive-record').getWaitingCount()).toBe(1);
    await flush();
  });
});
