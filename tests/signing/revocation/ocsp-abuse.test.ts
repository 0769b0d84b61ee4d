import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { type Identity } from '../../../src/signing/pki/issue-certificate.ts';
import { checkRevocation, type RevocationRequest } from '../../../src/signing/revocation/check.ts';
import { type OcspResponse } from '../../../src/signing/revocation/ocsp-response.ts';
import { type RevocationReason } from '../../../src/signing/revocation/reasons.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { createTestPki } from '../../support/pki/test-pki.ts';
import { type CertificateWish, forgeCertificate, forgeIdentity } from '../x509/forge-certificate.ts';
import {
  crlEntry,
  day,
  forgeCrl,
  forgeOcsp,
  type OcspWish,
  reasonCode,
  revokedStatus,
  type SingleWish,
  UNKNOWN,
} from './forge-evidence.ts';

const { issuing, teacher, head, ocsp, root } = await sharedPki('ecdsa-p256-sha256');
const stranger = await createTestPki({ algorithm: 'ecdsa-p256-sha256' });
const SIGNS = extensions.keyUsage(['digitalSignature']);
const ANSWERS = extensions.extendedKeyUsage([OID.ocspSigning]);
const critical = extensions.extension('1.2.3', write.nullValue, true);
const harmless = extensions.extension('1.2.3', write.nullValue);

const about = (change: Partial<SingleWish> = {}): SingleWish => ({
  certificate: teacher.certificate,
  issuer: issuing.certificate,
  ...change,
});
const answer = (responder: Identity, wish: Partial<OcspWish> = {}): OcspResponse =>
  forgeOcsp(responder, { singles: [about()], ...wish });
const delegate = (wish: Partial<CertificateWish> = {}): Identity =>
  forgeIdentity({ subject: 'OCSP', issuer: issuing, extensions: [SIGNS, ANSWERS], ...wish });
const check = (ocspResponses: readonly OcspResponse[], change: Partial<RevocationRequest> = {}) =>
  checkRevocation({
    certificate: teacher.certificate,
    issuer: issuing.certificate,
    crls: [],
    ocspResponses,
    at: day(12),
    now: day(30),
    ...change,
  });
const rejection = (response: OcspResponse, change: Partial<RevocationRequest> = {}) => {
  const { status, rejected } = check([response], change);
  return [status, ...rejected.map(({ problem }) => problem)];
};
const refused = ['unknown', 'not-authorized'];

describe('an answer by somebody whom the issuer did not make a responder', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });

  it.each<readonly [string, () => Identity]>([
    ['whose certificate names no purpose', () => delegate({ extensions: [SIGNS] })],
    [
      'whose certificate names any purpose instead of this one',
      () => delegate({ extensions: [SIGNS, extensions.extendedKeyUsage([OID.anyExtendedKeyUsage])] }),
    ],
    ['whose key may not sign', () => delegate({ extensions: [extensions.keyUsage(['keyEncipherment']), ANSWERS] })],
    ['whom an authority of the same name made one', () => delegate({ issuer: stranger.issuing })],
    [
      'whom the authority above made one, under the issuer’s name',
      () => delegate({ issuer: root, issuerName: issuing.certificate.subject.der }),
    ],
    ['whose certificate had ended', () => delegate({ notAfter: day(10) })],
    ['whose certificate had not begun', () => delegate({ notBefore: day(12) })],
    [
      'whose certificate has a critical extension that is not known',
      () => delegate({ extensions: [SIGNS, ANSWERS, critical] }),
    ],
    ['whose certificate has a signature under SHA-1', () => delegate({ sha1: true })],
    ['whose key is weak', () => ({ ...delegate({ keys: weak }), algorithm: 'rsa-pkcs1-sha256' })],
  ])('is not used: %s', (_name, responder) => {
    expect(rejection(answer(responder()))).toEqual(refused);
  });

  it('is not used where the certificate answers for itself, whatever its purpose', () => {
    const itself = delegate({ serial: 5 });
    const singles = [about({ certificate: itself.certificate })];
    expect(rejection(answer(itself, { singles }), { certificate: itself.certificate })).toEqual(refused);
  });

  it('is not used where it claims to know of a time after the responder’s certificate had ended', () => {
    const singles = [about({ from: day(15) })];
    expect(rejection(answer(delegate({ notAfter: day(14) }), { singles }))).toEqual(refused);
  });
});

