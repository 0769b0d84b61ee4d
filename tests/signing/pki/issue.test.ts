import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { createIdentity, issueCertificate } from '../../../src/signing/pki/issue-certificate.ts';
import { createKeyPair } from '../../../src/signing/pki/keys.ts';
import { NO_LEGAL_VALUE_NOTICE, PROFILES, SCHOOL_POLICY } from '../../../src/signing/pki/profiles.ts';
import {
  createSchoolCa,
  issueOcspCertificate,
  issuePersonalCertificate,
  issueSealCertificate,
  issueTimestampCertificate,
  needsRenewal,
} from '../../../src/signing/pki/school-ca.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import '../../support/pki/to-throw-code.ts';

const pki = await sharedPki('ecdsa-p256-sha256');
const { issuing, root, teacher } = pki;
const { publicKey, privateKey } = await createKeyPair('ec-p256');
const notBefore = new Date('2026-08-01T00:00:00Z');
const subject = { country: 'VN', organization: 'Trường THPT Nguyễn Trãi', commonName: 'Phạm Thị Dung' };
const request = { subject, publicKey, issuer: issuing, notBefore };

describe('the school’s CA', () => {
  it.each([
    ['an empty name', { subject: { commonName: '  ' } }],
    ['a name above 64 characters', { subject: { commonName: 'x'.repeat(65) } }],
    ['a country that is no code', { subject: { commonName: 'x', country: 'Việt Nam' } }],
    ['a staff code with letters outside the printable ones', { subject: { commonName: 'x', serialNumber: 'GV_ă' } }],
    ['a weak key', { publicKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey }],
    ['an issuer that is no CA', { issuer: teacher }],
    ['a beginning before its issuer’s', { notBefore: new Date('2020-01-01') }],
    ['an end after its issuer’s', { notAfter: new Date('2050-01-01') }],
    ['an end before its beginning', { notAfter: new Date('2026-07-01') }],
  ])('does not certify %s', (_name, change) => {
    expect(() => issuePersonalCertificate({ ...request, ...change })).toThrowCode('PKI_INVALID_REQUEST');
  });

  it('does not sign with an algorithm that its key cannot do', () => {
    const issuer = { ...issuing, algorithm: 'rsa-pkcs1-sha256' as const };
    expect(() => issuePersonalCertificate({ ...request, issuer })).toThrowCode('ALGORITHM_UNSUPPORTED');
  });

  it('does not give a seal to nobody', () => {
    expect(() => issueSealCertificate({ ...request, subject: { commonName: 'Con dấu' } })).toThrowCode(
      'PKI_INVALID_REQUEST',
    );
  });

  it('gives each certificate a positive random serial number of 128 bits', () => {
    const serials = Array.from({ length: 50 }, () => issuePersonalCertificate(request).serialNumber);
    expect(new Set(serials).size).toBe(50);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
  });

  it('ends a certificate after the profile’s years, but with its issuer at the latest', () => {
    const twoYears = issuePersonalCertificate(request).notAfter;
    expect(twoYears).toEqual(new Date('2028-08-01T00:00:00Z'));
    const late = issuePersonalCertificate({ ...request, notBefore: new Date('2035-06-01') });
    expect(late.notAfter).toEqual(issuing.certificate.notAfter);
    const asked = issuePersonalCertificate({ ...request, notAfter: new Date('2027-06-30T00:00:00Z') });
    expect(asked.notAfter).toEqual(new Date('2027-06-30T00:00:00Z'));
  });

  it('tells readers below the root, in both languages, that there is no legal value outside the school', () => {
    const everywhere = [issuing.certificate, teacher.certificate, pki.seal.certificate, pki.tsa.certificate];
    for (const certificate of everywhere) {
      expect(certificate.known.policies).toEqual([SCHOOL_POLICY]);
      expect(certificate.known.notices).toEqual([NO_LEGAL_VALUE_NOTICE]);
    }
    expect(NO_LEGAL_VALUE_NOTICE).toContain('không có giá trị pháp lý');
    expect(NO_LEGAL_VALUE_NOTICE).toContain('no legal value');
    expect([...NO_LEGAL_VALUE_NOTICE].length).toBeLessThanOrEqual(200);
    expect(root.certificate.known.policies).toEqual([]);
  });

  it('gives each kind the usages of its profile and no more', () => {
    expect(root.certificate.known).toMatchObject({
      basicConstraints: { ca: true, pathLength: 1 },
      keyUsage: PROFILES.root.keyUsage,
    });
    expect(issuing.certificate.known).toMatchObject({
      basicConstraints: { ca: true, pathLength: 0 },
      keyUsage: ['keyCertSign', 'cRLSign'],
    });
    for (const { certificate } of [teacher, pki.seal]) {
      expect(certificate.known.keyUsage).toEqual(['digitalSignature', 'nonRepudiation']);
      expect(certificate.known.extendedKeyUsage?.purposes).toEqual([OID.documentSigning, OID.emailProtection]);
      expect(certificate.known.basicConstraints).toEqual({ ca: false });
    }
    const tsa = issueTimestampCertificate(request);
    expect(tsa.known.extendedKeyUsage).toEqual({ purposes: [OID.timeStamping], critical: true });
    const ocsp = issueOcspCertificate(request);
    expect(ocsp.known).toMatchObject({
      ocspNoCheck: true,
      extendedKeyUsage: { purposes: [OID.ocspSigning], critical: false },
    });
  });

  it('makes certificates that node reads too, with their addresses and mail', () => {
    const urls = {
      crl: ['http://ca.truong.vn/a.crl'],
      ocsp: 'http://ca.truong.vn/ocsp',
      issuer: 'http://ca.truong.vn/ca.cer',
    };
    const certificate = issuePersonalCertificate({ ...request, urls, email: 'dung@truong.vn' });
    expect(certificate.known).toMatchObject({ crlUrls: urls.crl, ocspUrls: [urls.ocsp], issuerUrls: [urls.issuer] });
    const node = new X509Certificate(certificate.der);
    expect(node.subjectAltName).toBe('email:dung@truong.vn');
    expect(node.infoAccess).toContain(urls.ocsp);
    expect(node.verify(new X509Certificate(issuing.certificate.der).publicKey)).toBe(true);
    expect(node.serialNumber.toLowerCase()).toBe(certificate.serialNumber);
  });

  it('puts a certificate and its key together only if they can sign as told', () => {
    expect(createIdentity(issuing)).toBe(issuing);
    expect(() => createIdentity({ ...issuing, algorithm: 'rsa-pss-sha256' })).toThrowCode('SIGNER_KEY_MISMATCH');
    expect(() => createIdentity({ ...issuing, privateKey })).toThrowCode('SIGNER_KEY_MISMATCH');
  });

  it('is made with new keys and a place on request', async () => {
    const ca = await createSchoolCa({
      school: 'Trường TH Kim Đồng',
      locality: 'Huế',
      notBefore,
      algorithm: 'ecdsa-p384-sha384',
    });
    expect(ca.root.certificate.subject.text).toBe('CN=CA gốc nội bộ, O=Trường TH Kim Đồng, L=Huế, C=VN');
    expect(ca.issuing.certificate.issuer.text).toBe(ca.root.certificate.subject.text);
    expect(ca.root.certificate.selfIssued).toBe(true);
  });

  it('is asked for by RSA-2048 with SHA-256 where nothing else is said', async () => {
    const { root: own } = await createSchoolCa({ school: 'Trường TH Kim Đồng', notBefore });
    expect(own.algorithm).toBe('rsa-pkcs1-sha256');
    expect(own.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('shows Vietnamese names to OpenSSL with %s', async (algorithm) => {
    const own = await sharedPki(algorithm);
    await using folder = await opensslFolder({ 'leaf.pem': toPem(own.teacher.certificate.der) });
    const { text } = await folder.run('x509', '-in', 'leaf.pem', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    expect(text).toContain('CN=Nguyễn Văn A');
    expect(text).toContain('X509v3 Key Usage: critical');
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('không có giá trị pháp lý');
  });
});

describe('needsRenewal', () => {
  it('is true from so many days before the end, and after it', () => {
    const certificate = issueCertificate({
      ...request,
      profile: 'personal',
      notAfter: new Date('2027-01-31T00:00:00Z'),
    });
    expect(needsRenewal(certificate, new Date('2027-01-01T00:00:00Z'), 30)).toBe(false);
    expect(needsRenewal(certificate, new Date('2027-01-01T00:00:01Z'), 30)).toBe(true);
    expect(needsRenewal(certificate, new Date('2027-03-01T00:00:00Z'), 30)).toBe(true);
  });
});
