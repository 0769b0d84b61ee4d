import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SigningPolicy } from '../../../src/flows/signing/signing-policy.ts';
import { createHttpTimestamper, verifyPdf } from '../../../src/signing/index.ts';
import { runJob } from '../../support/collected-jobs.ts';
import { startServer } from '../../support/pki/http-server.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { startTestTsa } from '../../support/pki/test-tsa.ts';
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

let world: SigningWorld;
let cast: Cast;

beforeAll(async () => {
  world = await openSigningWorld();
  cast = await makeCast(world);
});

afterAll(() => world.close());

const under = (policy: SigningPolicy) => openBeside(world, policy);

async function verified(id: string, roots: readonly Uint8Array[] = []) {
  const trust = await world.certificates.trust(world.scope);
  const at = world.clock.now();
  return verifyPdf(await bytesOf(world, id), { roots: [trust.root, ...roots], crls: trust.crls, at });
}

const lastLevel = async (id: string) =>
  (await world.records.get(world.scope, id)).versions.at(-1)?.signatures[0]?.level;

describe('a visible signature', () => {
  it('stands on the page that was asked for, and all stay valid', async () => {
    const plan = await submitPlan(world, cast.teacher);
    for (const actor of [cast.teacher, cast.head]) {
      const appearance = { page: -1, place: 'bottomLeft' } as const;
      const { request } = await world.flows.request(actor, { records: [plan._id], appearance });
      await world.jobs.run(world.flows);
      await world.flows.confirm(actor, { request: request._id, pin: PIN });
      await world.jobs.run(world.flows);
    }
    const report = await verified(plan._id);
    expect(report.signatures.map(({ conclusion }) => conclusion)).toEqual(['valid', 'valid']);
    expect(report.signatures.map(({ statedReason }) => statedReason)).toEqual([
      'Người lập hồ sơ ký',
      'Tổ trưởng chuyên môn ký duyệt',
    ]);
  });

  it('on a page that is not there fails with its code and frees the record', async () => {
    const plan = await submitPlan(world, cast.teacher);
    const appearance = { page: 999, place: 'bottomLeft' } as const;
    const { request } = await world.flows.request(cast.teacher, { records: [plan._id], appearance });
    await world.jobs.run(world.flows);
    const { items } = await world.flows.progress(cast.teacher, { request: request._id });
    expect(items).toMatchObject([{ state: 'failed', failure: { code: 'PDF_PAGE_NOT_FOUND' } }]);
    await expect(world.flows.confirm(cast.teacher, { request: request._id, pin: PIN })).rejects.toMatchObject({
      code: 'SIGNING_NOTHING_READY',
    });
    expect((await world.records.get(world.scope, plan._id)).lease?.until).toBeUndefined();
  });
});

describe('a timestamp', () => {
  it('makes the signature B-T where the policy asks for one', async () => {
    const pki = await sharedPki();
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der], clock: world.clock });
    const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }], clock: world.clock });
    const stamped = await under({ level: 'b-t', whenTsaFails: 'wait', timestamper });
    const plan = await submitPlan(world, cast.teacher);
    await signAll(stamped, cast.teacher, [plan._id]);
    expect(await lastLevel(plan._id)).toBe('B-T');
    const report = await verified(plan._id, [pki.root.certificate.der]);
    expect(report.signatures).toMatchObject([{ integrity: { signature: 'good' }, profile: { level: 'B-T' } }]);
    await stamped.close();
    await tsa.close();
  });

  it('that cannot be had leaves the signature at B-B and says so, where the policy has it so', async () => {
    const away = await startServer(() => ({ status: 503, body: Buffer.from('away') }));
    const timestamper = createHttpTimestamper({ authorities: [{ url: away.url }], clock: world.clock });
    const lower = await under({ level: 'b-t', whenTsaFails: 'lower', timestamper });
    const plan = await submitPlan(world, cast.teacher);
    await signAll(lower, cast.teacher, [plan._id]);
    expect(await lastLevel(plan._id)).toBe('B-B');
    await lower.close();
    await away.close();
  });

  it('that cannot be had makes the confirmed signature wait for it, where the policy has it so; one token is taken', async () => {
    const pki = await sharedPki();
    let isAway = true;
    const tsa = await startTestTsa({
      tsa: pki.tsa,
      issuers: [pki.issuing.certificate.der],
      clock: world.clock,
      misbehave: async (_, honest) => (isAway ? { status: 503 } : { status: 200, body: await honest() }),
    });
    const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }], clock: world.clock });
    const wait = await under({ level: 'b-t', whenTsaFails: 'wait', timestamper });
    const plan = await submitPlan(world, cast.teacher);
    const { request } = await wait.flows.request(cast.teacher, { records: [plan._id] });
    await wait.jobs.run(wait.flows);
    expect(tsa.requests).toHaveLength(0);
    await wait.flows.confirm(cast.teacher, { request: request._id, pin: PIN });
    const [embedding] = wait.jobs.waiting;
    await expect(wait.jobs.run(wait.flows)).rejects.toMatchObject({ kind: 'unavailable' });
    const { items } = await wait.flows.progress(cast.teacher, { request: request._id });
    expect(items).toMatchObject([{ state: 'confirmed' }]);
    isAway = false;
    const askedInVain = tsa.requests.length;
    if (embedding) await runJob(wait.flows, embedding);
    expect(await lastLevel(plan._id)).toBe('B-T');
    expect(tsa.requests).toHaveLength(askedInVain + 1);
    await wait.close();
    await tsa.close();
  });
});

describe('a file that is not held in memory', () => {
  it('is signed by ranges and put together as a stream', async () => {
    const pdf = await hugePlanPdf();
    const plan = await submitPlan(world, cast.teacher, { pdf });
    await signAll(world, cast.teacher, [plan._id]);
    const signed = await bytesOf(world, plan._id);
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect((await verified(plan._id)).signatures).toMatchObject([{ conclusion: 'valid' }]);
  });
});
