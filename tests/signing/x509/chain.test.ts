import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { enterWhole } from '../../../src/signing/asn1/reader.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import { signMessage } from '../../../src/signing/algorithms.ts';
import * as extensions from '../../../src/signing/pki/extensions.ts';
import { type Identity, issueCertificate, keyIdentifier } from '../../../src/signing/pki/issue-certificate.ts';
import { buildChain, type ChainRequest } from '../../../src/signing/x509/chain.ts';
import { type Certificate, fingerprint, parseCertificate, publicKeyOf } from '../../../src/signing/x509/certificate.ts';
import { encodeName, nameAttribute } from '../../../src/signing/x509/names.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import '../../support/pki/to-throw-code.ts';

const pki = await sharedPki('ecdsa-p256-sha256');
const { root, issuing, teacher } = pki;
const at = new Date('2026-11-01T00:00:00Z');

const chain = (change: Partial<ChainRequest> = {}) =>
  buildChain({
    leaf: teacher.certificate,
    intermediates: [issuing.certificate],
    roots: [root.certificate],
    at,
    ...change,
  });
const codes = (change: Partial<ChainRequest> = {}): string[] =>
  chain(change).problems.map(({ code, index }) => `${index} ${code}`);

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Custom {
  readonly subject: string;
  readonly issuer?: Identity;
  readonly issuerName?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly publicKeyInfo?: Uint8Array;
  readonly identifier?: Uint8Array;
}

/** A certificate with any extensions, which the profiles would never give. */
function custom(request: Custom): Certificate {
  const issuer = request.issuer ?? issuing;
  const identifier = request.identifier ?? write.sequence(write.oid(OID.ecdsaWithSha256));
  const list = request.extensions ?? [];
  const tbs = write.sequence(
    write.explicit(0, write.integer(2)),
    write.integer(99),
    identifier,
    request.issuerName ?? issuer.certificate.subject.der,
    write.sequence(write.time(new Date('2026-01-01')), write.time(new Date('2028-01-01'))),
    encodeName({ commonName: request.subject }),
    request.publicKeyInfo ?? keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...(list.length > 0 ? [write.explicit(3, write.sequence(...list))] : []),
  );
  const signature = signMessage(issuer.algorithm, issuer.privateKey, tbs);
  return parseCertificate(write.sequence(tbs, identifier, write.bitString(signature)));
}

