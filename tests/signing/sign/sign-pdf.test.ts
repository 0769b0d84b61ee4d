import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/kernel/clock.ts';
import {
  createHttpTimestamper,
  extendPdf,
  issueCrl,
  type PadesLevel,
  signPdf,
  type SignPdfOptions,
  verifyPdf,
} from '../../../src/signing/index.ts';
import { type ByteSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { startServer } from '../../support/pki/http-server.ts';
import { createTestPki, type TestPki } from '../../support/pki/test-pki.ts';
import { startTestCrl } from '../../support/pki/test-revocation.ts';
import { startTestTsa } from '../../support/pki/test-tsa.ts';
import { sampleDocument } from '../verify/sample-files.ts';

const AT = new Date('2026-03-01T00:00:00Z');
const clock = new ManualClock(AT);
const LEVELS: readonly PadesLevel[] = ['b-b', 'b-t', 'b-lt', 'b-lta'];

let pki: TestPki;
let base: Buffer;

beforeAll(async () => {
  pki = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
  base = await sampleDocument('table');
});

async function withTsa<T>(
  use: (timestamper: NonNullable<SignPdfOptions['timestamper']>) => Promise<T>,
  { tsa: authority, issuing } = pki,
): Promise<T> {
  const tsa = await startTestTsa({ tsa: authority, issuers: [issuing.certificate.der], clock });
  try {
    return await use(createHttpTimestamper({ authorities: [{ url: tsa.url }], clock }));
  } finally {
    await tsa.close();
  }
}

function options(more: Partial<SignPdfOptions> = {}): SignPdfOptions {
  return { signer: pki.teacher.signer, clock, ...more };
}

describe('signPdf', () => {
  it.each(LEVELS.slice(1))('refuses level %s without a timestamp authority', async (level) => {
    await expect(signPdf(base, options({ level }))).rejects.toMatchObject({ code: 'TIMESTAMPER_MISSING' });
  });

  it('fails when the timestamp authority fails, and does not go on at a lower level', async () => {
    const broken = await startServer(() => ({ status: 500 }));
    try {
      const timestamper = createHttpTimestamper({ authorities: [{ url: broken.url }], clock });
      await expect(signPdf(base, options({ level: 'b-t', timestamper }))).rejects.toMatchObject({
        code: 'TSA_ALL_FAILED',
      });
    } finally {
      await broken.close();
    }
  });

  it('refuses what is no PDF', async () => {
    await expect(signPdf(Buffer.from('text'), options())).rejects.toMatchObject({ code: 'PDF_NOT_A_PDF' });
  });

  it('fails at level b-lt when the status of a certificate cannot be had', async () => {
    const urls = { crl: ['http://127.0.0.1:9/issuing.crl'] };
    const listed = await createTestPki({ algorithm: 'ecdsa-p256-sha256', urls });
    await withTsa(async (timestamper) => {
      const signing = signPdf(base, options({ signer: listed.teacher.signer, level: 'b-lt', timestamper }));
      await expect(signing).rejects.toMatchObject({ code: 'REVOCATION_UNREACHABLE' });
    });
  });

  it.each([
    ['b-t', 1],
    ['b-lta', 2],
  ] as const)('takes no more tokens than level %s needs: %i', async (level, tokens) => {
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der], clock });
    try {
      const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }], clock });
      await signPdf(base, options({ level, timestamper }));
      expect(tsa.requests).toHaveLength(tokens);
    } finally {
      await tsa.close();
    }
  });

  it('signs once more where a token is longer than was reckoned, and knows it from then on', async () => {
    const others = await Promise.all(
      Array.from({ length: 8 }, () => createTestPki({ algorithm: 'ecdsa-p256-sha256' })),
    );
    const unrelated = others.flatMap((other) => [other.root.certificate.der, other.issuing.certificate.der]);
    const tsa = await startTestTsa({ tsa: pki.tsa, issuers: [pki.issuing.certificate.der, ...unrelated], clock });
    try {
      const timestamper = createHttpTimestamper({ authorities: [{ url: tsa.url }], clock });
      const first = await signPdf(base, options({ level: 'b-lta', timestamper }));
      expect(tsa.requests).toHaveLength(3);
      const report = await verifyPdf(Buffer.concat([base, first.increment]), {
        roots: [pki.root.certificate.der],
        at: AT,
      });
      expect(report.conclusion).toBe('valid');
      await signPdf(base, options({ level: 'b-t', timestamper }));
      expect(tsa.requests).toHaveLength(4);
    } finally {
      await tsa.close();
    }
  });

  it.each(LEVELS)('reaches level %s, and says what it did', async (level) => {
    await withTsa(async (timestamper) => {
      const validation = { certificates: [pki.root.certificate.der] };
      const { increment, facts } = await signPdf(
        base,
        options({ level, timestamper, validation, reason: 'Phê duyệt' }),
      );
      const signed = Buffer.concat([base, increment]);
      expect(facts).toMatchObject({
        level,
        field: 'Signature1',
        visible: false,
        baseSize: base.length,
        size: signed.length,
      });
      const { conclusion, signatures } = await verifyPdf(signed, { roots: [pki.root.certificate.der], at: AT });
      expect(conclusion).toBe('valid');
      expect(signatures[0]).toMatchObject({
        statedReason: 'Phê duyệt',
        profile: { level: level.toUpperCase(), departures: [] },
      });
      expect(signatures[0]?.time.claimed).toBe(AT.toISOString());
    });
  });

  it('fetches the lists that the certificates name', async () => {
    const lists: Record<string, ReturnType<typeof issueCrl>> = {};
    const server = await startTestCrl(() => lists);
    try {
      const named = await createTestPki({
        algorithm: 'ecdsa-p256-sha256',
        urls: { crl: [`${server.url}/issuing.crl`] },
      });
      lists['/issuing.crl'] = issueCrl({
        issuer: named.issuing,
        number: 1,
        thisUpdate: AT,
        nextUpdate: new Date(AT.getTime() + 9e8),
        revoked: [],
      });
      await withTsa(async (timestamper) => {
        const validation = { certificates: [named.root.certificate.der] };
        const { increment } = await signPdf(
          base,
          options({ signer: named.teacher.signer, level: 'b-lt', timestamper, validation }),
        );
        const roots = [named.root.certificate.der];
        const report = await verifyPdf(Buffer.concat([base, increment]), { roots, at: AT });
        expect(report).toMatchObject({ conclusion: 'valid', signatures: [{ profile: { level: 'B-LT' } }] });
        expect(report.signatures[0]?.revocation[0]).toMatchObject({ status: 'good', source: 'crl' });
      }, named);
    } finally {
      await server.close();
    }
  });

  it('gives the same bytes for a file read by ranges', async () => {
    const ranged: ByteSource = {
      size: base.length,
      read: (offset, length) => Promise.resolve(Uint8Array.from(base.subarray(offset, offset + length))),
    };
    await withTsa(async (timestamper) => {
      const { increment } = await signPdf(ranged, options({ level: 'b-lta', timestamper }));
      const report = await verifyPdf(Buffer.concat([base, increment]), { roots: [pki.root.certificate.der], at: AT });
      expect(report.conclusion).toBe('valid');
    });
  });
});

