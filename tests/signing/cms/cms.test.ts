import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isHosoError } from '../../../src/kernel/errors.ts';
import { OID } from '../../../src/signing/asn1/oids.ts';
import { enterWhole, readWhole } from '../../../src/signing/asn1/reader.ts';
import { readOid } from '../../../src/signing/asn1/values.ts';
import * as write from '../../../src/signing/asn1/writer.ts';
import { assembleSignedData, buildSignedAttributes, estimateContentsSize } from '../../../src/signing/cms/build.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import {
  addSignatureTimestamp,
  signatureImprint,
  signatureTimestampsOf,
} from '../../../src/signing/cms/signature-timestamp.ts';
import { parseSignedData } from '../../../src/signing/cms/signed-data.ts';
import { type SignerFacts, verifySigner } from '../../../src/signing/cms/verify-signer.ts';
import { type Signer } from '../../../src/signing/signer.ts';
import { type Certificate } from '../../../src/signing/x509/certificate.ts';
import { hasOpenssl, opensslFolder, toPem } from '../../support/pki/openssl.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';
import '../../support/pki/to-throw-code.ts';

const CONTENT = Buffer.from('Kế hoạch bài dạy tuần 12');
const hash = (algorithm: string, data: Uint8Array = CONTENT): Uint8Array => createHash(algorithm).update(data).digest();
const pki = await sharedPki('ecdsa-p256-sha256');
const { signer } = pki.teacher;
const description = await signer.describe();

async function signContent(by: Signer = signer): Promise<Uint8Array> {
  const { digestAlgorithm } = await by.describe();
  const [cms = new Uint8Array()] = await signDigests(by, [hash(digestAlgorithm)]);
  return cms;
}

function check(
  cms: Uint8Array,
  options: { content?: Uint8Array; others?: Certificate[]; allowBer?: boolean } = {},
): SignerFacts {
  const signedData = parseSignedData(cms, { allowBer: options.allowBer ?? false });
  const [info] = signedData.signerInfos;
  if (!info) throw new Error('no signer');
  const contentDigest = info.hash ? hash(info.hash, options.content) : new Uint8Array();
  return verifySigner({ signedData, signer: info, contentDigest, otherCertificates: options.others ?? [] });
}

/** Signs any attributes at all, so that wrong ones can be tried under a right signature. */
async function signAttributes(attributes: readonly Uint8Array[], sorted = true): Promise<Uint8Array> {
  const signedAttributes = sorted ? write.setOf(attributes) : write.encode(write.TAG.set, ...attributes);
  const [signature = new Uint8Array()] = await signer.sign([{ message: signedAttributes, digest: new Uint8Array(32) }]);
  return assembleSignedData({ description, signedAttributes, signature });
}

const attributesOf = (digest: Uint8Array = hash('sha256')): Uint8Array[] =>
  enterWhole(buildSignedAttributes(digest, description), write.TAG.set)
    .rest()
    .map((attribute) => attribute.raw);

const attribute = (type: string, ...values: Uint8Array[]): Uint8Array =>
  write.sequence(write.oid(type), write.setOf(values));

const without = (type: string): Uint8Array[] =>
  attributesOf().filter((one) => readOid(enterWhole(one).next()) !== type);

describe('buildSignedAttributes', () => {
  it('refuses a digest of another length than the hash has', () => {
    expect(() => buildSignedAttributes(new Uint8Array(20), description)).toThrowCode('CMS_MALFORMED');
  });

  it('refuses a signer without a certificate', () => {
    const nobody = { ...description, certificateChain: [] };
    expect(() => buildSignedAttributes(new Uint8Array(32), nobody)).toThrowCode('SIGNER_BAD_ANSWER');
  });

  it('has exactly the three attributes of the PAdES baseline, and no signing-time', () => {
    const types = attributesOf().map((one) => readOid(enterWhole(one).next()));
    expect(new Set(types)).toEqual(new Set([OID.contentType, OID.messageDigest, OID.signingCertificateV2]));
    expect(types).toHaveLength(3);
  });
});

