import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../../src/signing/asn1/oids.ts';
import { nullValue } from '../../../../src/signing/asn1/writer.ts';
import { type SignerInfo } from '../../../../src/signing/cms/signer-info.ts';
import { extendedKeyUsage, extension, keyUsage } from '../../../../src/signing/pki/extensions.ts';
import { type RevocationReason } from '../../../../src/signing/revocation/reasons.ts';
import { parseTimestampToken, type TimestampToken } from '../../../../src/signing/timestamps/token.ts';
import {
  judgeSignatureTimestamp,
  readSignatureTimestamps,
} from '../../../../src/signing/verify/trust/judge-timestamp.ts';
import { type TrustMaterial } from '../../../../src/signing/verify/trust/material.ts';
import { readWhole } from '../../../../src/signing/asn1/reader.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { createTestPki, type TestPki } from '../../../support/pki/test-pki.ts';
import { crlEntry, forgeCrl, reasonCode } from '../../revocation/forge-evidence.ts';
import { forgeIdentity } from '../../x509/forge-certificate.ts';
import { readDetached, tokenOf, type TokenWish } from '../cms-samples.ts';

const STAMPED = new Date('2026-03-01T00:00:00Z');
const NOW = new Date('2026-03-02T00:00:00Z');

let pki: TestPki;
let signer: SignerInfo;
let material: TrustMaterial;

beforeAll(async () => {
  pki = await sharedPki('ecdsa-p256-sha256');
  ({ signer } = await readDetached(pki.teacher.signer));
  const certificates = [pki.issuing.certificate];
  material = { roots: [pki.root.certificate], certificates, crls: [], ocspResponses: [], now: NOW };
});

const stamper = (purpose: Uint8Array) =>
  forgeIdentity({ subject: 'Dấu', issuer: pki.issuing, extensions: [keyUsage(['digitalSignature']), purpose] });
const imprintOf = (hash = 'sha256'): Uint8Array => createHash(hash).update(signer.signature).digest();
const token = async (wish: Partial<TokenWish> = {}): Promise<TimestampToken> =>
  parseTimestampToken(await tokenOf({ authority: pki.tsa, time: STAMPED, imprint: imprintOf(), ...wish }));

function judge(one: TimestampToken, given: Partial<TrustMaterial> = {}): { codes: string[]; time: Date | undefined } {
  const found = judgeSignatureTimestamp({ token: one, signer }, { at: NOW, proven: false }, { ...material, ...given });
  return { codes: found.reasons.map(({ code }) => code), time: found.proof?.time };
}

