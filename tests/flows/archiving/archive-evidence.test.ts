import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SigningPolicy } from '../../../src/flows/signing/signing-policy.ts';
import { createHttpTimestamper, verifyPdf } from '../../../src/signing/index.ts';
import { runJob } from '../../support/collected-jobs.ts';
import { type TestServer } from '../../support/pki/http-server.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { startTestTsa } from '../../support/pki/test-tsa.ts';
import { NOW, PASSWORD } from '../../support/school.ts';
import {
  bytesOf,
  type Cast,
  hugePlanPdf,
  makeCast,
  openBeside,
  openSigningWorld,
  PIN,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: SigningWorld;
let cast: Cast;
let tsa: TestServer;
let isTsaAway = false;
let tsaRoot: Uint8Array;
let tsaEnds: Date;

beforeAll(async () => {
  world = await openSigningWorld();
  cast = await makeCast(world);
  const pki = await sharedPki();
  tsaRoot = pki.root.certificate.der;
  tsaEnds = pki.tsa.certificate.notAfter;
  tsa = await startTestTsa({
    tsa: pki.tsa,
    issuers: [pki.issuing.certificate.der],
    clock: world.clock,
    misbehave: async (_, honest) => (isTsaAway ? { status: 503 } : { status: 200, body: await honest() }),
  });
});

beforeEach(() => {
  isTsaAway = false;
  world.clock.set(NOW);
  world.jobs.lose();
});

afterAll(async () => {
  await tsa.close();
  await world.close();
});

/** One more process on the same database, whose archive raises what is finished. */
async function archiving(others: Partial<SigningPolicy> = {}): Promise<SigningWorld> {
  const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }], clock: world.clock });
  const archive = { level: 'b-lta', timestamper, roots: [tsaRoot] } as const;
  return openBeside(world, { level: 'b-b', whenTsaFails: 'wait', archive, ...others });
}

const record = (id: string) => world.records.get(world.scope, id);
const archiveJob = (id: string) =>
  ({ name: 'archive-record', payload: { school: world.scope.school, record: id } }) as const;

/** A plan that its owner has signed, which is all its chain: the archive is next. */
async function finished(pdf?: Uint8Array): Promise<string> {
  const chain = [{ kind: 'sign', duty: 'owner' }] as const;
  const plan = await submitPlan(world, cast.teacher, { chain, ...(pdf && { pdf }) });
  const { request } = await world.flows.request(cast.teacher, { records: [plan._id] });
  await world.jobs.run(world.flows);
  await world.flows.confirm(cast.teacher, { request: request._id, pin: PIN });
  await world.jobs.run(world.flows, 'embed-signature');
  world.jobs.lose();
  return plan._id;
}

async function verified(id: string) {
  const trust = await world.certificates.trust(world.scope);
  return verifyPdf(await bytesOf(world, id), { roots: [trust.root, tsaRoot], at: world.clock.now() });
}

const levels = async (id: string) => {
  const { signatures } = (await record(id)).versions.at(-1) ?? { signatures: [] };
  return signatures.map(({ level }) => level);
};

async function lockOf(id: string, n = -1) {
  const version = (await record(id)).versions.at(n);
  return (await world.store.head({ key: version?.objectKey ?? '' })).retainUntil;
}