describe('buildChain', () => {
  it('tells that no root is trusted, with the path as far as it goes', () => {
    expect(codes({ roots: [] })).toEqual(['1 no-trusted-root']);
    expect(codes({ roots: [], intermediates: [] })).toEqual(['0 no-trusted-root']);
    expect(codes({ roots: [], intermediates: [issuing.certificate, root.certificate] })).toEqual(['2 no-trusted-root']);
  });

  it('tells certificates that are not valid at the time, each by its place', () => {
    expect(codes({ at: new Date('2025-12-31') })).toEqual(['0 not-yet-valid', '1 not-yet-valid', '2 not-yet-valid']);
    expect(codes({ at: new Date('2029-01-01') })).toEqual(['0 expired']);
    expect(codes({ at: new Date('2037-01-01') })).toEqual(['0 expired', '1 expired']);
    expect(codes({ at: new Date('2047-01-01') })).toEqual(['0 expired', '1 expired', '2 expired']);
  });

  it('counts the last second of validity as valid', () => {
    expect(codes({ at: teacher.certificate.notAfter })).toEqual([]);
    expect(codes({ at: teacher.certificate.notBefore })).toEqual([]);
  });

  it('tells an issuer of the right name that did not sign', async () => {
    const stranger = await sharedPki('ecdsa-p384-sha384');
    const facts = chain({ intermediates: [stranger.issuing.certificate], roots: [stranger.root.certificate] });
    expect(facts.problems.map(({ code }) => code)).toContain('bad-signature');
  });

  it('tells an issuer with the right key under another name', () => {
    const leaf = custom({
      subject: 'lạ',
      issuerName: encodeName({ commonName: 'Tên khác' }),
      extensions: [extensions.authorityKeyIdentifier(keyIdentifier(issuing.certificate.publicKeyInfo))],
    });
    expect(codes({ leaf })).toEqual(['0 name-mismatch']);
  });

  it('does not take a person for an authority', () => {
    const leaf = custom({ subject: 'giả', issuer: teacher });
    expect(codes({ leaf, intermediates: [issuing.certificate, teacher.certificate] })).toEqual([
      '1 not-a-ca',
      '1 key-usage',
      '2 path-too-long',
      '3 path-too-long',
    ]);
  });

  it('tells more authorities below one than it allows', () => {
    const subCa: Identity = {
      certificate: custom({
        subject: 'CA thừa',
        extensions: [extensions.basicConstraints(true), extensions.keyUsage(['keyCertSign'])],
      }),
      privateKey: keys.privateKey,
      algorithm: 'ecdsa-p256-sha256',
    };
    const leaf = custom({
      subject: 'lá',
      issuer: subCa,
      publicKeyInfo: otherKeys.publicKey.export({ type: 'spki', format: 'der' }),
    });
    const facts = codes({ leaf, intermediates: [subCa.certificate, issuing.certificate] });
    expect(facts).toEqual(['2 path-too-long', '3 path-too-long']);
  });

  it('tells a certificate whose usages do not allow the purpose', () => {
    expect(codes({ leaf: pki.tsa.certificate })).toEqual(['0 key-usage']);
    expect(codes({ leaf: pki.tsa.certificate, purpose: 'timestamp' })).toEqual([]);
    expect(codes({ leaf: pki.ocsp.certificate, purpose: 'ocsp' })).toEqual([]);
    expect(codes({ purpose: 'timestamp' })).toEqual(['0 key-usage']);
    expect(codes({ leaf: issuing.certificate, purpose: 'document' })).toEqual(['0 key-usage']);
    expect(codes({ leaf: custom({ subject: 'không nói', extensions: [] }) })).toEqual([]);
  });

  it('tells a critical extension that it does not know', () => {
    const leaf = custom({ subject: 'x', extensions: [extensions.extension('1.2.3.4', write.nullValue, true)] });
    expect(codes({ leaf })).toEqual(['0 unknown-critical-extension']);
    const harmless = custom({ subject: 'x', extensions: [extensions.extension('1.2.3.4', write.nullValue)] });
    expect(codes({ leaf: harmless })).toEqual([]);
  });

  it('tells weak keys, weak hashes and algorithms that it does not know', () => {
    const weakKey = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
      type: 'spki',
      format: 'der',
    });
    expect(codes({ leaf: custom({ subject: 'yếu', publicKeyInfo: weakKey }) })).toEqual(['0 weak-key']);
    const unknownKey = write.sequence(write.sequence(write.oid('1.2.3')), write.bitString(Uint8Array.of(1)));
    expect(codes({ leaf: custom({ subject: 'lạ', publicKeyInfo: unknownKey }) })).toEqual(['0 key-unsupported']);
    const sha1 = custom({ subject: 'sha1', identifier: write.sequence(write.oid(OID.ecdsaWithSha1)) });
    expect(codes({ leaf: sha1 })).toContain('0 weak-hash');
    const unknown = custom({ subject: 'lạ', identifier: write.sequence(write.oid('1.2.3')) });
    expect(codes({ leaf: unknown })).toEqual(['0 algorithm-unsupported']);
  });

  it('ends among hostile certificates that issue each other', () => {
    const hostile: Certificate[] = [];
    const names = Array.from({ length: 12 }, (_, i) => `vòng ${i}`);
    const identity = (name: string): Identity => ({
      certificate: custom({ subject: name, extensions: [extensions.basicConstraints(true)] }),
      privateKey: keys.privateKey,
      algorithm: 'ecdsa-p256-sha256',
    });
    const identities = names.map(identity);
    for (const issuer of identities) {
      for (const subject of names) {
        hostile.push(custom({ subject, issuer, extensions: [extensions.basicConstraints(true)] }));
      }
    }
    const [leaf] = hostile;
    const started = performance.now();
    expect(leaf && codes({ leaf, intermediates: hostile }).at(-1)).toMatch(/no-trusted-root$/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each(ALGORITHMS)(
    'holds from a person to the root with %s, in any order, with strangers between',
    async (algorithm) => {
      const own = await sharedPki(algorithm);
      const facts = chain({
        leaf: own.principal.certificate,
        intermediates: [teacher.certificate, own.head.certificate, own.issuing.certificate, issuing.certificate],
        roots: [root.certificate, own.root.certificate],
      });
      expect(facts.problems).toEqual([]);
      expect(facts.path.map((one) => one.der)).toEqual([
        own.principal.certificate.der,
        own.issuing.certificate.der,
        own.root.certificate.der,
      ]);
      expect(facts.anchor?.der).toEqual(own.root.certificate.der);
    },
  );

  it('holds at an anchor in the middle, and at the certificate itself', () => {
    expect(chain({ roots: [issuing.certificate] })).toMatchObject({
      problems: [],
      anchor: { serialNumber: issuing.certificate.serialNumber },
    });
    expect(chain({ roots: [teacher.certificate] }).path).toHaveLength(1);
  });

  it('chooses the path with the fewest problems where an authority has two certificates', () => {
    const expired = issueCertificate({
      profile: 'issuing',
      subject: { country: 'VN', organization: 'Trường THPT Nguyễn Trãi', commonName: 'CA cấp chứng thư nội bộ' },
      publicKey: publicKeyOf(issuing.certificate) ?? keys.publicKey,
      issuer: root,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2026-02-01T00:00:00Z'),
    });
    for (const intermediates of [
      [expired, issuing.certificate],
      [issuing.certificate, expired],
    ]) {
      expect(codes({ intermediates })).toEqual([]);
    }
    expect(codes({ intermediates: [expired] })).toEqual(['1 expired']);
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('agrees with OpenSSL in strict mode with %s', async (algorithm) => {
    const own = await sharedPki(algorithm);
    await using folder = await opensslFolder({
      'root.pem': toPem(own.root.certificate.der),
      'issuing.pem': toPem(own.issuing.certificate.der),
      'leaf.pem': toPem(own.teacher.certificate.der),
      'seal.pem': toPem(own.seal.certificate.der),
      'tsa.pem': toPem(own.tsa.certificate.der),
      'ocsp.pem': toPem(own.ocsp.certificate.der),
    });
    const leaves = ['leaf.pem', 'seal.pem', 'tsa.pem', 'ocsp.pem'];
    const { ok, text } = await folder.run(
      'verify',
      '-x509_strict',
      '-CAfile',
      'root.pem',
      '-untrusted',
      'issuing.pem',
      ...leaves,
    );
    expect(ok, text).toBe(true);
  });
});

describe('parseCertificate', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('chứng thư')],
    ['bytes after the end', Buffer.concat([teacher.certificate.der, Uint8Array.of(0)])],
    ['more than 64 kB', new Uint8Array(70_000)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => parseCertificate(bytes)).toThrowCode('CERTIFICATE_MALFORMED');
  });

  it('refuses two signature algorithms that differ, an unknown version, and an extension twice', () => {
    const [tbs, , signature] = enterWhole(teacher.certificate.der)
      .rest()
      .map((one) => one.raw);
    const other = write.sequence(write.oid(OID.ecdsaWithSha512));
    expect(() => parseCertificate(write.sequence(tbs ?? other, other, signature ?? other))).toThrowCode(
      'CERTIFICATE_MALFORMED',
    );
    const version = Buffer.from(teacher.certificate.der);
    version[version.indexOf(Buffer.from('a003020102', 'hex')) + 4] = 3;
    expect(() => parseCertificate(version)).toThrowCode('CERTIFICATE_MALFORMED');
    const twice = extensions.subjectAltEmail('a@b.vn');
    expect(() => custom({ subject: 'hai lần', extensions: [twice, twice] })).toThrowCode('CERTIFICATE_MALFORMED');
  });

  it('never throws anything but its code, whichever byte is changed', () => {
    const { der } = teacher.certificate;
    for (let i = 0; i < der.length; i++) {
      const changed = Uint8Array.from(der);
      changed[i] = (changed[i] ?? 0) ^ (1 + (i % 255));
      try {
        const parsed = parseCertificate(changed);
        expect(codes({ leaf: parsed }).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toHaveProperty('code', 'CERTIFICATE_MALFORMED');
      }
    }
  });

  it('reads names with Vietnamese letters, serial numbers and the notice to the reader', () => {
    const { certificate } = teacher;
    expect(certificate.subject.text).toBe(
      'CN=Nguyễn Văn A, serialNumber=GV001, title=Giáo viên, O=Trường THPT Nguyễn Trãi, C=VN',
    );
    expect(nameAttribute(certificate.subject, OID.title)).toBe('Giáo viên');
    expect(nameAttribute(certificate.subject, OID.localityName)).toBeUndefined();
    expect(certificate.known.notices.join()).toContain('không có giá trị pháp lý');
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
    expect(fingerprint(certificate)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the same object for the same bytes, so that what was found out is found out once', () => {
    const { der } = teacher.certificate;
    expect(parseCertificate(Uint8Array.from(der))).toBe(parseCertificate(der));
  });
});