describe('a signature timestamp', () => {
  it('proves its time where its authority leads to a root', async () => {
    expect(judge(await token())).toEqual({ codes: [], time: STAMPED });
  });

  it.each<readonly [string, string, () => Promise<Partial<TokenWish>>]>([
    [
      'over another signature',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ imprint: createHash('sha256').update('other').digest() }),
    ],
    [
      'over a hash that can be forged',
      'ALGORITHM_WEAK',
      () => Promise.resolve({ hash: OID.sha1, imprint: imprintOf('sha1') }),
    ],
    ['over a hash that is not known', 'ALGORITHM_UNKNOWN', () => Promise.resolve({ hash: '1.2.3' })],
    ['by a certificate for documents', 'TIMESTAMP_BAD', () => Promise.resolve({ authority: pki.head })],
    [
      'of a time at which its authority had no certificate yet',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ time: new Date('2020-01-01') }),
    ],
    ['of the future', 'TIMESTAMP_FROM_THE_FUTURE', () => Promise.resolve({ time: new Date('2026-03-03') })],
    [
      'by an authority whose purpose is not marked critical',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ authority: stamper(extendedKeyUsage([OID.timeStamping])) }),
    ],
    [
      'by an authority that has another purpose too',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ authority: stamper(extendedKeyUsage([OID.timeStamping, OID.emailProtection], true)) }),
    ],
    [
      'by an authority for any purpose',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ authority: stamper(extendedKeyUsage([OID.anyExtendedKeyUsage], true)) }),
    ],
    [
      'with a critical extension that is not known',
      'TIMESTAMP_BAD',
      () => Promise.resolve({ extensions: [extension('1.2.3', nullValue, true)] }),
    ],
    [
      'by an authority that nobody trusts',
      'TIMESTAMP_UNTRUSTED',
      async () => ({ authority: (await createTestPki({ algorithm: 'ecdsa-p256-sha256' })).tsa }),
    ],
  ])('%s proves nothing', async (_name, code, wish) => {
    expect(judge(await token(await wish()))).toEqual({ codes: [code], time: undefined });
  });

  it('proves nothing once its authority’s certificate has run out, unless something older covers it', async () => {
    const now = new Date(pki.tsa.certificate.notAfter.getTime() + 86_400_000);
    const one = { token: await token(), signer };
    const late = judgeSignatureTimestamp(one, { at: now, proven: false }, { ...material, now });
    expect(late.reasons.map(({ code }) => code)).toEqual(['TIMESTAMP_UNTRUSTED']);
    const covered = judgeSignatureTimestamp(one, { at: NOW, proven: true }, { ...material, now });
    expect(covered.proof?.time).toEqual(STAMPED);
  });

  it('proves nothing with a part that its signature does not protect', async () => {
    const one = await token();
    const [tokenSigner] = one.signedData.signerInfos;
    if (!tokenSigner) throw new Error('no signer');
    const odd = { ...tokenSigner, unsignedAttributes: [{ type: '1.2.3', values: [] }] };
    const bySigner = (changes: Partial<TimestampToken['signedData']>): TimestampToken => ({
      ...one,
      signedData: { ...one.signedData, ...changes },
    });
    expect(judge(bySigner({ signerInfos: [odd] })).codes).toEqual(['ATTRIBUTE_UNKNOWN']);
    expect(judge(bySigner({ version: 1 })).codes).toEqual(['TIMESTAMP_BAD']);
    expect(judge(bySigner({ signerInfos: [] })).codes).toEqual(['TIMESTAMP_BAD']);
    expect(judge(bySigner({ certificates: [] })).codes).toEqual(['TIMESTAMP_BAD']);
  });

  it('with an attribute that cannot be read proves nothing', async () => {
    const one = await token();
    const signerInfos = one.signedData.signerInfos.map((info) => ({
      ...info,
      signedAttributes: info.signedAttributes.map((own) => ({ ...own, values: [...own.values, ...own.values] })),
    }));
    expect(judge({ ...one, signedData: { ...one.signedData, signerInfos } }).codes).toEqual(['TIMESTAMP_BAD']);
  });
});

describe('a timestamp of an authority that was taken back', () => {
  const codesOf = async (why: RevocationReason, at: Date): Promise<string[]> => {
    const entries = [crlEntry(pki.tsa.certificate, at, reasonCode(why))];
    const crls = [forgeCrl(pki.issuing, { from: STAMPED, until: NOW, entries })];
    return judge(await token(), { crls }).codes;
  };
  const [before, after] = [new Date('2026-02-28'), new Date('2026-03-01T12:00:00Z')];

  it.each(['unspecified', 'keyCompromise', 'privilegeWithdrawn'] as const)('never counts: %s', async (why) => {
    expect(await codesOf(why, after)).toEqual(['TIMESTAMP_UNTRUSTED']);
  });

  it.each(['affiliationChanged', 'superseded', 'cessationOfOperation'] as const)(
    'counts where it was made before, and only then: %s',
    async (why) => {
      expect(await codesOf(why, before)).toEqual(['TIMESTAMP_UNTRUSTED']);
      expect(await codesOf(why, after)).toEqual([]);
    },
  );
});

describe('a timestamp beside one that covers it', () => {
  it('proves nothing where it claims to be later than that, and may be off by what clocks are', async () => {
    const covered = async (minutes: number) => {
      const at = new Date(STAMPED.getTime() - minutes * 60_000);
      return judgeSignatureTimestamp({ token: await token(), signer }, { at, proven: true }, material);
    };
    expect((await covered(10)).reasons).toMatchObject([
      { code: 'TIMESTAMP_UNTRUSTED', details: { what: 'TIMESTAMP_ORDER' } },
    ]);
    expect((await covered(3)).proof).toMatchObject({ time: STAMPED });
  });
});

describe('a token that cannot be read', () => {
  it('is reported beside those that can', async () => {
    const der = await tokenOf({ authority: pki.tsa, time: STAMPED, imprint: imprintOf() });
    const values = [readWhole(der), readWhole(Uint8Array.of(0x30, 0))];
    const stamped = { ...signer, unsignedAttributes: [{ type: OID.signatureTimeStamp, values }] };
    const [good, bad] = readSignatureTimestamps(stamped);
    expect(good).toMatchObject({ info: { time: STAMPED } });
    expect(bad).toMatchObject({ code: 'TIMESTAMP_BAD' });
  });
});
