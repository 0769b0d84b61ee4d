import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/kernel/clock.ts';
import {
  createHttpTimestamper,
  createKeySigner,
  createSchoolCa,
  extendPdf,
  issueCrl,
  type Revocation,
  type SignPdfOptions,
  signPdf,
  type SignatureReport,
  stampMaker,
  type VerifyOptions,
  verifyPdf,
} from '../../../src/signing/index.ts';
import { type ByteSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { createTestPki, type TestPki } from '../../support/pki/test-pki.ts';
import { startTestTsa } from '../../support/pki/test-tsa.ts';
import { handwriting } from '../appearance/pictures.ts';
import { sampleDocument } from './sample-files.ts';

const DAY = 86_400_000;
const START = new Date('2026-01-01T00:00:00Z');
const SIGNED_AT = new Date('2026-03-01T00:00:00Z');
const LATER = new Date('2026-03-02T00:00:00Z');

let pki: TestPki;
let base: Buffer;
let roots: Uint8Array[];
let strangers: Uint8Array;

beforeAll(async () => {
  const urls = { crl: ['http://127.0.0.1:9/issuing.crl'] };
  pki = await createTestPki({ algorithm: 'ecdsa-p256-sha256', notBefore: START, urls });
  base = await sampleDocument('table');
  roots = [pki.root.certificate.der];
  const other = await createSchoolCa({ school: 'Trường THPT Khác', notBefore: START, algorithm: 'ecdsa-p256-sha256' });
  strangers = other.root.certificate.der;
});

async function sign(bytes: Buffer, options: Partial<SignPdfOptions> = {}): Promise<Buffer> {
  const clock = new ManualClock(SIGNED_AT);
  const { increment } = await signPdf(bytes, { signer: pki.teacher.signer, clock, ...options });
  return Buffer.concat([bytes, increment]);
}

/** A CRL of the issuing authority that holds from the day of signing for `days` days. */
function crl(revoked: readonly Revocation[] = [], { days = 7, from = SIGNED_AT } = {}): Uint8Array {
  const nextUpdate = new Date(from.getTime() + days * DAY);
  return issueCrl({ issuer: pki.issuing, number: 1, thisUpdate: from, nextUpdate, revoked }).der;
}

async function withStamper<T>(use: (timestamper: ReturnType<typeof createHttpTimestamper>) => Promise<T>): Promise<T> {
  const clock = new ManualClock(SIGNED_AT);
  const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der], clock });
  try {
    return await use(createHttpTimestamper({ authorities: [{ url: tsa.url }], clock }));
  } finally {
    await tsa.close();
  }
}

async function judge(bytes: Buffer, options: Partial<VerifyOptions> = {}): Promise<SignatureReport> {
  const { signatures } = await verifyPdf(bytes, { roots, crls: [crl()], at: LATER, ...options });
  const [first] = signatures;
  if (!first) throw new Error('no signature found');
  return first;
}

const codesOf = (report: SignatureReport): string[] => report.reasons.map(({ code }) => code);

describe('who signed', () => {
  it('cannot be told without trusted roots', async () => {
    const report = await judge(await sign(base), { roots: [] });
    expect(report).toMatchObject({
      conclusion: 'indeterminate',
      chain: { status: 'unknown' },
      integrity: { content: 'good' },
    });
    expect(codesOf(report)).toContain('NO_TRUST_GIVEN');
  });

  it('cannot be told when certificates up to a trusted root are missing', async () => {
    const report = await judge(await sign(base), { roots: [strangers] });
    expect(report.conclusion).toBe('indeterminate');
    expect(codesOf(report)).toContain('CHAIN_INCOMPLETE');
  });

  it('is not accepted when the whole chain leads to a root that is not trusted', async () => {
    const { signer, certificate } = pki.teacher;
    const certificateChain = [certificate.der, pki.issuing.certificate.der, pki.root.certificate.der];
    const described = { ...(await signer.describe()), certificateChain };
    const whole = { describe: () => Promise.resolve(described), sign: signer.sign.bind(signer) };
    const report = await judge(await sign(base, { signer: whole }), { roots: [strangers] });
    expect(report).toMatchObject({ conclusion: 'invalid', chain: { status: 'bad' } });
    expect(codesOf(report)).toContain('CHAIN_UNTRUSTED');
  });

  it('is not accepted under a root that only bears the same name', async () => {
    const namesake = await createTestPki({ algorithm: 'ecdsa-p256-sha256', notBefore: START });
    const report = await judge(await sign(base), { roots: [namesake.root.certificate.der] });
    expect(report).toMatchObject({ conclusion: 'invalid', chain: { status: 'bad' } });
    expect(codesOf(report)).toContain('CHAIN_BROKEN');
  });

  it('is not accepted when the certificate is for timestamps only', async () => {
    const signer = createKeySigner({
      ...pki.tsa,
      certificateChain: [pki.tsa.certificate.der, pki.issuing.certificate.der],
    });
    const report = await judge(await sign(base, { signer }));
    expect(report).toMatchObject({ conclusion: 'invalid', keyUsage: 'bad' });
    expect(codesOf(report)).toContain('KEY_USAGE_WRONG');
  });

  it('is told with name, organisation, issuer and period', async () => {
    const report = await judge(await sign(base));
    expect(report.conclusion).toBe('valid');
    expect(report.signer).toMatchObject({ name: 'Nguyễn Văn A', organisation: 'Trường THPT Nguyễn Trãi' });
    expect(report.signer?.notBefore).toBe(START.toISOString());
    expect(report.vi).toContain('Chữ ký của Nguyễn Văn A (Trường THPT Nguyễn Trãi) hợp lệ');
    expect(report.en).toContain('is valid');
  });
});

