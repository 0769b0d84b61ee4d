import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type SigningRequest } from '../../schemas/index.ts';
import { Session } from '../../samples/client/session.ts';
import { makeRandom, type Random } from '../../samples/school/index.ts';
import { type Actor } from '../../src/kernel/actor.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type RecordDocument } from '../../src/records/index.ts';
import { verifyPdf } from '../../src/signing/index.ts';
import { AppProcess } from '../support/app-process.ts';
import { PASSWORD, SCHOOL } from '../support/school.ts';
import {
  bytesOf,
  type Cast,
  lessonPlanPdf,
  makeCast,
  openSigningWorld,
  PIN,
  type SigningWorld,
  submitPlan,
} from '../support/signing-world.ts';

const RECORDS = 200;
const BATCH = 50;
const SEED = 20261123;
const MOST_KILLS = 6;
const BETWEEN_KILLS_MS = [800, 4000] as const;

const database = `t_${newId()}`;
const serverKey = Buffer.alloc(32, 7);
let world: SigningWorld;
let cast: Cast;
let redis: ChildProcess;
let redisUrl: string;
let folder: string;
let webs: AppProcess[] = [];
let workers: AppProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-chaos-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  redis = spawn('redis-server', options, { stdio: 'ignore' });
  redisUrl = `redis://127.0.0.1:${port}`;
  world = await openSigningWorld({ database, serverKey });
  world.clock.set(systemClock.now());
  cast = await makeCast(world);
  webs = await Promise.all([start('web'), start('web')]);
  workers = await Promise.all([start('worker'), start('worker')]);
}, 90_000);

