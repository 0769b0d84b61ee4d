import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REQUEST_LIFETIME_MS } from '../../../src/approvals/index.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { runJob } from '../../support/collected-jobs.ts';
import { NOW } from '../../support/school.ts';
import {
  type Cast,
  makeCast,
  openSigningWorld,
  PIN,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';

let world: SigningWorld;
let cast: Cast;

beforeAll(async () => {
  world = await openSigningWorld({ stuckMs: 1000 });
  cast = await makeCast(world);
});

beforeEach(() => {
  world.clock.set(NOW);
  world.jobs.lose();
});

afterAll(() => world.close());

const record = (id: string) => world.records.get(world.scope, id);
const item = (request: string, id: string) => world.approvals.items.get(world.scope, { request, record: id });

async function asked(count = 1): Promise<{ request: string; ids: string[] }> {
  const plans = await Promise.all(Array.from({ length: count }, () => submitPlan(world, cast.teacher)));
  const ids = plans.map(({ _id }) => _id);
  const { request } = await world.flows.request(cast.teacher, { records: ids });
  return { request: request._id, ids };
}

async function confirmed(count = 1): Promise<{ request: string; ids: string[] }> {
  const made = await asked(count);
  await world.jobs.run(world.flows);
  await world.flows.confirm(cast.teacher, { request: made.request, pin: PIN });
  return made;
}

describe('a job run twice', () => {
  it('prepares once: the second finds nothing to do', async () => {
    const { request, ids } = await asked();
    const [job] = world.jobs.of('prepare-signature');
    if (!job) throw new Error('no job');
    await runJob(world.flows, job);
    const first = await item(request, ids[0] ?? '');
    world.clock.advance(5000);
    await runJob(world.flows, job);
    expect(await item(request, ids[0] ?? '')).toEqual(first);
  });

  it('embeds once, also when both run at the same time', async () => {
    const { ids } = await confirmed();
    const [job] = world.jobs.of('embed-signature');
    if (!job) throw new Error('no job');
    await Promise.all([runJob(world.flows, job), runJob(world.flows, job)]);
    await runJob(world.flows, job);
    const signed = await record(ids[0] ?? '');
    expect(signed.versions).toHaveLength(2);
    const events = (await world.audit.history(world.scope, signed._id)).map(({ event }) => event);
    expect(events.filter((event) => event === 'record.signed')).toHaveLength(1);
  });

  it('tells an event once, and nobody twice', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const payload = { school: world.scope.school, record: plan._id };
    const job = { name: 'publish-record-events' as const, payload };
    await Promise.all([runJob(world.flows, job), runJob(world.flows, job)]);
    await runJob(world.flows, job);
    expect(await world.audit.history(world.scope, plan._id)).toHaveLength(1);
    const { notifications } = await world.notifications.list(world.scope, cast.teacher.account, { limit: 100 });
    expect(notifications.filter((each) => each.record === plan._id)).toMatchObject([{ kind: 'yourTurnToSign' }]);
  });

  it('archives once', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: [{ kind: 'sign', duty: 'owner' }] });
    await signAll(world, cast.teacher, [plan._id]);
    const before = await record(plan._id);
    expect(before.state).toBe('archived');
    const payload = { school: world.scope.school, record: plan._id };
    await runJob(world.flows, { name: 'archive-record', payload });
    expect(await record(plan._id)).toEqual(before);
  });
});

describe('a job whose subject is gone', () => {
  it.each([
    ['prepare-signature', { request: newId(), record: newId() }],
    ['embed-signature', { request: newId(), record: newId() }],
    ['publish-record-events', { record: newId() }],
    ['archive-record', { record: newId() }],
  ] as const)('%s stops', async (name, payload) => {
    await runJob(world.flows, { name, payload: { school: world.scope.school, ...payload } });
    expect(world.jobs.waiting).toEqual([]);
  });
});