describe('revocation', () => {
  const revoked = (at: Date): Revocation[] => [
    { serialNumber: pki.teacher.certificate.serialNumber, revokedAt: at, reason: 'keyCompromise' },
  ];

  it('leaves a signature undecided that nothing proves to be older', async () => {
    const report = await judge(await sign(base), { crls: [crl(revoked(SIGNED_AT))] });
    expect(report).toMatchObject({ conclusion: 'indeterminate' });
    expect(codesOf(report)).toContain('CERTIFICATE_REVOKED_NO_PROOF_OF_TIME');
  });

  it('that nobody can tell about leaves the signature undecided', async () => {
    expect(codesOf(await judge(await sign(base), { crls: [] }))).toContain('REVOCATION_UNKNOWN');
    expect((await judge(await sign(base), { crls: [] })).conclusion).toBe('indeterminate');
  });

  it('is not told by a list that has run out', async () => {
    const report = await judge(await sign(base), { at: new Date(SIGNED_AT.getTime() + 30 * DAY) });
    expect(report.conclusion).toBe('indeterminate');
    expect(codesOf(report)).toContain('REVOCATION_UNKNOWN');
  });

  it('is not told by a list of another authority', async () => {
    const other = await createTestPki({ algorithm: 'ecdsa-p256-sha256', notBefore: START });
    const list = issueCrl({
      issuer: other.issuing,
      number: 1,
      thisUpdate: SIGNED_AT,
      nextUpdate: new Date(SIGNED_AT.getTime() + DAY * 7),
      revoked: [],
    });
    expect((await judge(await sign(base), { crls: [list.der] })).conclusion).toBe('indeterminate');
  });

  it('after a timestamp leaves the signature valid', async () => {
    const bytes = await withStamper((timestamper) => sign(base, { level: 'b-t', timestamper }));
    const report = await judge(bytes, {
      at: new Date(SIGNED_AT.getTime() + 3 * DAY),
      crls: [crl(revoked(new Date(SIGNED_AT.getTime() + 2 * DAY)))],
    });
    expect(report).toMatchObject({
      conclusion: 'valid',
      time: { source: 'signature-timestamp' },
      profile: { level: 'B-T' },
    });
  });

  it('leaves the same signature undecided where no timestamp proves that it came later', async () => {
    const report = await judge(await sign(base), {
      at: new Date(SIGNED_AT.getTime() + 3 * DAY),
      crls: [crl(revoked(new Date(SIGNED_AT.getTime() + 2 * DAY)))],
    });
    expect(report.conclusion).toBe('indeterminate');
    expect(codesOf(report)).toContain('CERTIFICATE_REVOKED_NO_PROOF_OF_TIME');
  });
});

describe('time', () => {
  const years = (count: number): Date => new Date(START.getTime() + count * 366 * DAY);

  it('before the certificate begins makes a signature invalid', async () => {
    const report = await judge(await sign(base), { at: new Date(START.getTime() - DAY) });
    expect(report.conclusion).toBe('invalid');
    expect(codesOf(report)).toContain('CERTIFICATE_NOT_YET_VALID');
  });

  it('after the certificate ends leaves a signature without a timestamp undecided', async () => {
    const at = new Date(pki.teacher.certificate.notAfter.getTime() + DAY);
    const report = await judge(await sign(base), { at });
    expect(report.conclusion).toBe('indeterminate');
    expect(codesOf(report)).toContain('CERTIFICATE_EXPIRED_NO_PROOF_OF_TIME');
  });

  it('of a timestamp in the future is not believed', async () => {
    const bytes = await withStamper((timestamper) => sign(base, { level: 'b-t', timestamper }));
    expect(codesOf(await judge(bytes, { at: new Date(SIGNED_AT.getTime() - DAY) }))).toContain(
      'TIMESTAMP_FROM_THE_FUTURE',
    );
  });

  it('is proven long after the certificate ended by archived validation data', async () => {
    const validation = { certificates: roots, crls: [crl()], fetch: false as const };
    const bytes = await withStamper((timestamper) => sign(base, { level: 'b-lta', timestamper, validation }));
    const end = Math.min(pki.tsa.certificate.notAfter.getTime() - DAY, years(4).getTime());
    const at = new Date(Math.max(end, pki.teacher.certificate.notAfter.getTime() + DAY));
    const stillStamped = at < pki.tsa.certificate.notAfter;
    const fresh = crl([], { from: new Date(at.getTime() - DAY) });
    const report = await judge(bytes, { at, crls: [fresh] });
    expect(report).toMatchObject({ profile: { level: 'B-LTA' }, time: { source: 'signature-timestamp' } });
    expect(report.conclusion).toBe(stillStamped ? 'valid' : 'indeterminate');
  });

  it('is given by a later document timestamp to a signature that had none', async () => {
    const signed = await sign(base);
    const { increment } = await withStamper((timestamper) => extendPdf(signed, { level: 'b-t', timestamper }));
    const report = await judge(Buffer.concat([signed, increment]));
    expect(report).toMatchObject({
      conclusion: 'valid',
      time: { source: 'document-timestamp' },
      profile: { level: 'B-T' },
    });
  });
});

