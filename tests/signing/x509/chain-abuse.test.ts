import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { type Identity, keyIdentifier } from '../../../src/signing/pki/issue-certificate.ts';
import { buildChain, type ChainRequest } from '../../../src/signing/x509/chain.ts';
import { type Certificate } from '../../../src/signing/x509/certificate.ts';
import { encodeName } from '../../../src/signing/x509/names.ts';
import { authority, forgeCertificate, forgeIdentity } from './forge-certificate.ts';

const at = new Date('2026-03-01T00:00:00Z');
const root = forgeIdentity({ subject: 'Gốc', extensions: authority() });
const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const between = (...more: readonly Uint8Array[]): Identity =>
  forgeIdentity({ subject: 'Giữa', issuer: root, extensions: authority(...more) });
const leafOf = (issuer: Identity, ...list: readonly Uint8Array[]): Certificate =>
  forgeCertificate({ subject: 'Người', issuer, extensions: list });
const codes = (leaf: Certificate, intermediates: readonly Certificate[], change: Partial<ChainRequest> = {}) =>
  buildChain({ leaf, intermediates, roots: [root.certificate], at, ...change }).problems.map(
    ({ code, index }) => `${index} ${code}`,
  );
/** What is said of a chain of three with such an authority in the middle. */
const codesUnder = (middle: Identity, change: Partial<ChainRequest> = {}) =>
  codes(leafOf(middle), [middle.certificate], change);

describe('an authority', () => {
  const critical = (id: string) => extensions.extension(id, write.sequence(), true);

  it.each<readonly [string, string, () => readonly Uint8Array[]]>([
    ['with name constraints', '1 unknown-critical-extension', () => authority(critical('2.5.29.30'))],
    ['with policy constraints', '1 unknown-critical-extension', () => authority(critical('2.5.29.36'))],
    ['that inhibits any policy', '1 unknown-critical-extension', () => authority(critical('2.5.29.54'))],
    ['without basic constraints', '1 not-a-ca', () => [extensions.keyUsage(['keyCertSign'])]],
    ['without any extension, as in version 1', '1 not-a-ca', () => []],
    [
      'that its basic constraints deny',
      '1 not-a-ca',
      () => [extensions.basicConstraints(false), extensions.keyUsage(['keyCertSign'])],
    ],
    [
      'that may not sign certificates',
      '1 key-usage',
      () => [extensions.basicConstraints(true), extensions.keyUsage(['cRLSign'])],
    ],
    ['that is for servers only', '1 key-usage', () => authority(extensions.extendedKeyUsage(['1.3.6.1.5.5.7.3.1']))],
  ])('is refused: %s', (_name, code, list) => {
    expect(codesUnder(forgeIdentity({ subject: 'Giữa', issuer: root, extensions: list() }))).toEqual([code]);
  });

  it('is refused under SHA-1, unless it is the trusted one itself', () => {
    expect(codesUnder(forgeIdentity({ subject: 'Giữa', issuer: root, extensions: authority(), sha1: true }))).toEqual([
      '1 weak-hash',
    ]);
    const old = forgeIdentity({ subject: 'Gốc cũ', extensions: authority(), sha1: true });
    expect(codes(leafOf(old), [], { roots: [old.certificate] })).toEqual([]);
  });

  it('is held to the purposes that it names', () => {
    const mail = between(extensions.extendedKeyUsage([OID.emailProtection]));
    const stamps = between(extensions.extendedKeyUsage([OID.timeStamping, OID.ocspSigning]));
    const any = between(extensions.extendedKeyUsage([OID.anyExtendedKeyUsage]));
    const tsa = (issuer: Identity) => leafOf(issuer, extensions.extendedKeyUsage([OID.timeStamping], true));
    expect(codesUnder(mail)).toEqual([]);
    expect(codesUnder(any)).toEqual([]);
    expect(codesUnder(stamps)).toEqual(['1 key-usage']);
    expect(codes(tsa(stamps), [stamps.certificate], { purpose: 'timestamp' })).toEqual([]);
    expect(codes(tsa(any), [any.certificate], { purpose: 'timestamp' })).toEqual([]);
    expect(codes(tsa(mail), [mail.certificate], { purpose: 'timestamp' })).toEqual(['1 key-usage']);
  });
});

describe('a path length', () => {
  const limited = forgeIdentity({
    subject: 'Hữu hạn',
    issuer: root,
    extensions: [extensions.basicConstraints(true, 0), extensions.keyUsage(['keyCertSign'])],
  });

  it('is used up by an authority of another name and not by one that renews itself', () => {
    const below = forgeIdentity({ subject: 'Thừa', issuer: limited, extensions: authority() });
    expect(codes(leafOf(below), [below.certificate, limited.certificate])).toEqual(['2 path-too-long']);
    const renewed = forgeIdentity({ subject: 'Hữu hạn', issuer: limited, extensions: authority() });
    expect(codes(leafOf(renewed), [renewed.certificate, limited.certificate])).toEqual([]);
  });
});