describe('a lost queue', () => {
  it('after the request is brought back by the sweep', async () => {
    const { request, ids } = await asked(3);
    world.jobs.lose();
    await world.flows.sweep();
    expect(world.jobs.of('prepare-signature')).toHaveLength(0);
    world.clock.advance(1001);
    await world.flows.sweep();
    await world.jobs.run(world.flows);
    expect((await item(request, ids[2] ?? ''))?.state).toBe('prepared');
  });

  it('after the confirmation is brought back by the sweep', async () => {
    const { ids } = await confirmed(3);
    world.jobs.lose();
    world.clock.advance(1001);
    await world.flows.sweep();
    await world.jobs.run(world.flows);
    for (const id of ids) expect((await record(id)).versions).toHaveLength(2);
  });

  it('after the seal is brought back by the sweep', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: [{ kind: 'sign', duty: 'owner' }] });
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
    await world.jobs.run(world.flows);
    await world.flows.confirm(cast.teacher, { request: request._id, pin: PIN });
    await world.jobs.run(world.flows, 'embed-signature');
    world.jobs.lose();
    await world.flows.sweep();
    await world.jobs.run(world.flows);
    expect((await record(plan._id)).state).toBe('archived');
  });

  it('leaves no event untold', async () => {
    const plan = await submitPlan(world, cast.teacher);
    world.clock.advance(1001);
    await world.flows.sweep();
    expect((await record(plan._id)).outbox).toEqual([]);
    expect(await world.audit.history(world.scope, plan._id)).toHaveLength(1);
  });
});

describe('a crash', () => {
  it('between the swap and the note on the item embeds nothing again', async () => {
    const { request, ids } = await confirmed();
    const before = await item(request, ids[0] ?? '');
    await world.jobs.run(world.flows);
    await world.db.connection.collection('signing_items').replaceOne({ _id: before?._id as never }, before as never);
    world.clock.advance(1001);
    await world.flows.sweep();
    await world.jobs.run(world.flows);
    expect((await item(request, ids[0] ?? ''))?.state).toBe('embedded');
    expect((await record(ids[0] ?? '')).versions).toHaveLength(2);
  });

  it('between the signatures and the note on the request is finished by the sweep', async () => {
    const { request, ids } = await confirmed(2);
    const claim = { id: newId(), until: new Date(world.clock.now().getTime() + 60_000) };
    await world.db.connection
      .collection('signing_requests')
      .updateOne({ _id: request as never }, { $set: { state: 'confirming', claim } });
    world.jobs.lose();
    world.clock.advance(REQUEST_LIFETIME_MS + 1);
    await world.flows.sweep();
    await world.jobs.run(world.flows);
    for (const id of ids) expect((await record(id)).versions).toHaveLength(2);
    expect((await world.approvals.requests.get(world.scope, request)).state).toBe('confirmed');
  });

  it('in the middle of a confirmation leaves a request that can be confirmed after a minute', async () => {
    const { request, ids } = await asked();
    await world.jobs.run(world.flows);
    await world.approvals.requests.claim(world.scope, request, newId());
    const confirm = () => world.flows.confirm(cast.teacher, { request, pin: PIN });
    await expect(confirm()).rejects.toMatchObject({ code: 'SIGNING_IN_PROGRESS' });
    world.clock.advance(60_001);
    await expect(confirm()).resolves.toMatchObject({ request: { state: 'confirmed' } });
    await world.jobs.run(world.flows);
    expect((await record(ids[0] ?? '')).versions).toHaveLength(2);
  });
});

