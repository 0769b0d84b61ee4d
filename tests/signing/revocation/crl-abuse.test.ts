import { describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { checkRevocation, type RevocationRequest } from '../../../src/signing/revocation/check.ts';
import { type Crl } from '../../../src/signing/revocation/crl.ts';
import { sharedPki } from '../../support/pki/shared-pki.ts';
import { authority, forgeCertificate, forgeIdentity } from '../x509/forge-certificate.ts';
import { crlEntry, type CrlWish, day, forgeCrl, reasonCode } from './forge-evidence.ts';

const { issuing, teacher, head } = await sharedPki('ecdsa-p256-sha256');
const PLACE = 'http://127.0.0.1:9/part-1.crl';
const OTHER = 'http://127.0.0.1:9/part-2.crl';
const uri = (url: string): Uint8Array => write.ia5String(url, write.contextTag(6, false));
const flag = (n: number): Uint8Array => write.encode(write.contextTag(n, false), Uint8Array.of(0xff));
const point = (...fields: Uint8Array[]): Uint8Array =>
  extensions.extension(OID.issuingDistributionPoint, write.sequence(...fields), true);
const at = (...names: Uint8Array[]): Uint8Array =>
  write.encode(write.contextTag(0), write.encode(write.contextTag(0), ...names));

const check = (crls: readonly Crl[], change: Partial<RevocationRequest> = {}) =>
  checkRevocation({
    certificate: teacher.certificate,
    issuer: issuing.certificate,
    crls,
    ocspResponses: [],
    at: day(12),
    now: day(30),
    ...change,
  });
const rejection = (wish: CrlWish, change: Partial<RevocationRequest> = {}) => {
  const { status, rejected } = check([forgeCrl(issuing, wish)], change);
  return [status, ...rejected.map(({ problem }) => problem)];
};

describe('a list that speaks only of some', () => {
  it.each<readonly [string, Uint8Array]>([
    ['a delta', extensions.extension(OID.deltaCrlIndicator, write.integer(4), true)],
    ['a delta that is not marked critical', extensions.extension(OID.deltaCrlIndicator, write.integer(4))],
    ['authorities only', point(flag(2))],
    ['some reasons only', point(write.encode(write.contextTag(3, false), Uint8Array.of(5, 0x60)))],
    ['indirect', point(flag(4))],
    ['attribute certificates only', point(flag(5))],
    ['with a critical extension that is not known', extensions.extension('1.2.3', write.nullValue, true)],
  ])('says nothing of a person: %s', (_name, one) => {
    expect(rejection({ extensions: [one] })).toEqual(['unknown', 'out-of-scope']);
  });

  it('says nothing of an authority where it is for end entities', () => {
    const certificate = forgeCertificate({ subject: 'CA', issuer: issuing, extensions: authority() });
    expect(rejection({ extensions: [point(flag(1))] }, { certificate })).toEqual(['unknown', 'out-of-scope']);
  });
});

describe('a list that is one part of many', () => {
  const placed = (...urls: string[]) =>
    forgeCertificate({ subject: 'Người', issuer: issuing, extensions: [extensions.crlDistributionPoints(urls)] });

  it('says nothing of a certificate that belongs to another part, or to none', () => {
    const part = { extensions: [point(at(uri(OTHER)))] };
    expect(rejection(part, { certificate: placed(PLACE) })).toEqual(['unknown', 'out-of-scope']);
    expect(rejection(part)).toEqual(['unknown', 'out-of-scope']);
  });

  it('says nothing where its place is named relative to the issuer, which is not supported', () => {
    const relative = write.encode(write.contextTag(0), write.encode(write.contextTag(1), write.nullValue));
    expect(rejection({ extensions: [point(relative)] }, { certificate: placed(PLACE) })[0]).toBe('unknown');
  });

  it('speaks of a certificate that names one of its places', () => {
    const part = { extensions: [point(at(uri('ldap://x'), uri(PLACE)))] };
    expect(rejection(part, { certificate: placed(OTHER, PLACE) })).toEqual(['good']);
  });
});

describe('an entry with a critical extension that is not known', () => {
  const indirect = extensions.extension('2.5.29.29', write.sequence(write.nullValue), true);

  it('makes the list unusable for everybody', () => {
    const entries = [crlEntry(head.certificate, day(5), reasonCode('superseded'), indirect)];
    expect(rejection({ entries })).toEqual(['unknown', 'unknown-critical-extension']);
  });

  it('is told from what is known, from a mark that is not critical, and from such bytes in a serial number', () => {
    const known = extensions.extension(OID.invalidityDate, write.generalizedTime(day(1)), true);
    const { certificate } = forgeIdentity({ subject: 'x', serial: 0x0101ff });
    expect(rejection({ entries: [crlEntry(certificate, day(5)), crlEntry(head.certificate, day(5), known)] })).toEqual([
      'good',
    ]);
    const harmless = extensions.extension('1.2.3', write.nullValue);
    expect(rejection({ entries: [crlEntry(head.certificate, day(5), harmless)] })).toEqual(['good']);
  });

  it('is not passed over where it cannot be read', () => {
    const broken = write.sequence(write.integer(1), write.time(day(1)), write.boolean(true));
    expect(() => rejection({ entries: [broken] })).toThrow('revocation list');
  });
});

describe('lists that contradict each other', () => {
  const revoked = (reason: 'superseded' | 'certificateHold', from: Date, until = day(30)) =>
    forgeCrl(issuing, { from, until, entries: [crlEntry(teacher.certificate, day(5), reasonCode(reason))] });
  const clean = (from: Date) => forgeCrl(issuing, { from, until: day(30) });

  it.each([[day(6), day(11)] as const, [day(11), day(6)] as const])('never hide a revocation (%#)', (one, other) => {
    for (const crls of [
      [revoked('superseded', one), clean(other)],
      [clean(other), revoked('superseded', one)],
    ])
      expect(check(crls)).toMatchObject({ status: 'revoked', reason: 'superseded' });
  });

  it('hold a certificate until a newer one knows nothing of it any more', () => {
    expect(check([revoked('certificateHold', day(11)), clean(day(6))]).status).toBe('revoked');
    expect(check([revoked('certificateHold', day(6)), clean(day(11))]).status).toBe('good');
    expect(check([revoked('certificateHold', day(6)), revoked('superseded', day(11))])).toMatchObject({
      status: 'revoked',
      reason: 'superseded',
    });
  });
});

describe('a list from after the end of a certificate', () => {
  const certificate = forgeCertificate({ subject: 'Người', issuer: issuing, notAfter: day(8) });
  const keeps = (since: Date) => extensions.extension(OID.expiredCertsOnCrl, write.generalizedTime(since));

  it('may have dropped it, so that its silence says nothing', () => {
    expect(rejection({}, { certificate, at: day(7) })).toEqual(['unknown', 'after-expiry']);
    expect(rejection({ extensions: [keeps(day(9))] }, { certificate, at: day(7) })[0]).toBe('unknown');
  });

  it('still tells a revocation', () => {
    expect(rejection({ entries: [crlEntry(certificate, day(5))] }, { certificate, at: day(7) })).toEqual(['revoked']);
  });

  it('speaks of it where it says that it keeps what has ended since', () => {
    expect(rejection({ extensions: [keeps(day(8))] }, { certificate, at: day(7) })).toEqual(['good']);
  });
});

describe('a list of an authority that may not sign lists', () => {
  it('is not used, though the key is right', () => {
    const issuer = forgeIdentity({
      subject: 'CA không CRL',
      extensions: [extensions.basicConstraints(true), extensions.keyUsage(['keyCertSign'])],
    });
    const certificate = forgeCertificate({ subject: 'Người', issuer });
    expect(check([forgeCrl(issuer)], { certificate, issuer: issuer.certificate }).rejected).toEqual([
      { source: 'crl', problem: 'not-authorized' },
    ]);
  });
});

describe('a list of half a million entries', () => {
  it('is searched once for a certificate, however often it is asked about', () => {
    const entry = write.sequence(write.integer(0x100000), write.time(day(1)));
    const crl = forgeCrl(issuing, { entries: Array<Uint8Array>(500_000).fill(entry) });
    const started = performance.now();
    for (let i = 0; i < 200; i++) expect(check([crl]).status).toBe('good');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