describe('authorities of one name', () => {
  it('are told apart by the key that signed', () => {
    const [first, second] = [between(), between()];
    for (const intermediates of [
      [first.certificate, second.certificate],
      [second.certificate, first.certificate],
    ])
      expect(codes(leafOf(first), intermediates)).toEqual([]);
    expect(codes(leafOf(first), [second.certificate])).toContain('0 bad-signature');
  });

  it('and of one serial number are told apart too', () => {
    const decoy = forgeCertificate({ subject: 'Giữa', issuer: root, extensions: authority(), notAfter: at });
    const honest = between();
    expect(decoy.serialNumber).toBe(honest.certificate.serialNumber);
    expect(codes(leafOf(honest), [decoy, honest.certificate])).toEqual([]);
  });

  it('do not hide the one that signed among thousands, where the certificate says by which key', () => {
    const id = ({ certificate }: Identity) => keyIdentifier(certificate.publicKeyInfo);
    const pair = keys();
    const subjectKey = extensions.subjectKeyIdentifier(
      keyIdentifier(pair.publicKey.export({ type: 'spki', format: 'der' })),
    );
    const honest = forgeIdentity({ subject: 'Giữa', issuer: root, keys: pair, extensions: authority(subjectKey) });
    const junk = Array.from({ length: 2000 }, (_, serial) =>
      forgeCertificate({ subject: 'Giữa', issuer: root, keys: keys(), serial, extensions: authority() }),
    );
    const leaf = leafOf(honest, extensions.authorityKeyIdentifier(id(honest)));
    const started = performance.now();
    expect(codes(leaf, [...junk, honest.certificate])).toEqual([]);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('authorities that certify each other', () => {
  const names = Array.from({ length: 24 }, (_, n) => `Chéo ${n}`);
  const own = names.map((subject) => forgeIdentity({ subject, keys: keys(), extensions: authority() }));
  const crossed = own.flatMap((issuer) =>
    own.map((to) => {
      const pair = { publicKey: createPublicKey(to.privateKey), privateKey: to.privateKey };
      return forgeCertificate({
        subject: String(to.certificate.subject.attributes[0]?.value),
        issuer,
        keys: pair,
        extensions: authority(),
      });
    }),
  );
  const [one] = own;
  const leaf = one && leafOf(one);

  it('lead nowhere in bounded time', () => {
    const started = performance.now();
    expect(leaf && codes(leaf, crossed).at(-1)).toMatch(/no-trusted-root$/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('lead to a root that one of them has', () => {
    const target = own[1];
    const bridge =
      target &&
      forgeCertificate({
        subject: 'Chéo 1',
        issuer: root,
        keys: { publicKey: createPublicKey(target.privateKey), privateKey: target.privateKey },
        extensions: authority(),
      });
    const pair = own.slice(0, 2).map(({ certificate }) => certificate);
    const between = crossed.filter(
      ({ issuer, subject }) =>
        pair.some((by) => Buffer.compare(by.subject.der, issuer.der) === 0) &&
        pair.some((by) => Buffer.compare(by.subject.der, subject.der) === 0),
    );
    expect(leaf && bridge && codes(leaf, [...between, bridge])).toEqual([]);
  });
});

describe('a name', () => {
  it('of another authority under the same key does not pass', () => {
    const honest = between(extensions.subjectKeyIdentifier(Buffer.from('khóa')));
    const leaf = forgeCertificate({
      subject: 'Người',
      issuer: honest,
      issuerName: encodeName({ commonName: 'Tên khác' }),
      extensions: [extensions.authorityKeyIdentifier(Buffer.from('khóa'))],
    });
    expect(codes(leaf, [honest.certificate])).toEqual(['0 name-mismatch']);
  });
});

describe('a key', () => {
  const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
  const rsa = (n: Buffer, e: Buffer) => {
    const jwk = { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') };
    return spki(createPublicKey({ key: jwk, format: 'jwk' }));
  };
  const odd = (bytes: number) => Buffer.alloc(bytes, 0xff);

  it.each<readonly [string, string, Uint8Array]>([
    ['RSA with the exponent 1', '0 weak-key', rsa(odd(256), Buffer.of(1))],
    ['RSA with an even exponent', '0 weak-key', rsa(odd(256), Buffer.of(4))],
    ['RSA so large that a check takes long', '0 key-unsupported', rsa(odd(2048), Buffer.of(1, 0, 1))],
    ['RSA with an exponent as large as its modulus', '0 key-unsupported', rsa(odd(256), odd(255))],
    ['on a curve with a generator of its own', '0 weak-key', ownGenerator()],
  ])('is not accepted: %s', (_name, code, publicKeyInfo) => {
    const leaf = forgeCertificate({ subject: 'Người', issuer: root, publicKeyInfo });
    expect(codes(leaf, [])).toEqual([code]);
  });
});

/** SubjectPublicKeyInfo on P-256 written out, its generator replaced by the public point itself. */
function ownGenerator(): Uint8Array {
  const hex = (text: string) => Buffer.from(text, 'hex');
  const prime = hex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
  const a = hex('ffffffff00000001000000000000000000000000fffffffffffffffffffffffc');
  const b = hex('5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b');
  const order = hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const point = keys().publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);
  const field = write.sequence(write.oid('1.2.840.10045.1.1'), write.integer(prime));
  const curve = write.sequence(write.octetString(a), write.octetString(b));
  const parameters = write.sequence(write.integer(1), field, curve, write.octetString(point), write.integer(order));
  return write.sequence(write.sequence(write.oid(OID.ecPublicKey), parameters), write.bitString(point));
}
