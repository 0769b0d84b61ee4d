import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/kernel/clock.ts';
import { verifyPdf } from '../../../src/signing/index.ts';
import { parseTimestampToken } from '../../../src/signing/timestamps/token.ts';
import { NOW } from '../../support/school.ts';
import {
  bytesOf,
  type Cast,
  makeCast,
  openBeside,
  openSigningWorld,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';

const HOUR = 3_600_000;
const clock = new ManualClock(NOW);
const stamped = { level: 'b-t', whenTsaFails: 'wait' } as const;
const archive = { level: 'b-lta', roots: [] } as const;

let world: SigningWorld;
let plain: SigningWorld;
let cast: Cast;

beforeAll(async () => {
  world = await openSigningWorld({ clock, policy: { ...stamped, archive } });
  plain = await openBeside(world, { level: 'b-b', whenTsaFails: 'wait' });
  cast = await makeCast(world);
});

afterAll(async () => {
  await plain.close();
  await world.close();
});

const signers = () => [cast.teacher, cast.head, cast.vice, cast.clerk];

async function sealed(by: SigningWorld): Promise<string> {
  const { _id: id } = await submitPlan(by, cast.teacher);
  for (const actor of signers()) {
    await signAll(by, actor, [id]);
    clock.advance(1000);
  }
  return id;
}

async function verified(id: string, n?: number) {
  const { root, crls } = await world.certificates.trust(world.scope, { since: clock.now() });
  return verifyPdf(await bytesOf(world, id, n), { roots: [root], crls, clock });
}

const time = (report: Awaited<ReturnType<typeof verified>>) => report.signatures.map(({ time: { source } }) => source);

describe('the school’s own timestamp authority', () => {
  it('stamps every signature, and the archive brings the record to B-LTA, with no other authority named', async () => {
    const id = await sealed(world);
    const record = await world.records.get(world.scope, id);
    expect(record).toMatchObject({ state: 'archived', evidence: { level: 'B-LTA', locked: true } });
    const sealVersion = record.versions.findLast(({ kind }) => kind === 'seal');
    expect(sealVersion?.signatures.map(({ level }) => level)).toEqual(['B-T', 'B-T', 'B-T', 'B-T']);
    const report = await verified(id, sealVersion?.n);
    expect(report.conclusion).toBe('valid');
    expect(time(report)).toEqual(Array(4).fill('signature-timestamp'));
    expect(report.signatures.map(({ time: { authority } }) => authority)[0]).toContain('Dấu thời gian của');
  });

  it('has one certificate however many ask for it first', async () => {
    const other = await openSigningWorld();
    try {
      await other.certificates.ensureAuthority({ scope: other.scope, by: 'system' });
      const digest = new Uint8Array(32);
      const tokens = await Promise.all(
        Array.from({ length: 6 }, () => other.certificates.timestamper(other.scope).stamp(digest)),
      );
      const read = tokens.map((token) => parseTimestampToken(token));
      expect(new Set(read.map(({ info }) => info.serialNumber)).size).toBe(6);
      const certificates = read.map(({ signedData }) => Buffer.from(signedData.certificates[0] ?? []).toString('hex'));
      expect(new Set(certificates).size).toBe(1);
    } finally {
      await other.close();
    }
  });

  it('gives no timestamp while the clock is behind one that was given', async () => {
    const stamper = world.certificates.timestamper(world.scope);
    await stamper.stamp(new Uint8Array(32));
    const before = clock.now();
    clock.set(new Date(before.getTime() - HOUR));
    await expect(stamper.stamp(new Uint8Array(32))).rejects.toMatchObject({ code: 'CLOCK_UNSURE' });
    clock.set(before);
    await stamper.stamp(new Uint8Array(32));
  });
});

describe('a file whose signature was broken before it was handed in', () => {
  it('is signed by nobody, and the record can be handled further', async () => {
    const signed = await bytesOf(world, await sealed(world), 2);
    const broken = Buffer.from(signed);
    const at = broken.indexOf('stream') + 20;
    broken[at] = (broken[at] ?? 0) ^ 1;
    const { _id: id } = await submitPlan(world, cast.teacher, { pdf: broken });
    const marked = { $set: { 'versions.0.signedOutside': true } };
    await world.db.connection.collection('records').updateOne({ _id: id as never }, marked);
    const { request } = await world.flows.request(cast.teacher, { records: [id] });
    await world.jobs.run(world.flows);
    const { items } = await world.flows.progress(cast.teacher, { request: request._id });
    expect(items).toMatchObject([{ state: 'failed', failure: { code: 'SIGNATURE_NOT_VALID' } }]);
    const record = await world.records.get(world.scope, id);
    expect(record.versions).toHaveLength(1);
    expect(record.lease).toBeUndefined();
  });
});

describe('a certificate given up', () => {
  it('leaves valid what was stamped before, and undecided, never invalid, what nothing proves to be older', async () => {
    const proven = await sealed(world);
    const unproven = await sealed(plain);
    clock.advance(HOUR);
    for (const [index, reason] of (['superseded', 'keyCompromise', 'affiliationChanged'] as const).entries()) {
      const account = signers()[index]?.account ?? '';
      const { id } = await world.certificates.current(world.scope, account, 'personal');
      await world.certificates.revoke({ scope: world.scope, by: account }, { id, reason });
    }
    clock.advance(HOUR);
    expect((await verified(proven)).conclusion).toBe('valid');
    const report = await verified(unproven);
    expect(report.conclusion).toBe('indeterminate');
    const codes = report.signatures.flatMap(({ reasons }) => reasons.map(({ code }) => code));
    expect(codes).toContain('CERTIFICATE_REVOKED_NO_PROOF_OF_TIME');
  });
});
