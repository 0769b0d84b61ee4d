import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createHttpTimestamper,
  createKeyPair,
  createKeySigner,
  issueCrl,
  issuePersonalCertificate,
  type PadesLevel,
  type SignatureAlgorithm,
  type Signer,
  signPdf,
  stampMaker,
  type Timestamper,
  type ValidationSources,
  verifyPdf,
  writeP12,
} from '../../src/signing/index.ts';
import { keyKindFor } from '../../src/signing/pki/keys.ts';
import { createTestPki, type TestPki } from '../support/pki/test-pki.ts';
import { startTestTsa } from '../support/pki/test-tsa.ts';
import { type TestServer } from '../support/pki/http-server.ts';
import { handwriting, seal as sealPicture } from '../signing/appearance/pictures.ts';
import { sampleDocument } from '../signing/verify/sample-files.ts';
import { archivalDocument } from './archival-document.ts';
import { bigDocument, hybridDocument, rotatedDocument } from './base-files.ts';
import { expectDss } from './expect-dss.ts';
import { type Judges, startJudges } from './judges.ts';
import {
  pdfsig,
  type Pyhanko,
  qpdfCheck,
  qpdfMake,
  signByPyhanko,
  startPyhanko,
  type TrustFolder,
  trustFolder,
} from './validators.ts';

const ALGORITHMS = ['rsa-pkcs1-sha256', 'rsa-pss-sha256', 'ecdsa-p256-sha256'] as const satisfies SignatureAlgorithm[];
const LEVELS = ['b-b', 'b-t', 'b-lt', 'b-lta'] as const satisfies PadesLevel[];
const FILES = [
  '12 kB',
  '1 MB',
  '20 MB',
  'table',
  'stream',
  'hybrid',
  'linearized',
  'PDF/A',
  'rotated',
  'foreign',
] as const;
type FileKind = (typeof FILES)[number];
const HOUR = 3_600_000;
const NOBODY = 'http://127.0.0.1:9/none';
const URLS = { crl: [NOBODY], issuer: NOBODY } as const;

interface Authority {
  readonly pki: TestPki;
  /** A fourth person: pdfsig does not judge a certificate it meets a second time. */
  readonly deputy: Signer;
  readonly tsa: TestServer;
  readonly timestamper: Timestamper;
  readonly validation: ValidationSources;
}

let folder = '';
let trust: TrustFolder;
let pyhanko: Pyhanko;
let judges: Judges;
const authorities = new Map<SignatureAlgorithm, Authority>();
const bases = new Map<FileKind, Buffer>();
const roots: Uint8Array[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-interop-'));
  pyhanko = startPyhanko();
  judges = await startJudges();
  for (const algorithm of ALGORITHMS) authorities.set(algorithm, await openAuthority(algorithm));
  const stranger = await createTestPki({ algorithm: 'ecdsa-p384-sha384' });
  roots.push(...[...authorities.values()].map(({ pki }) => pki.root.certificate.der), stranger.root.certificate.der);
  trust = await trustFolder(folder, roots);
  await makeBases(stranger);
});

afterAll(async () => {
  await pyhanko[Symbol.asyncDispose]();
  await judges[Symbol.asyncDispose]();
  for (const { tsa } of authorities.values()) await tsa.close();
  await rm(folder, { recursive: true, force: true });
});

/** A PKI whose certificates name a CRL and an issuer that nobody serves: all that is known of revocation must come from the file. */
async function openAuthority(algorithm: SignatureAlgorithm): Promise<Authority> {
  const pki = await createTestPki({ algorithm, urls: URLS });
  const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der] });
  const times = { thisUpdate: new Date(Date.now() - HOUR), nextUpdate: new Date(Date.now() + 24 * HOUR), revoked: [] };
  const crls = [pki.root, pki.issuing].map((issuer) => issueCrl({ issuer, number: 1, ...times }).der);
  const validation = { certificates: [pki.root.certificate.der], crls, fetch: false } as const;
  return {
    pki,
    deputy: await deputyOf(pki),
    tsa,
    timestamper: createHttpTimestamper({ authorities: [{ url: tsa.url }] }),
    validation,
  };
}

async function deputyOf({ issuing, algorithm, teacher }: TestPki): Promise<Signer> {
  const { publicKey, privateKey } = await createKeyPair(keyKindFor(algorithm));
  const subject = { country: 'VN', organization: 'Trường THPT Nguyễn Trãi', commonName: 'Phạm Thùy Dương' };
  const request = { subject, publicKey, issuer: issuing, notBefore: teacher.certificate.notBefore };
  const certificate = issuePersonalCertificate({ ...request, urls: URLS });
  return createKeySigner({ privateKey, algorithm, certificateChain: [certificate.der, issuing.certificate.der] });
}

async function makeBases(stranger: TestPki): Promise<void> {
  const table = await sampleDocument('table', 5);
  const plain = join(folder, 'plain.pdf');
  await writeFile(plain, table);
  await qpdfMake(['--linearize', plain, join(folder, 'linearized.pdf')]);
  const p12 = { file: join(folder, 'stranger.p12'), passFile: join(folder, 'stranger.txt') };
  const { privateKey, certificate } = stranger.teacher;
  await writeFile(
    p12.file,
    writeP12({ privateKey, chain: [certificate, stranger.issuing.certificate], passphrase: 'open' }),
  );
  await writeFile(p12.passFile, 'open');
  await signByPyhanko(plain, join(folder, 'foreign.pdf'), p12);
  bases.set('12 kB', await bigDocument(3, 3000));
  bases.set('1 MB', await bigDocument(20, 50_000));
  bases.set('20 MB', await bigDocument(100, 200_000));
  bases.set('table', table);
  bases.set('stream', await sampleDocument('stream', 5));
  bases.set('hybrid', await hybridDocument());
  bases.set('linearized', await readFile(join(folder, 'linearized.pdf')));
  bases.set('PDF/A', await archivalDocument());
  bases.set('rotated', await rotatedDocument());
  bases.set('foreign', await readFile(join(folder, 'foreign.pdf')));
}