describe('a CMS signature made here', () => {
  it.each(ALGORITHMS)('holds, in DER and of version 1 and detached, with %s', async (algorithm) => {
    const { teacher } = await sharedPki(algorithm);
    const cms = await signContent(teacher.signer);
    const parsed = parseSignedData(cms);
    expect(parsed).toMatchObject({ version: 1, isDer: true, size: cms.length, contentType: OID.data });
    expect(parsed.content).toBeUndefined();
    expect(parsed.certificates).toHaveLength(2);
    const facts = check(cms);
    expect(facts.problems).toEqual([]);
    expect(facts.certificate?.der).toEqual(teacher.certificate.der);
    expect(facts.signingCertificate).toBe('matches');
    expect(facts.signingTime).toBeUndefined();
  });

  it.skipIf(!hasOpenssl).each(ALGORITHMS)('is CAdES for OpenSSL with %s', async (algorithm) => {
    const { teacher, root } = await sharedPki(algorithm);
    const cms = await signContent(teacher.signer);
    await using folder = await opensslFolder({
      'sig.der': cms,
      data: CONTENT,
      'root.pem': toPem(root.certificate.der),
    });
    const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'sig.der', '-CAfile', 'root.pem'];
    const { ok, text } = await folder.run(...verify, '-content', 'data', '-out', 'out');
    expect(ok, text).toBe(true);
    expect(text).toContain('CAdES Verification successful');
  });

  it('is never longer than was told before, and exactly so with a full signature', async () => {
    for (const algorithm of ALGORITHMS) {
      const by = (await sharedPki(algorithm)).teacher.signer;
      const told = await by.describe();
      const full = assembleSignedData({
        description: told,
        signedAttributes: buildSignedAttributes(hash(told.digestAlgorithm), told),
        signature: new Uint8Array(told.maxSignatureSize),
        timestampToken: write.octetString(new Uint8Array(5000 - 4)),
      });
      expect(estimateContentsSize(told, { digestAlgorithm: 'sha256', maxTokenSize: 5000 })).toBe(full.length);
      for (let i = 0; i < 20; i++) {
        expect((await signContent(by)).length).toBeLessThanOrEqual(estimateContentsSize(told));
      }
    }
  });

  it('takes a timestamp without a change to anything signed', async () => {
    const cms = await signContent();
    const token = write.sequence(write.integer(1));
    const stamped = addSignatureTimestamp(cms, token);
    const [info] = parseSignedData(stamped).signerInfos;
    expect(info && signatureTimestampsOf(info)).toEqual([Buffer.from(token)]);
    expect(check(stamped).problems).toEqual([]);
    expect(info && hash('sha256', info.signature)).toEqual(signatureImprint(cms, 'sha256'));
    expect(() => addSignatureTimestamp(stamped, token)).toThrowCode('CMS_MALFORMED');
  });

  it('takes a timestamp only if it has one signer', async () => {
    const twice = replaceSignerInfos(await signContent(), (signerInfo) => [signerInfo, signerInfo]);
    const none = replaceSignerInfos(await signContent(), () => []);
    for (const cms of [twice, none]) expect(() => signatureImprint(cms, 'sha256')).toThrowCode('CMS_MALFORMED');
  });
});

/** The same SignedData around other SignerInfos. */
function replaceSignerInfos(cms: Uint8Array, change: (signerInfo: Uint8Array) => Uint8Array[]): Uint8Array {
  const parts = signedDataParts(cms);
  const last = parts.at(-1) ?? new Uint8Array();
  const infos = enterWhole(last, write.TAG.set)
    .rest()
    .flatMap((one) => change(one.raw));
  return contentInfo(...parts.slice(0, -1), write.encode(write.TAG.set, ...infos));
}

function signedDataParts(cms: Uint8Array): Uint8Array[] {
  const outer = enterWhole(cms);
  outer.next();
  return outer
    .enter(write.contextTag(0))
    .enter()
    .rest()
    .map((part) => part.raw);
}

const contentInfo = (...parts: Uint8Array[]): Uint8Array =>
  write.sequence(write.oid(OID.signedData), write.explicit(0, write.sequence(...parts)));

