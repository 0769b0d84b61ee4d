import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../../src/signing/asn1/oids.ts';
import { explicit, sequence } from '../../../../src/signing/asn1/writer.ts';
import { issueCertificate, issueCrl } from '../../../../src/signing/index.ts';
import { extension } from '../../../../src/signing/pki/extensions.ts';
import { type Identity, type PublicationUrls } from '../../../../src/signing/pki/issue-certificate.ts';
import { createKeyPair } from '../../../../src/signing/pki/keys.ts';
import { type Crl, parseCrl } from '../../../../src/signing/revocation/crl.ts';
import { validateCertificate, type PersonCheck } from '../../../../src/signing/verify/trust/validate-certificate.ts';
import { type TrustMaterial } from '../../../../src/signing/verify/trust/material.ts';
import { type Certificate } from '../../../../src/signing/x509/certificate.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { createTestPki, type TestPki } from '../../../support/pki/test-pki.ts';
import { forgeOcsp, UNKNOWN } from '../../revocation/forge-evidence.ts';
import { forgeCertificate } from '../../x509/forge-certificate.ts';

const AT = new Date('2026-03-01T00:00:00Z');
const DAY = 86_400_000;

let pki: TestPki;
let leaf: Certificate;
let material: TrustMaterial;

beforeAll(async () => {
  pki = await sharedPki('ecdsa-p256-sha256');
  leaf = await published({ crl: ['http://127.0.0.1:9/issuing.crl'] });
  const certificates = [pki.issuing.certificate];
  material = { roots: [pki.root.certificate], certificates, crls: [], ocspResponses: [], now: AT };
});

/** A personal certificate that names where its status can be looked up. */
async function published(urls: PublicationUrls, issuer: Identity = pki.issuing): Promise<Certificate> {
  const { publicKey } = await createKeyPair('ec-p256');
  const subject = { commonName: 'Người ký' };
  return issueCertificate({ profile: 'personal', subject, publicKey, issuer, notBefore: pki.root.certificate.notBefore, urls }); // prettier-ignore
}

function judge(check: Partial<PersonCheck> = {}, given: Partial<TrustMaterial> = {}): string[] {
  const person = { certificate: leaf, purpose: 'document', at: AT, proven: false, ...check } as const;
  const { reasons } = validateCertificate(person, { ...material, ...given });
  return reasons.flatMap(({ code, weight }) => (weight === 'note' ? [] : [code]));
}

function crl(issuer: Identity, revoked: readonly Date[] = [], thisUpdate = AT): Crl {
  const nextUpdate = new Date(thisUpdate.getTime() + 7 * DAY);
  const entries = revoked.map((at) => ({ serialNumber: leaf.serialNumber, revokedAt: at }));
  return issueCrl({ issuer, number: 1, thisUpdate, nextUpdate, revoked: entries as never });
}

describe('a certificate of a chain', () => {
  it.each<readonly [string, string, (own: Certificate) => Partial<Certificate>]>([
    [
      'with a hash that can be forged',
      'ALGORITHM_WEAK',
      () => ({ signatureMethod: { scheme: 'ecdsa', hash: 'sha1' } }),
    ],
    ['signed in a way that is not known', 'ALGORITHM_UNKNOWN', () => ({ signatureMethod: undefined })],
    ['with a weak key', 'KEY_WEAK', () => ({ publicKeyInfo: weakKey() })],
    ['with an extension that must be known and is not', 'CHAIN_BROKEN', () => ({ unknownCriticalExtensions: ['1.2'] })],
    ['that begins later', 'CERTIFICATE_NOT_YET_VALID', () => ({ notBefore: new Date(AT.getTime() + DAY) })],
    [
      'that is for something else',
      'KEY_USAGE_WRONG',
      (own) => ({ known: { ...own.known, keyUsage: ['keyEncipherment'] } }),
    ],
  ])('%s is told', (_name, code, change) => {
    expect(judge({ certificate: { ...leaf, ...change(leaf) } })).toContain(code);
  });

  it('that has run out is told apart by whether the time of the signature is proven', () => {
    const certificate = { ...leaf, notAfter: new Date(AT.getTime() - DAY) };
    expect(judge({ certificate, proven: true })).toContain('CERTIFICATE_EXPIRED');
    expect(judge({ certificate })).toContain('CERTIFICATE_EXPIRED_NO_PROOF_OF_TIME');
  });

  it('that may not issue others breaks the chain, whoever it belongs to', async () => {
    const byPerson = { ...leaf, issuer: pki.teacher.certificate.subject, known: { ...leaf.known } };
    expect(
      judge({ certificate: byPerson }, { certificates: [pki.teacher.certificate, pki.issuing.certificate] }),
    ).toEqual(expect.arrayContaining(['CHAIN_BROKEN']));
    const issuing = {
      ...pki.issuing.certificate,
      known: { ...pki.issuing.certificate.known, keyUsage: ['cRLSign'] as const },
    };
    expect(judge({}, { certificates: [issuing as Certificate] })).toContain('CHAIN_BROKEN');
    await Promise.resolve();
  });
});