describe('a responder that was itself taken back', () => {
  const list = (one: Identity, at: Date, reason: RevocationReason) =>
    forgeCrl(issuing, { entries: [crlEntry(one.certificate, at, reasonCode(reason))], until: day(30) });

  it('is not believed from then on, nor ever where its key was stolen', () => {
    for (const one of [ocsp, delegate()]) {
      expect(rejection(answer(one), { crls: [list(one, day(5), 'superseded')] })).toContain('not-authorized');
      expect(rejection(answer(one), { crls: [list(one, day(20), 'keyCompromise')] })).toContain('not-authorized');
    }
  });

  it('is believed for what it said before, where nothing was stolen', () => {
    const one = delegate();
    const facts = check([answer(one)], { crls: [list(one, day(20), 'superseded')], certificate: teacher.certificate });
    expect(facts.rejected).toEqual([]);
  });

  it('is not spoken for by another that would have to be asked about in turn', () => {
    const [one, other] = [delegate({ subject: 'OCSP 1', serial: 1 }), delegate({ subject: 'OCSP 2', serial: 2 })];
    const vouching = (by: Identity, forWhom: Identity) =>
      answer(by, { singles: [about({ certificate: forWhom.certificate })] });
    const circle = [answer(one), vouching(other, one), vouching(one, other)];
    expect(check(circle)).toMatchObject({ status: 'unknown', rejected: [{ problem: 'responder-unknown' }] });
    expect(check([answer(one), vouching(issuing, one)]).status).toBe('good');
    expect(check([answer(one), vouching(ocsp, one)]).status).toBe('good');
  });
});

describe('a responder whose status cannot be told', () => {
  const places = extensions.crlDistributionPoints(['http://127.0.0.1:9/issuing.crl']);

  it('tells nothing where its certificate says that it can be looked up', () => {
    const one = delegate({ extensions: [SIGNS, ANSWERS, places] });
    expect(rejection(answer(one))).toEqual(['unknown', 'responder-unknown']);
    expect(check([answer(one)], { crls: [forgeCrl(issuing)] })).toMatchObject({ status: 'good' });
  });

  it('tells what it knows where it need not be asked about', () => {
    expect(check([answer(delegate({ extensions: [SIGNS, ANSWERS, places, extensions.ocspNoCheck()] }))]).status).toBe(
      'good',
    );
    expect(check([answer(delegate())]).status).toBe('good');
  });
});

describe('an answer', () => {
  it.each<readonly [string, Partial<OcspWish>, readonly string[]]>([
    ['about another serial number', { singles: [about({ certificate: head.certificate })] }, ['unknown']],
    ['about another issuer', { singles: [about({ issuer: root.certificate })] }, ['unknown']],
    ['that has run out', { singles: [about({ from: day(1), until: day(11) })] }, ['unknown', 'stale']],
    ['made in the future', { producedAt: new Date(day(30).getTime() + 1000) }, ['unknown', 'not-yet-valid']],
    [
      'about the future',
      { singles: [about({ from: new Date(day(30).getTime() + 1000) })] },
      ['unknown', 'not-yet-valid'],
    ],
    ['under SHA-1', { identifier: write.sequence(write.oid(OID.ecdsaWithSha1)) }, ['unknown', 'weak-hash']],
    [
      'with a critical extension that is not known',
      { extensions: [critical] },
      ['unknown', 'unknown-critical-extension'],
    ],
    [
      'with a critical extension about one certificate that is not known',
      { singles: [about({ extensions: [critical] })] },
      ['unknown', 'unknown-critical-extension'],
    ],
  ])('%s is not used', (_name, wish, expected) => {
    expect(rejection(answer(ocsp, wish))).toEqual(expected);
  });

  it('with extensions that change nothing is used', () => {
    const nonce = extensions.extension(OID.ocspNonce, write.octetString(Buffer.alloc(8)), true);
    const singles = [about({ extensions: [harmless] })];
    expect(rejection(answer(ocsp, { singles, extensions: [nonce, harmless] }))).toEqual(['good']);
  });

  it('that says two things of one certificate says the worse', () => {
    const revoked = about({ status: revokedStatus(day(5), 'superseded') });
    for (const singles of [
      [about(), revoked],
      [revoked, about()],
    ])
      expect(check([answer(ocsp, { singles })])).toMatchObject({ status: 'revoked', reason: 'superseded' });
  });

  it('of not knowing a certificate is no silence', () => {
    expect(check([answer(ocsp, { singles: [about({ status: UNKNOWN })] })])).toEqual({
      status: 'unknown',
      source: 'ocsp',
      rejected: [],
    });
  });
});

describe('an answer from after the end of a certificate', () => {
  const certificate = forgeCertificate({ subject: 'Người', issuer: issuing, notAfter: day(8) });
  const late = (change: Partial<SingleWish>) =>
    rejection(answer(ocsp, { singles: [about({ certificate, ...change })] }), { certificate, at: day(7) });
  const cutoff = (at: Date) => extensions.extension(OID.ocspArchiveCutoff, write.generalizedTime(at));

  it('may have forgotten it, so that good says nothing and revoked still does', () => {
    expect(late({})).toEqual(['unknown', 'after-expiry']);
    expect(late({ extensions: [cutoff(day(9))] })).toEqual(['unknown', 'after-expiry']);
    expect(late({ status: revokedStatus(day(5), 'superseded') })).toEqual(['revoked']);
  });

  it('is good where the responder says that it remembers so far back', () => {
    expect(late({ extensions: [cutoff(day(8))] })).toEqual(['good']);
  });
});