afterAll(async () => {
  await Promise.all([...webs, ...workers].map((each) => each.kill()));
  redis.kill('SIGKILL');
  await once(redis, 'exit');
  await world.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

describe('200 records through the chain, over two web processes and two workers', () => {
  it('take every step once, and all is valid, whatever is killed and whatever Redis forgets', async () => {
    const plans = await submitAll();
    const ids = plans.map(({ _id }) => _id);
    const chaos = new Chaos(makeRandom(SEED));
    const running = chaos.run();
    for (const actor of [cast.teacher, cast.head, cast.vice, cast.clerk]) await signOver(actor, ids);
    await archived(ids);
    chaos.stop();
    await running;
    expect(chaos.kills).toBeGreaterThanOrEqual(2);
    expect(chaos.flushes).toBe(1);
    await assertWhole(ids);
  }, 180_000);
});

function start(role: 'web' | 'worker'): Promise<AppProcess> {
  return AppProcess.start(role, {
    ...inject('services'),
    MONGODB_DATABASE: database,
    REDIS_URL: redisUrl,
    HOSO_SERVER_KEY: serverKey.toString('base64'),
    HOSO_SWEEP_MS: '1000',
    HOSO_WORKER_CONCURRENCY: '8',
  });
}

/** Plans of different bytes: a remark after the end of the file is none of its objects. */
async function submitAll(): Promise<RecordDocument[]> {
  const pdf = await lessonPlanPdf();
  const plans: RecordDocument[] = [];
  for (let at = 0; at < RECORDS; at += 20) {
    const some = Array.from({ length: 20 }, (_, n) =>
      submitPlan(world, cast.teacher, { pdf: Buffer.concat([pdf, Buffer.from(`\n% ${at + n}\n`)]) }),
    );
    plans.push(...(await Promise.all(some)));
  }
  return plans;
}

/** One person signs all records in batches, asking again for what a batch did not bring to its end. */
async function signOver(actor: Actor, ids: readonly string[]): Promise<void> {
  const sessions = await signIn(actor);
  const batches = Array.from({ length: RECORDS / BATCH }, (_, n) => ids.slice(n * BATCH, (n + 1) * BATCH));
  await Promise.all(batches.map((records) => signBatch(sessions, records)));
}

/** One session, good at both web processes. */
async function signIn(actor: Actor): Promise<readonly [Session, Session]> {
  const [first, second] = webs.map(({ port }) => `http://127.0.0.1:${port}`);
  if (first === undefined || second === undefined) throw new Error('two web processes are needed');
  const { username } = actor;
  const session = await Session.signIn(first, { school: SCHOOL.code, username, password: PASSWORD });
  return [session, new Session(second, session.token, username)];
}

async function signBatch([one, other]: readonly [Session, Session], records: readonly string[]): Promise<void> {
  const { id, refused } = await one.post<SigningRequest>('/signing-requests', { records });
  expect(refused).toEqual([]);
  await reached(other, id, 'ready');
  await other.post(`/signing-requests/${id}/confirm`, { pin: PIN });
  const { items } = await reached(one, id, 'done');
  expect(items.filter(({ state }) => state !== 'embedded')).toEqual([]);
}

async function reached(session: Session, id: string, state: SigningRequest['state']): Promise<SigningRequest> {
  for (;;) {
    const request = await session.get<SigningRequest>(`/signing-requests/${id}?wait=10`);
    if (request.state === state) return request;
    if (request.state !== 'preparing' && request.state !== 'confirmed') throw new Error(`it is ${request.state}`);
  }
}

/** Waits for the workers to archive everything; the sweep brings back what is forgotten. */
async function archived(ids: readonly string[]): Promise<void> {
  const left = () => world.records.count(world.scope, { _id: { $in: ids }, $or: [{ state: 'sealed' }, UNTOLD] });
  while ((await left()) > 0) await delay(200);
}

const UNTOLD = { 'outbox.at': { $exists: true } };

/** Kills workers at random moments and empties Redis once. */
class Chaos {
  kills = 0;
  flushes = 0;
  readonly #random: Random;
  #over = false;

  constructor(random: Random) {
    this.#random = random;
  }

  stop(): void {
    this.#over = true;
  }

  async run(): Promise<void> {
    const admin = new Redis(redisUrl);
    while (!this.#over && this.kills < MOST_KILLS) {
      await delay(this.#random.between(...BETWEEN_KILLS_MS));
      if (this.#over) break;
      await this.#killOne();
      if (this.kills === 2) {
        await admin.flushall();
        this.flushes += 1;
      }
    }
    admin.disconnect();
  }

  async #killOne(): Promise<void> {
    const victim = this.#random.next() < 0.5 ? 0 : 1;
    await workers[victim]?.kill();
    this.kills += 1;
    workers[victim] = await start('worker');
  }
}

/** Every step once, every event once, every signature valid, every version the beginning of the next. */
async function assertWhole(ids: readonly string[]): Promise<void> {
  const trust = await world.certificates.trust(world.scope);
  const chain = await world.audit.verify(world.scope);
  expect(chain.ok).toBe(true);
  const audited = await auditedEvents();
  for (const id of ids) {
    const record = await world.records.get(world.scope, id);
    expect(record.state).toBe('archived');
    expect(record.versions.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(record.versions.at(-1)?.signatures.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(record.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    expect(audited.get(id)).toEqual([
      'record.submitted',
      'record.signed',
      'record.signed',
      'record.signed',
      'record.sealed',
      'record.augmented',
      'record.archived',
    ]);
    const pdf = await bytesOf(world, id);
    expect(pdf.subarray(0, record.versions[0]?.size).equals(await bytesOf(world, id, 1))).toBe(true);
    const report = await verifyPdf(pdf, { roots: [trust.root], crls: trust.crls });
    expect(report.signatures.map(({ conclusion }) => conclusion)).toEqual(Array(5).fill('valid'));
  }
}

async function auditedEvents(): Promise<Map<string, string[]>> {
  const blocks = await world.db.connection.collection('audit_blocks').find().sort({ seq: 1 }).toArray();
  const events = new Map<string, string[]>();
  for (const entry of blocks.flatMap((block) => block['entries'] as { subject: { id: string }; event: string }[])) {
    events.set(entry.subject.id, [...(events.get(entry.subject.id) ?? []), entry.event]);
  }
  return events;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