describe('extendPdf', () => {
  it('refuses a file without a signature', async () => {
    await withTsa(async (timestamper) => {
      await expect(extendPdf(base, { level: 'b-lt', timestamper })).rejects.toMatchObject({ code: 'NOTHING_SIGNED' });
    });
  });

  it('adds nothing to reach a level that is reached already', async () => {
    await withTsa(async (timestamper) => {
      const { increment } = await signPdf(base, options({ level: 'b-lt', timestamper }));
      const signed = Buffer.concat([base, increment]);
      expect((await extendPdf(signed, { level: 'b-lt', timestamper, clock })).increment).toHaveLength(0);
    });
  });

  it('raises signatures of several persons together, every earlier byte kept', async () => {
    await withTsa(async (timestamper) => {
      let bytes = base;
      for (const { signer } of [pki.teacher, pki.head, pki.seal]) {
        bytes = Buffer.concat([bytes, (await signPdf(bytes, options({ signer }))).increment]);
      }
      const validation = { certificates: [pki.root.certificate.der] };
      const { increment } = await extendPdf(bytes, { level: 'b-lta', timestamper, validation, clock });
      const report = await verifyPdf(Buffer.concat([bytes, increment]), { roots: [pki.root.certificate.der], at: AT });
      expect(report.conclusion).toBe('valid');
      const persons = report.signatures.filter(({ kind }) => kind === 'approval');
      expect(persons.map(({ profile }) => profile.level)).toEqual(['B-LTA', 'B-LTA', 'B-LTA']);
    });
  });

  it('leaves a signature that cannot be read as it is, and raises those beside it', async () => {
    await withTsa(async (timestamper) => {
      const { increment, facts } = await signPdf(base, options());
      const stranger = Buffer.concat([base, increment]);
      stranger.fill('0', facts.byteRange[1] + 1, facts.byteRange[2] - 1);
      const raise = (bytes: Uint8Array) => {
        const validation = { certificates: [pki.root.certificate.der] };
        return extendPdf(bytes, { level: 'b-lta', timestamper, validation, clock });
      };
      await expect(raise(stranger)).rejects.toMatchObject({ code: 'NOTHING_SIGNED' });
      const own = await signPdf(stranger, options({ signer: pki.head.signer }));
      const bytes = Buffer.concat([stranger, own.increment]);
      const raised = Buffer.concat([bytes, (await raise(bytes)).increment]);
      const { signatures } = await verifyPdf(raised, { roots: [pki.root.certificate.der], at: AT });
      expect(signatures.map(({ conclusion, profile }) => [conclusion, profile.level]).slice(0, 2)).toEqual([
        ['invalid', undefined],
        ['valid', 'B-LTA'],
      ]);
    });
  });
});