describe('a timestamp authority that is away', () => {
  it('keeps a finished record waiting, locked and unchanged, where the policy says so', async () => {
    const waiting = await archiving();
    const id = await finished();
    isTsaAway = true;
    const before = await record(id);
    await expect(runJob(waiting.flows, archiveJob(id))).rejects.toMatchObject({ code: 'TSA_ALL_FAILED' });
    expect(await record(id)).toEqual(before);
    expect(await lockOf(id)).toBeDefined();
    isTsaAway = false;
    await waiting.flows.sweep();
    await waiting.jobs.run(waiting.flows);
    expect(await record(id)).toMatchObject({ state: 'archived', evidence: { level: 'B-LTA', locked: true } });
    await waiting.close();
  });

  it('has it archived as it was signed, said to be so and raised later, where the policy goes on', async () => {
    const going = await archiving({ whenTsaFails: 'lower' });
    const id = await finished();
    isTsaAway = true;
    await runJob(going.flows, archiveJob(id));
    expect(await record(id)).toMatchObject({ state: 'archived', evidence: { level: 'B-B', locked: true } });
    expect(await lockOf(id)).toBeDefined();
    isTsaAway = false;
    await going.flows.sweep();
    expect(going.jobs.of('archive-record')).toEqual([]);
    world.clock.advance(HOUR);
    await going.flows.sweep();
    await going.jobs.run(going.flows);
    expect(await record(id)).toMatchObject({ state: 'archived', evidence: { level: 'B-LTA', locked: true } });
    expect(await levels(id)).toEqual(['B-LTA']);
    expect(await lockOf(id)).toEqual(await lockOf(id, -2));
    const events = (await world.audit.history(world.scope, id)).map(({ event }) => event);
    expect(events.filter((event) => event === 'record.archived')).toHaveLength(1);
    expect(events.at(-1)).toBe('record.augmented');
    await going.close();
  });
});

describe('a record that cannot be raised', () => {
  it('because its bytes are not those recorded is archived and locked as it is, and not tried again', async () => {
    const raising = await archiving();
    const id = await finished();
    const damaged = { $set: { 'versions.1.sha256': '0'.repeat(64) } };
    await world.db.connection.collection('records').updateOne({ _id: id as never }, damaged);
    await runJob(raising.flows, archiveJob(id));
    const archived = await record(id);
    expect(archived).toMatchObject({ state: 'archived', evidence: { level: 'B-B', locked: true } });
    expect(archived.evidence?.dueAt).toBeUndefined();
    expect(archived.versions).toHaveLength(2);
    expect(await lockOf(id)).toBeDefined();
    await raising.close();
  });

  it('for having no signature at all is archived without evidence', async () => {
    const raising = await archiving();
    const plan = await submitPlan(world, cast.teacher, { chain: [{ kind: 'approve', duty: 'departmentHead' }] });
    await world.flows.approveRecord(cast.head, { record: plan._id, password: PASSWORD });
    await runJob(raising.flows, archiveJob(plan._id));
    const archived = await record(plan._id);
    expect(archived.state).toBe('archived');
    expect(archived.evidence?.level).toBeUndefined();
    await raising.close();
  });
});

