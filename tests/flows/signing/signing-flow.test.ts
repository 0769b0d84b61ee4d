import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPdf } from '../../../src/signing/index.ts';
import { NOW } from '../../support/school.ts';
import {
  bytesOf,
  type Cast,
  lessonPlanPdf,
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
  world = await openSigningWorld();
  cast = await makeCast(world);
  await lessonPlanPdf();
});

afterAll(() => world.close());

describe('the chain of a lesson plan', () => {
  it('goes through three signatures and the seal to the archive, each version the beginning of the next, all valid', async () => {
    const { _id: id } = await submitPlan(world, cast.teacher);
    for (const actor of [cast.teacher, cast.head, cast.vice]) await signAll(world, actor, [id]);
    expect(await world.records.get(world.scope, id)).toMatchObject({ state: 'approved', waiting: { kind: 'seal' } });
    await signAll(world, cast.clerk, [id]);
    const record = await world.records.get(world.scope, id);
    expect(record).toMatchObject({ state: 'archived', outbox: [] });
    expect(record.lease?.until).toBeUndefined();
    expect(record.versions.map(({ kind }) => kind)).toEqual(['upload', 'signature', 'signature', 'signature', 'seal']);
    expect(record.retention.until).toEqual(new Date('2032-05-23T17:00:00Z'));
    for (let n = 1; n < 5; n += 1) {
      const [earlier, later] = [await bytesOf(world, id, n), await bytesOf(world, id, n + 1)];
      expect(later.subarray(0, earlier.length).equals(earlier)).toBe(true);
    }
    const trust = await world.certificates.trust(world.scope);
    const report = await verifyPdf(await bytesOf(world, id), {
      roots: [trust.root],
      crls: trust.crls,
      at: new Date(NOW),
    });
    expect(report.signatures).toHaveLength(4);
    expect(report.signatures.map(({ conclusion }) => conclusion)).toEqual(['valid', 'valid', 'valid', 'valid']);
    const events = (await world.audit.history(world.scope, id)).map(({ event }) => event);
    expect(events).toEqual([
      'record.submitted',
      'record.signed',
      'record.signed',
      'record.signed',
      'record.sealed',
      'record.archived',
    ]);
  });
});

describe('a batch', () => {
  it('of 50 records is confirmed with one PIN', async () => {
    const plans = await Promise.all(Array.from({ length: 50 }, () => submitPlan(world, cast.teacher)));
    const ids = plans.map(({ _id }) => _id);
    await signAll(world, cast.teacher, ids);
    const records = await world.records.find(world.scope, { _id: { $in: ids } });
    expect(records.every((record) => record.waiting?.duty === 'departmentHead')).toBe(true);
    expect(records.every((record) => record.versions.length === 2)).toBe(true);
  });

  it('leaves out with its reason what is not the actor’s, and goes on with the rest', async () => {
    const mine = await submitPlan(world, cast.teacher);
    const hers = await submitPlan(world, cast.other);
    const sealable = await submitPlan(world, cast.teacher, { chain: [{ kind: 'approve', duty: 'owner' }] });
    const gone = 'f'.repeat(32);
    const { request, items } = await world.flows.request(cast.teacher, {
      records: [mine._id, hers._id, sealable._id, gone],
    });
    expect(items.map(({ record }) => record)).toEqual([mine._id]);
    expect(request.refused.map(({ record, code }) => [record, code])).toEqual([
      [hers._id, 'RECORD_NOT_FOUND'],
      [sealable._id, 'STEP_NEEDS_APPROVAL'],
      [gone, 'RECORD_NOT_FOUND'],
    ]);
    await world.flows.cancel(cast.teacher, request._id);
    world.jobs.lose();
  });

  it('is refused whole only when nothing is left of it', async () => {
    const plan = await submitPlan(world, cast.teacher);
    await expect(world.flows.request(cast.head, { records: [plan._id] })).rejects.toMatchObject({
      code: 'SIGNING_REQUEST_REFUSED',
      details: { refused: [{ record: plan._id, code: 'NOT_YOUR_TURN' }] },
    });
  });
});

describe('the seal', () => {
  it('before the persons have signed is refused as SEAL_TOO_EARLY', async () => {
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    await expect(world.flows.request(cast.clerk, { records: [plan._id] })).rejects.toMatchObject({
      details: { refused: [{ code: 'SEAL_TOO_EARLY' }] },
    });
    await expect(world.flows.request(cast.head, { records: [plan._id], kind: 'seal' })).rejects.toMatchObject({
      details: { refused: [{ code: 'SEAL_TOO_EARLY' }] },
    });
  });
});

describe('a confirmation', () => {
  it('with a wrong PIN leaves the request to be confirmed again', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
    await world.jobs.run(world.flows);
    await expect(world.flows.confirm(cast.teacher, { request: request._id, pin: '918273' })).rejects.toMatchObject({
      code: 'PIN_WRONG',
    });
    await expect(world.flows.confirm(cast.teacher, { request: request._id, pin: PIN })).resolves.toMatchObject({
      request: { state: 'confirmed' },
    });
    await world.jobs.run(world.flows);
    expect((await world.records.get(world.scope, plan._id)).versions).toHaveLength(2);
  });

  it('before everything is prepared is told to wait', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
    await expect(world.flows.confirm(cast.teacher, { request: request._id, pin: PIN })).rejects.toMatchObject({
      code: 'SIGNING_NOT_READY',
      details: { preparing: 1 },
    });
    world.jobs.lose();
  });

  it('of another person’s request finds nothing', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
    await world.jobs.run(world.flows);
    await expect(world.flows.confirm(cast.other, { request: request._id, pin: PIN })).rejects.toMatchObject({
      code: 'SIGNING_REQUEST_NOT_FOUND',
    });
  });

  it('twice, and in two processes at once, signs once', async () => {
    const second = await openSigningWorld({ database: world.db.connection.name, clock: world.clock });
    const plans = await Promise.all([1, 2, 3].map(() => submitPlan(world, cast.teacher)));
    const { request } = await world.flows.request(cast.teacher, { records: plans.map(({ _id }) => _id) });
    await world.jobs.run(world.flows);
    const confirmation = { request: request._id, pin: PIN };
    const answers = await Promise.allSettled([
      world.flows.confirm(cast.teacher, confirmation),
      second.flows.confirm(cast.teacher, confirmation),
    ]);
    const won = answers.filter(({ status }) => status === 'fulfilled');
    expect(won.length).toBeGreaterThanOrEqual(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'SIGNING_IN_PROGRESS' });
    }
    const signature = async () => (await world.approvals.items.get(world.scope, item))?.cms;
    const item = { request: request._id, record: plans[0]?._id ?? '' };
    const once = await signature();
    expect(once?.length).toBeGreaterThan(500);
    await world.flows.confirm(cast.teacher, confirmation);
    expect(Buffer.compare((await signature()) ?? Buffer.alloc(0), once ?? Buffer.alloc(1))).toBe(0);
    await world.jobs.run(world.flows);
    await second.jobs.run(second.flows);
    for (const { _id } of plans) {
      const record = await world.records.get(world.scope, _id);
      expect(record.versions).toHaveLength(2);
    }
    await second.close();
  });
});
