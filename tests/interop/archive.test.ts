import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/kernel/clock.ts';
import { createHttpTimestamper, issueCrl } from '../../src/signing/index.ts';
import { type TestServer } from '../support/pki/http-server.ts';
import { createTestPki } from '../support/pki/test-pki.ts';
import { startTestCrl } from '../support/pki/test-revocation.ts';
import { startTestTsa } from '../support/pki/test-tsa.ts';
import {
  bytesOf,
  makeCast,
  openBeside,
  openSigningWorld,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../support/signing-world.ts';
import { expectDss } from './expect-dss.ts';
import { type Judges, startJudges } from './judges.ts';
import { pdfsig, type Pyhanko, qpdfCheck, startPyhanko, type TrustFolder, trustFolder } from './validators.ts';

const HOUR = 3_600_000;

let folder = '';
let servers: readonly TestServer[] = [];
let worlds: readonly SigningWorld[] = [];
let trust: TrustFolder;
let pyhanko: Pyhanko;
let judges: Judges;

/** An authority for timestamps that is nobody's school, whose lists are on the network. */
async function startAuthority(clock: ManualClock) {
  const times = { thisUpdate: new Date(Date.now() - HOUR), nextUpdate: new Date(Date.now() + 24 * HOUR), revoked: [] };
  const lists = await startTestCrl(() => ({
    '/issuing.crl': issueCrl({ issuer: pki.issuing, number: 1, ...times }),
    '/root.crl': issueCrl({ issuer: pki.root, number: 1, ...times }),
  }));
  const at = (name: string) => ({ crl: [`${lists.url}/${name}.crl`] });
  const pki = await createTestPki({ urls: at('issuing'), issuingUrls: at('root') });
  const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der], clock });
  return { servers: [lists, tsa], url: tsa.url, root: pki.root.certificate.der };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-archive-interop-'));
  const clock = new ManualClock(new Date());
  const authority = await startAuthority(clock);
  const timestamper = createHttpTimestamper({ authorities: [{ url: authority.url }], clock });
  const archive = { level: 'b-lta', timestamper, roots: [authority.root] } as const;
  const stamped = await openSigningWorld({
    clock,
    policy: { level: 'b-t', whenTsaFails: 'wait', timestamper, archive },
  });
  const plain = await openBeside(stamped, { level: 'b-b', whenTsaFails: 'wait', archive });
  const cast = await makeCast(stamped);
  for (const [name, world] of Object.entries({ stamped, plain })) {
    const { _id: id } = await submitPlan(world, cast.teacher);
    for (const actor of [cast.teacher, cast.head, cast.vice, cast.clerk]) await signAll(world, actor, [id]);
    await writeFile(join(folder, `${name}.pdf`), await bytesOf(world, id));
  }
  servers = authority.servers;
  worlds = [plain, stamped];
  const school = await stamped.certificates.trust(stamped.scope);
  trust = await trustFolder(folder, [school.root, authority.root]);
  pyhanko = startPyhanko();
  judges = await startJudges();
});

afterAll(async () => {
  await pyhanko[Symbol.asyncDispose]();
  await judges[Symbol.asyncDispose]();
  for (const each of [...worlds, ...servers]) await each.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['with timestamps', 'stamped', 1],
  ['without any timestamp, raised by the archive alone', 'plain', 2],
])('a record signed by three people and the seal %s', (_, name, timestamps) => {
  const path = () => join(folder, `${name}.pdf`);

  it('is in the archive B-LTA for DSS, which needs nothing from outside', async () => {
    const report = await judges.dss(path(), { roots: trust.pems });
    const { size } = await stat(path());
    expectDss(report, { level: 'b-lta', signers: 4, raised: timestamps > 1, size });
  });

  it('is valid for pyHanko with revocation data for every certificate, and nothing but signing came after', async () => {
    const verdicts = await pyhanko.validate(path(), { roots: trust.pems, revocation: 'hard-fail' });
    expect(verdicts).toHaveLength(4 + timestamps);
    for (const { bottomLine, field, details } of verdicts) expect(bottomLine, `${field}: ${details}`).toBe(true);
  });

  it('is valid and trusted for pdfsig, and clean for qpdf', async () => {
    const verdict = await pdfsig(path(), trust.nss);
    expect(verdict, verdict.text).toMatchObject({ valid: 4, trusted: 4, unchecked: timestamps });
    expect(await qpdfCheck(path())).toBe(0);
  });
});