describe('the archive', () => {
  it('adds timestamps and validation data in a version of its own, over the same bytes', async () => {
    const raising = await archiving();
    const id = await finished();
    const signed = await bytesOf(world, id);
    await runJob(raising.flows, archiveJob(id));
    const { versions, evidence } = await record(id);
    expect(versions.map(({ n, kind, by }) => [n, kind, by])).toEqual([
      [1, 'upload', cast.teacher.account],
      [2, 'signature', cast.teacher.account],
      [3, 'evidence', 'system'],
    ]);
    expect(evidence?.timestampEnds).toEqual(tsaEnds);
    const raised = await bytesOf(world, id);
    expect(raised.subarray(0, signed.length).equals(signed)).toBe(true);
    const report = await verified(id);
    expect(report.conclusion).toBe('valid');
    expect(report.signatures.map(({ kind, profile }) => [kind, profile.level])).toEqual([
      ['approval', 'B-LTA'],
      ['document-timestamp', undefined],
      ['document-timestamp', undefined],
    ]);
    await raising.close();
  });

  it('proves a signature without any list from outside, after its certificate has ended', async () => {
    const raising = await archiving();
    const id = await finished();
    await runJob(raising.flows, archiveJob(id));
    world.clock.advance(4 * 365 * DAY);
    const [signature] = (await verified(id)).signatures;
    expect(signature).toMatchObject({ conclusion: 'valid', time: { source: 'document-timestamp' } });
    expect(new Date(signature?.signer?.notAfter ?? '').getTime()).toBeLessThan(world.clock.now().getTime());
    await raising.close();
  });

  it('raises once, also when two do it at the same time', async () => {
    const [one, two] = [await archiving(), await archiving()];
    const id = await finished();
    await Promise.all([runJob(one.flows, archiveJob(id)), runJob(two.flows, archiveJob(id))]);
    await runJob(one.flows, archiveJob(id));
    const { versions, evidence } = await record(id);
    expect(versions.map(({ kind }) => kind)).toEqual(['upload', 'signature', 'evidence']);
    expect(evidence?.locked).toBe(true);
    expect(await lockOf(id)).toBeDefined();
    const events = (await world.audit.history(world.scope, id)).map(({ event }) => event);
    expect(events.slice(-2)).toEqual(['record.augmented', 'record.archived']);
    await one.close();
    await two.close();
  });

  it('locks what was raised before a crash, and does not raise it again', async () => {
    const raising = await archiving();
    const id = await finished();
    const before = await record(id);
    await runJob(raising.flows, archiveJob(id));
    const { versions, evidence, _id } = await record(id);
    const crashed = { ...before, versions, evidence: { ...evidence, locked: false, dueAt: world.clock.now() } };
    await world.db.connection.collection('records').replaceOne({ _id: _id as never }, crashed);
    await raising.flows.sweep();
    await raising.jobs.run(raising.flows);
    expect(await record(id)).toMatchObject({ state: 'archived', versions, evidence: { ...evidence } });
    await raising.close();
  });

  it('leaves records as they were signed where no authority is named, and raises them once there is one', async () => {
    const id = await finished();
    await runJob(world.flows, archiveJob(id));
    expect(await record(id)).toMatchObject({ state: 'archived', evidence: { level: 'B-B', locked: true } });
    await world.flows.sweep();
    expect(world.jobs.of('archive-record')).toEqual([]);
    const raising = await archiving();
    await raising.flows.sweep();
    await raising.jobs.run(raising.flows);
    expect((await record(id)).evidence?.level).toBe('B-LTA');
    await raising.close();
  });

  it('renews the last timestamp before the certificate behind it ends, and no retention grows by that', async () => {
    const raising = await archiving();
    const id = await finished();
    await runJob(raising.flows, archiveJob(id));
    const first = await record(id);
    world.clock.set(new Date(tsaEnds.getTime() - 91 * DAY));
    await raising.flows.sweep();
    expect(raising.jobs.of('archive-record').map(({ key }) => key)).not.toContain(id);
    world.clock.advance(2 * DAY);
    await raising.flows.sweep();
    await raising.jobs.run(raising.flows);
    const renewed = await record(id);
    expect(renewed.versions).toHaveLength(first.versions.length + 1);
    expect(renewed.retention.until).toEqual(first.retention.until);
    expect(renewed.evidence?.dueAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
    const report = await verified(id);
    expect(report.signatures.map(({ kind }) => kind).slice(1)).toEqual(Array(3).fill('document-timestamp'));
    expect(report.conclusion).toBe('valid');
    await raising.close();
  });

  it('raises a file that is not held in memory', async () => {
    const raising = await archiving();
    const id = await finished(await hugePlanPdf());
    await runJob(raising.flows, archiveJob(id));
    expect(await levels(id)).toEqual(['B-LTA']);
    expect((await verified(id)).conclusion).toBe('valid');
    await raising.close();
  });
});

describe('a chain of persons and the seal', () => {
  it('is raised whole, whatever level each signature was made at', async () => {
    const raising = await archiving();
    const plan = await submitPlan(world, cast.teacher);
    for (const actor of [cast.teacher, cast.head, cast.vice, cast.clerk]) await signAll(raising, actor, [plan._id]);
    expect(await record(plan._id)).toMatchObject({ state: 'archived', evidence: { level: 'B-LTA', locked: true } });
    expect(await levels(plan._id)).toEqual(Array(4).fill('B-LTA'));
    expect((await verified(plan._id)).conclusion).toBe('valid');
    await raising.close();
  });
});