describe('what later revisions may change', () => {
  const appearance = stampMaker({
    content: { kind: 'initials', letters: 'AN', image: handwriting() },
    placement: { at: 'box', x: 50, y: 50, width: 60, height: 30 },
  });

  it('is nothing after a certification that allows no changes', async () => {
    const certified = await sign(base, { certify: 1 });
    expect(await judge(certified)).toMatchObject({
      conclusion: 'valid',
      kind: 'certification',
      changes: { permission: 1 },
    });
    await expect(sign(certified, { signer: pki.head.signer })).rejects.toMatchObject({ code: 'PDF_CHANGES_FORBIDDEN' });
  });

  it('is a further signature after a certification that allows it, and after an approval', async () => {
    for (const first of [await sign(base, { certify: 3 }), await sign(base)]) {
      const report = await judge(await sign(first, { signer: pki.head.signer, appearance }));
      expect(report).toMatchObject({
        conclusion: 'valid',
        coverage: { scope: 'earlier-revision' },
        changes: { allowed: 'good' },
      });
      expect(report.changes.list.map(({ kind }) => kind)).toEqual(['signature', 'visible-field']);
    }
  });

  it('is nothing after a seal that locks the document', async () => {
    const sealed = await sign(base, { signer: pki.seal.signer, lock: { action: 'All', permission: 1 } });
    expect(await judge(sealed)).toMatchObject({ conclusion: 'valid', changes: { permission: 1 } });
    await expect(sign(sealed)).rejects.toMatchObject({ code: 'PDF_CHANGES_FORBIDDEN' });
  });

  it('is validation data and document timestamps even then', async () => {
    const sealed = await sign(base, { signer: pki.seal.signer, lock: { action: 'All', permission: 1 } });
    const validation = { certificates: roots, crls: [crl()], fetch: false as const };
    const { increment } = await withStamper((timestamper) =>
      extendPdf(sealed, { level: 'b-lta', timestamper, validation, clock: new ManualClock(SIGNED_AT) }),
    );
    const report = await judge(Buffer.concat([sealed, increment]));
    expect(report).toMatchObject({ conclusion: 'valid', changes: { allowed: 'good' }, profile: { level: 'B-LTA' } });
  });
});

describe('the report', () => {
  it('refuses what is no PDF with a code', async () => {
    await expect(verifyPdf(Buffer.from('no PDF at all'), { roots })).rejects.toMatchObject({ code: 'PDF_NOT_A_PDF' });
  });

  it('refuses roots that cannot be read with a code', async () => {
    await expect(verifyPdf(base, { roots: [Buffer.from('xx')] })).rejects.toMatchObject({
      code: 'CERTIFICATE_MALFORMED',
    });
  });

  it('says of an unsigned file that it has no signature', async () => {
    const report = await verifyPdf(base, { roots });
    expect(report).toMatchObject({ conclusion: 'invalid', signatures: [], vi: 'Tệp không có chữ ký số nào.' });
  });

  it('is the same for a file read by ranges', async () => {
    const bytes = await sign(await sign(base), { signer: pki.head.signer });
    const ranged: ByteSource = {
      size: bytes.length,
      read: (offset, length) => Promise.resolve(Uint8Array.from(bytes.subarray(offset, offset + length))),
    };
    const options = { roots, crls: [crl()], at: LATER };
    expect(await verifyPdf(ranged, options)).toEqual(await verifyPdf(bytes, options));
  });

  it('survives JSON unchanged', async () => {
    const report = await verifyPdf(await sign(base), { roots, crls: [crl()], at: LATER });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it.each(['table', 'stream'] as const)('finds four signatures and a seal valid in a file with a %s', async (kind) => {
    let bytes = await sampleDocument(kind);
    for (const who of [pki.teacher, pki.head, pki.principal, pki.teacher, pki.seal])
      bytes = await sign(bytes, { signer: who.signer });
    const report = await verifyPdf(bytes, { roots, crls: [crl()], at: LATER });
    expect(report.conclusion).toBe('valid');
    expect(report.vi).toBe('Tệp có 5 chữ ký số, tất cả đều hợp lệ.');
    expect(report.signatures.map(({ coverage }) => coverage.scope)).toEqual([
      ...Array<string>(4).fill('earlier-revision'),
      'whole-file',
    ]);
  });
});