const weakKey = (): Uint8Array =>
  generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' });

describe('the status of a certificate', () => {
  it('is good by a list of its issuer', () => {
    expect(judge({}, { crls: [crl(pki.issuing)] })).toEqual([]);
  });

  it('is undecided by a revocation before the proven time, and good in spite of one after it', () => {
    const at = (days: number): Date => new Date(AT.getTime() + days * DAY);
    expect(judge({ proven: true }, { crls: [crl(pki.issuing, [at(-1)])] })).toEqual([
      'CERTIFICATE_REVOKED_NO_PROOF_OF_TIME',
    ]);
    const later = { crls: [crl(pki.issuing, [at(1)], at(1))], now: at(2) };
    expect(judge({ proven: true }, later)).toEqual([]);
  });

  it('is not told by a list of another authority of the same name', async () => {
    const namesake = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
    expect(judge({}, { crls: [crl(namesake.issuing)] })).toEqual(['REVOCATION_UNKNOWN']);
  });

  it('is not told by a list from after the check, or one that had run out', () => {
    const shifted = (days: number): Crl => crl(pki.issuing, [], new Date(AT.getTime() + days * DAY));
    expect(judge({}, { crls: [shifted(1)] })).toEqual(['REVOCATION_UNKNOWN']);
    expect(judge({}, { crls: [shifted(-30)] })).toEqual(['REVOCATION_UNKNOWN']);
  });

  it('is not told by a list whose entries cannot be read', () => {
    const broken = { ...parseCrl(crl(pki.issuing).der), entries: Uint8Array.of(0x30, 0x05, 1) };
    expect(judge({}, { crls: [broken] })).toEqual(['REVOCATION_UNKNOWN']);
  });

  it('is not told by a responder that does not know it, though no place to look is named', async () => {
    const certificate = await published({});
    const singles = [{ certificate, issuer: pki.issuing.certificate, status: UNKNOWN, from: AT, until: AT }];
    const ocspResponses = [forgeOcsp(pki.ocsp, { singles, producedAt: AT })];
    expect(judge({ certificate }, { ocspResponses })).toEqual(['REVOCATION_UNKNOWN']);
  });

  it('is not told where the place to look is named by a name that cannot be asked', () => {
    const point = sequence(explicit(0, explicit(0, explicit(4, pki.root.certificate.subject.der))));
    const extensions = [extension(OID.crlDistributionPoints, sequence(point))];
    const certificate = forgeCertificate({ subject: 'Người ký', issuer: pki.issuing, extensions });
    expect(judge({ certificate })).toEqual(['REVOCATION_UNKNOWN']);
  });

  it('is undecided while it is on hold', () => {
    const held = issueCrl({
      issuer: pki.issuing,
      number: 1,
      thisUpdate: AT,
      nextUpdate: new Date(AT.getTime() + DAY),
      revoked: [{ serialNumber: leaf.serialNumber, revokedAt: AT, reason: 'certificateHold' }],
    });
    expect(judge({}, { crls: [held] })).toEqual(['CERTIFICATE_ON_HOLD']);
  });

  it('need not be told where the certificate names no place to look', async () => {
    expect(judge({ certificate: await published({}) })).toEqual([]);
  });
});