describe('parseSignedData', () => {
  it('refuses bytes after the end, zeros too unless told that they are padding', async () => {
    const cms = await signContent();
    const padded = Buffer.concat([cms, new Uint8Array(50)]);
    expect(() => parseSignedData(padded)).toThrowCode('ASN1_TRAILING_BYTES');
    expect(parseSignedData(padded, { allowZeroPadding: true }).size).toBe(cms.length);
    padded[padded.length - 1] = 1;
    for (const allowBer of [false, true]) {
      expect(() => parseSignedData(padded, { allowZeroPadding: true, allowBer })).toThrowCode('ASN1_TRAILING_BYTES');
    }
  });

  it('refuses BER, or reads it and says so', async () => {
    const cms = await signContent();
    const inner = enterWhole(cms).rest();
    const ber = Buffer.concat([Buffer.from('3080', 'hex'), ...inner.map((one) => one.raw), new Uint8Array(2)]);
    expect(() => parseSignedData(ber)).toThrowCode('ASN1_NOT_DER');
    expect(parseSignedData(ber, { allowBer: true })).toMatchObject({ isDer: false, size: ber.length });
    expect(check(ber, { allowBer: true }).problems).toEqual([]);
    const padded = Buffer.concat([ber, new Uint8Array(9)]);
    expect(parseSignedData(padded, { allowBer: true, allowZeroPadding: true }).size).toBe(ber.length);
    expect(() => parseSignedData(padded, { allowBer: true })).toThrowCode('ASN1_TRAILING_BYTES');
    expect(() => parseSignedData(ber.subarray(0, -2), { allowBer: true })).toThrowCode('CMS_MALFORMED');
  });

  it('refuses unsorted signed attributes, or reads them and says so', async () => {
    const unsorted = await signAttributes(attributesOf().reverse(), false);
    expect(() => parseSignedData(unsorted)).toThrowCode('ASN1_NOT_DER');
    expect(parseSignedData(unsorted, { allowBer: true }).isDer).toBe(false);
    expect(check(unsorted, { allowBer: true }).problems).toEqual([]);
  });

  it('accepts a signature over the sorted attributes where they stand unsorted in the file', async () => {
    const [signature = new Uint8Array()] = await signer.sign([
      { message: write.setOf(attributesOf()), digest: new Uint8Array(32) },
    ]);
    const signedAttributes = write.encode(write.TAG.set, ...attributesOf().reverse());
    const cms = assembleSignedData({ description, signedAttributes, signature });
    expect(check(cms, { allowBer: true }).problems).toEqual([]);
    const wrong = assembleSignedData({
      description,
      signedAttributes,
      signature: Buffer.from(signature).fill(1, signature.length - 8),
    });
    expect(check(wrong, { allowBer: true }).problems).toContain('signature-invalid');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another content type', write.sequence(write.oid(OID.data), write.explicit(0, write.octetString(CONTENT)))],
    ['a SignedData that ends early', contentInfo(write.integer(1))],
    ['an integer', write.integer(1)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => parseSignedData(bytes)).toThrowCode('CMS_MALFORMED');
  });

  it('refuses a signed attribute twice, and one with two values or none', async () => {
    const digest = attribute(OID.messageDigest, write.octetString(hash('sha256')));
    const twice = await signAttributes([...attributesOf(), digest]);
    expect(() => parseSignedData(twice)).toThrowCode('CMS_MALFORMED');
    const values = [write.octetString(hash('sha256')), write.octetString(new Uint8Array(32))];
    const double = await signAttributes([...without(OID.messageDigest), attribute(OID.messageDigest, ...values)]);
    expect(() => check(double)).toThrowCode('CMS_MALFORMED');
    const empty = await signAttributes([...without(OID.messageDigest), attribute(OID.messageDigest)]);
    expect(() => check(empty)).toThrowCode('CMS_MALFORMED');
  });

  it('gives CRLs and OCSP responses that a signature carries, and skips certificates of other kinds', async () => {
    const parts = signedDataParts(await signContent());
    const [version, digests, content, certificates, signers] = parts as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const crl = write.sequence(write.integer(7));
    const ocsp = write.sequence(write.integer(8));
    const other = (type: string) => write.encode(write.contextTag(1), write.oid(type), ocsp);
    const revocations = write.encode(write.contextTag(1), crl, other('1.3.6.1.5.5.7.16.2'), other('1.2.3'));
    const attributeCertificate = write.encode(write.contextTag(2), write.integer(1));
    const more = write.encode(write.contextTag(0), readWhole(certificates).content, attributeCertificate);
    const parsed = parseSignedData(contentInfo(version, digests, content, more, revocations, signers));
    expect(parsed.crls).toEqual([Buffer.from(crl)]);
    expect(parsed.ocspResponses).toEqual([Buffer.from(ocsp)]);
    expect(parsed.certificates).toHaveLength(2);
  });
});