describe('a lease', () => {
  it('keeps a record out of another’s hands while it lasts, and ends by itself', async () => {
    const plan = await submitPlan(world, cast.vice, { chain: [{ kind: 'sign', duty: 'subjectTeacher' }] });
    await world.flows.request(cast.teacher, { records: [plan._id] });
    await expect(world.flows.request(cast.other, { records: [plan._id] })).rejects.toMatchObject({
      details: {
        refused: [
          {
            code: 'RECORD_LEASED',
            textEn:
              'The record is being signed by somebody else in another request since 08:00 on 23/11/2026, until 08:15 on 23/11/2026.',
          },
        ],
      },
    });
    world.clock.advance(REQUEST_LIFETIME_MS);
    await expect(world.flows.request(cast.other, { records: [plan._id] })).resolves.toBeDefined();
  });

  it('is given back at once by a cancellation, and a cancelled request signs nothing', async () => {
    const { request, ids } = await asked();
    const job = world.jobs.of('prepare-signature')[0];
    await world.flows.cancel(cast.teacher, request);
    await world.flows.cancel(cast.teacher, request);
    expect((await record(ids[0] ?? '')).lease?.until).toBeUndefined();
    if (job) await runJob(world.flows, job);
    expect((await item(request, ids[0] ?? ''))?.failure?.code).toBe('SIGNING_REQUEST_CANCELLED');
    await expect(world.flows.confirm(cast.teacher, { request, pin: PIN })).rejects.toMatchObject({
      code: 'SIGNING_REQUEST_CANCELLED',
    });
  });

  it('of an expired request is given back by the sweep', async () => {
    const { request, ids } = await asked();
    await world.jobs.run(world.flows);
    world.clock.advance(REQUEST_LIFETIME_MS);
    await expect(world.flows.confirm(cast.teacher, { request, pin: PIN })).rejects.toMatchObject({
      code: 'SIGNING_REQUEST_EXPIRED',
    });
    await world.flows.sweep();
    expect((await record(ids[0] ?? '')).lease?.until).toBeUndefined();
    expect((await item(request, ids[0] ?? ''))?.failure?.code).toBe('SIGNING_REQUEST_EXPIRED');
  });

  it('gives way to a new request of the same person', async () => {
    const { request, ids } = await asked();
    const again = await world.flows.request(cast.teacher, { records: ids });
    expect(again.items).toHaveLength(1);
    expect((await world.approvals.requests.get(world.scope, request)).state).toBe('cancelled');
  });
});

describe('a second request of the same person', () => {
  it('takes over only the records it names; the first goes on with the others', async () => {
    const plans = [await submitPlan(world, cast.teacher), await submitPlan(world, cast.teacher)];
    const ids = plans.map(({ _id }) => _id);
    const first = await world.flows.request(cast.teacher, { records: ids });
    const second = await world.flows.request(cast.teacher, { records: ids.slice(0, 1) });
    expect((await item(first.request._id, ids[0] ?? ''))?.failure?.code).toBe('SIGNING_TAKEN_OVER');
    await world.jobs.run(world.flows);
    for (const { request } of [first, second])
      await world.flows.confirm(cast.teacher, { request: request._id, pin: PIN });
    await world.jobs.run(world.flows);
    for (const id of ids) expect((await record(id)).versions).toHaveLength(2);
  });
});

describe('a confirmed signature', () => {
  it('cannot be cancelled, and its record cannot be returned', async () => {
    const { request, ids } = await confirmed();
    await expect(world.flows.cancel(cast.teacher, request)).rejects.toMatchObject({
      code: 'SIGNING_REQUEST_CONFIRMED',
    });
    await expect(
      world.flows.returnRecord(cast.teacher, { record: ids[0] ?? '', reason: 'Sai mẫu' }),
    ).rejects.toMatchObject({ code: 'RECORD_LEASED' });
  });

  it('over a version that is no longer the newest fails as BASE_CHANGED and changes nothing', async () => {
    const { request, ids } = await confirmed();
    const id = ids[0] ?? '';
    await world.records.change(world.scope, id, (now) => ({
      version: { ...now.versions[0], n: 2, sha256: 'a'.repeat(64) } as never,
      events: [],
    }));
    await world.jobs.run(world.flows);
    expect((await item(request, id))?.failure?.code).toBe('BASE_CHANGED');
    expect((await record(id)).versions).toHaveLength(2);
    expect((await record(id)).lease?.until).toBeUndefined();
  });
});