/** Signs as the persons would, each with a stamp: the level above `b-t` is reached by the last. */
async function signByAll(base: Buffer, people: readonly Signer[], how: { authority: Authority; level: PadesLevel }) {
  const { timestamper, validation } = how.authority;
  let bytes = base;
  const states: Buffer[] = [];
  for (const [index, signer] of people.entries()) {
    const last = index === people.length - 1;
    const level = last || how.level === 'b-b' ? how.level : 'b-t';
    const { increment } = await signPdf(bytes, { signer, timestamper, validation, level, appearance: stampFor(index) });
    bytes = Buffer.concat([bytes, increment]);
    states.push(bytes);
  }
  return states;
}

const [signature, redSeal] = [handwriting(), sealPicture(200)];

function stampFor(index: number) {
  const time = new Date();
  const placement = { at: 'box', x: 20 + index * 90, y: 85, width: 85, height: 55 } as const;
  return index < 4
    ? stampMaker({
        content: { kind: 'person', name: 'Nguyễn Thị Ngọc Ẩn', duty: 'Giáo viên', time, image: signature },
        placement,
      })
    : stampMaker({ content: { kind: 'seal', image: redSeal, widthMm: 30 }, placement });
}

const cases = FILES.flatMap((file) =>
  ALGORITHMS.flatMap((algorithm) =>
    LEVELS.flatMap((level) =>
      (['one signer', 'four signers and the seal'] as const).map((who) => ({ file, algorithm, level, who })),
    ),
  ),
);

describe('a signed file', () => {
  it.each(cases)('$file, $algorithm, $level, $who: is valid for others, nothing before it changed', async (one) => {
    const authority = authorities.get(one.algorithm);
    const base = bases.get(one.file);
    if (!authority || !base) throw new Error('not prepared');
    const { teacher, head, principal, seal } = authority.pki;
    const all = [teacher.signer, head.signer, authority.deputy, principal.signer, seal.signer];
    const people = one.who === 'one signer' ? all.slice(0, 1) : all;
    const states = await signByAll(base, people, { authority, level: one.level });
    expect(
      [base, ...states].every((state, index) => index === 0 || isPrefix([base, ...states][index - 1], state)),
    ).toBe(true);
    const path = join(folder, 'case', 'signed.pdf');
    await mkdir(join(folder, 'case'), { recursive: true });
    await writeFile(path, states.at(-1) ?? base);
    await expectValid(path, states.at(-1) ?? base, { ...one, signers: people.length });
  });
});

interface Expected {
  readonly file: FileKind;
  readonly level: PadesLevel;
  readonly signers: number;
}

async function expectValid(path: string, bytes: Buffer, { file, level, signers }: Expected): Promise<void> {
  const withData = level === 'b-lt' || level === 'b-lta';
  const foreign = file === 'foreign' ? 1 : 0;
  const [poppler, verdicts, qpdf, own, dss, verapdf] = await Promise.all([
    pdfsig(path, trust.nss),
    pyhanko.validate(path, { roots: trust.pems, revocation: withData && foreign === 0 ? 'hard-fail' : 'soft-fail' }),
    qpdfCheck(path),
    verifyPdf(bytes, { roots }),
    judges.dss(path, { roots: trust.pems }),
    file === 'PDF/A' ? judges.verapdf(path, '2b') : undefined,
  ]);
  const timestamps = verdicts.length - signers - foreign;
  expect(poppler, poppler.text).toMatchObject({
    signatures: verdicts.length,
    valid: signers + foreign,
    trusted: signers + foreign,
  });
  expect(poppler.unchecked).toBe(timestamps);
  expect(verdicts.filter(({ bottomLine }) => !bottomLine).map(({ details }) => details)).toEqual([]);
  expect(verdicts.at(-1)?.coverage).toBe(level === 'b-lt' ? 'ENTIRE_REVISION' : 'ENTIRE_FILE');
  // a stranger's signature without a timestamp is given one by the first document timestamp
  expect(timestamps).toBe((level === 'b-lta' ? 1 : 0) + (withData ? foreign : 0));
  expect(qpdf).toBe(0);
  expectDss(dss, { level, signers, size: bytes.length, ...(foreign && { stranger: 'Elsewhere' }) });
  if (verapdf) expect(verapdf).toEqual({ compliant: true, failed: [] });
  const wanted = withData ? { conclusion: 'valid' } : {};
  const mine = own.signatures.filter(({ field, kind }) => field !== 'Elsewhere' && kind !== 'document-timestamp');
  expect(mine.map((report) => report.profile.level?.toLowerCase() ?? 'none')).toEqual(mine.map(() => level));
  for (const report of mine) {
    expect(report.integrity).toMatchObject({ content: 'good', signature: 'good' });
    expect(report.changes.allowed).toBe('good');
    if (foreign === 0) expect({ conclusion: report.conclusion, reasons: report.reasons }).toMatchObject(wanted);
  }
}

function isPrefix(earlier: Buffer | undefined, later: Buffer): boolean {
  return earlier !== undefined && later.length > earlier.length && later.subarray(0, earlier.length).equals(earlier);
}