describe('verifySigner', () => {
  it('tells content that is not what was signed', async () => {
    const facts = check(await signContent(), { content: Buffer.from('khác') });
    expect(facts).toMatchObject({ contentMatches: false, signatureHolds: true, problems: ['message-digest-mismatch'] });
  });

  it('tells a signature that was not made over these attributes', async () => {
    const signedAttributes = buildSignedAttributes(hash('sha256'), description);
    const [signature = new Uint8Array()] = await signer.sign([{ message: CONTENT, digest: hash('sha256') }]);
    const facts = check(assembleSignedData({ description, signedAttributes, signature }));
    expect(facts).toMatchObject({ contentMatches: true, signatureHolds: false, problems: ['signature-invalid'] });
  });

  it('tells a certificate that is not there, and finds it elsewhere', async () => {
    const parts = signedDataParts(await signContent());
    const bare = contentInfo(...parts.filter((_part, i) => i !== 3));
    expect(check(bare).problems).toEqual(['certificate-not-found']);
    expect(check(bare, { others: [pki.head.certificate] }).problems).toEqual(['certificate-not-found']);
    expect(check(bare, { others: [pki.teacher.certificate] }).problems).toEqual([]);
  });

  it('skips a certificate that cannot be read', async () => {
    const [version, digests, content, , signers] = signedDataParts(await signContent());
    const certificates = write.encode(
      write.contextTag(0),
      write.sequence(write.integer(1)),
      pki.teacher.certificate.der,
    );
    const parts = [version, digests, content, certificates, signers].map((one) => one ?? new Uint8Array());
    expect(check(contentInfo(...parts)).problems).toEqual([]);
  });

  it('tells another certificate than the signing-certificate attribute names', async () => {
    const other = buildSignedAttributes(hash('sha256'), await pki.head.signer.describe());
    const attributes = enterWhole(other, write.TAG.set)
      .rest()
      .map((one) => one.raw);
    const facts = check(await signAttributes(attributes));
    expect(facts).toMatchObject({ signingCertificate: 'differs', problems: ['signing-certificate-mismatch'] });
  });

  it('tells an issuer or serial number in the signing-certificate attribute that is not the certificate’s', async () => {
    const certHash = write.octetString(hash('sha256', pki.teacher.certificate.der));
    const general = (name: Uint8Array, tag = 4) => write.sequence(write.explicit(tag, name));
    const ess = (names: Uint8Array, serial: Uint8Array) =>
      attribute(
        OID.signingCertificateV2,
        write.sequence(write.sequence(write.sequence(certHash, write.sequence(names, serial)))),
      );
    const { issuer, subject, serialBytes } = pki.teacher.certificate;
    const serial = write.integer(serialBytes);
    for (const [names, number, match] of [
      [general(issuer.der), serial, 'matches'],
      [general(subject.der), serial, 'differs'],
      [general(issuer.der, 1), serial, 'differs'],
      [general(issuer.der), write.integer(1), 'differs'],
    ] as const) {
      const facts = check(await signAttributes([...without(OID.signingCertificateV2), ess(names, number)]));
      expect(facts.signingCertificate).toBe(match);
    }
  });

  it('reads a signing-certificate attribute with its hash named, with SHA-1 of old, and one of an unknown hash', async () => {
    const { der } = pki.teacher.certificate;
    const entry = (...fields: Uint8Array[]) => write.sequence(write.sequence(write.sequence(...fields)));
    const algorithm = (id: string) => write.sequence(write.oid(id));
    for (const [type, value, match] of [
      [OID.signingCertificateV2, entry(algorithm(OID.sha512), write.octetString(hash('sha512', der))), 'matches'],
      [OID.signingCertificateV2, entry(algorithm('1.2.3'), write.octetString(hash('sha512', der))), 'differs'],
      [OID.signingCertificate, entry(write.octetString(hash('sha1', der))), 'matches'],
      [OID.signingCertificate, entry(write.octetString(hash('sha1', CONTENT))), 'differs'],
    ] as const) {
      const facts = check(await signAttributes([...without(OID.signingCertificateV2), attribute(type, value)]));
      expect(facts.signingCertificate).toBe(match);
    }
  });

  it('says that the signing-certificate attribute is absent, which is no failure of the signature itself', async () => {
    const facts = check(await signAttributes(without(OID.signingCertificateV2)));
    expect(facts).toMatchObject({ signingCertificate: 'absent', problems: [] });
  });

  it('tells signed attributes that are missing, in part or all', async () => {
    for (const type of [OID.contentType, OID.messageDigest]) {
      expect(check(await signAttributes(without(type))).problems).toContain('signed-attributes-missing');
    }
    const [signature = new Uint8Array()] = await signer.sign([{ message: CONTENT, digest: hash('sha256') }]);
    const bare = replaceSignerInfos(await signContent(), (signerInfo) => {
      const fields = enterWhole(signerInfo)
        .rest()
        .map((field) => field.raw);
      const [version, sid, digest, , method] = fields as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
      return [write.sequence(version, sid, digest, method, write.octetString(signature))];
    });
    expect(check(bare).problems).toEqual(['direct-signature-unsupported']);
  });

  it('tells a content type that is not the content’s', async () => {
    const attributes = [...without(OID.contentType), attribute(OID.contentType, write.oid(OID.tstInfo))];
    expect(check(await signAttributes(attributes)).problems).toEqual(['content-type-mismatch']);
  });

  it('gives a signing-time that stands in the signature', async () => {
    const at = new Date('2026-11-23T00:00:00Z');
    const facts = check(await signAttributes([...attributesOf(), attribute(OID.signingTime, write.time(at))]));
    expect(facts.signingTime).toEqual(at);
  });

  it('tells algorithms that are not known, and a hash that is not the signature’s', async () => {
    const change = async (index: number, field: Uint8Array) =>
      replaceSignerInfos(await signContent(), (signerInfo) => {
        const fields = enterWhole(signerInfo)
          .rest()
          .map((one) => one.raw);
        fields[index] = field;
        return [write.sequence(...fields)];
      });
    const identifier = (id: string) => write.sequence(write.oid(id));
    expect(check(await change(4, identifier('1.2.3'))).problems).toContain('algorithm-unsupported');
    expect(check(await change(2, identifier('1.2.3'))).problems).toContain('digest-unsupported');
    expect(check(await change(2, identifier(OID.sha512))).problems).toContain('digest-algorithm-mismatch');
  });

  it('finds the signer by key identifier too', async () => {
    const keyId = pki.teacher.certificate.known.subjectKeyIdentifier ?? new Uint8Array();
    const named = async (id: Uint8Array) =>
      replaceSignerInfos(await signContent(), (signerInfo) => {
        const fields = enterWhole(signerInfo)
          .rest()
          .map((one) => one.raw);
        fields[1] = write.encode(write.contextTag(0, false), id);
        return [write.sequence(...fields)];
      });
    expect(check(await named(keyId)).problems).toEqual([]);
    expect(check(await named(Uint8Array.of(1, 2))).problems).toEqual(['certificate-not-found']);
  });

  it('never calls a signature good after a byte that was signed, or the signature, was changed', async () => {
    const cms = await signContent();
    const [original] = parseSignedData(cms).signerInfos;
    const same = (a?: Uint8Array, b?: Uint8Array) => a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
    const unexplained: number[] = [];
    for (let i = 0; i < cms.length; i++) {
      const changed = Uint8Array.from(cms);
      changed[i] = (changed[i] ?? 0) ^ 0x01;
      try {
        const facts = check(changed);
        if (facts.problems.length > 0) continue;
        // what changed must lie outside: a version, a certificate above the signer's own
        const [info] = parseSignedData(changed).signerInfos;
        const untouched =
          same(info?.signedAttributesDer, original?.signedAttributesDer) &&
          same(info?.signature, original?.signature) &&
          same(facts.certificate?.der, pki.teacher.certificate.der);
        if (!untouched) unexplained.push(i);
      } catch (error) {
        if (!isHosoError(error)) unexplained.push(i);
      }
    }
    expect(unexplained).toEqual([]);
  });
});
