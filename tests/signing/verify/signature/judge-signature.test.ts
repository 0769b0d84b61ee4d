import { createHash, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../../src/signing/asn1/oids.ts';
import { encode, explicit, integer, oid, sequence } from '../../../../src/signing/asn1/writer.ts';
import { type SignedData } from '../../../../src/signing/cms/signed-data.ts';
import { type SignerInfo } from '../../../../src/signing/cms/signer-info.ts';
import { type SignedField } from '../../../../src/signing/verify/document/signed-field.ts';
import { type Reason } from '../../../../src/signing/verify/reasons.ts';
import {
  isRead,
  judgeSignature,
  type ReadSignature,
  readSignature,
} from '../../../../src/signing/verify/signature/judge-signature.ts';
import { type Certificate } from '../../../../src/signing/x509/certificate.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { type TestPki } from '../../../support/pki/test-pki.ts';
import { detachedCms, DOCUMENT, readDetached, tokenOf, type TokenWish } from '../cms-samples.ts';

let pki: TestPki;
let cms: Uint8Array;
let read: ReadSignature;

beforeAll(async () => {
  pki = await sharedPki('ecdsa-p256-sha256');
  cms = await detachedCms(pki.teacher.signer);
  read = await readDetached(pki.teacher.signer);
});

const field = (subFilter: string | undefined): SignedField =>
  ({ subFilter, isTimestamp: subFilter === 'ETSI.RFC3161' }) as SignedField;
const readAs = (contents: Uint8Array, subFilter: string | undefined = 'ETSI.CAdES.detached'): ReadSignature | Reason =>
  readSignature(field(subFilter), contents);
const codesOf = (reasons: readonly Reason[]): string[] => reasons.map(({ code }) => code);

/** Rewrites an object identifier of the same length wherever it stands. */
function replaced(der: Uint8Array, from: string, to: string): Uint8Array {
  const [text, before, after] = [der, oid(from), oid(to)].map((bytes) => Buffer.from(bytes).toString('latin1'));
  return Buffer.from(String(text).replaceAll(String(before), String(after)), 'latin1');
}

describe('what stands in the hole', () => {
  it('is read where it is a detached signature of one signer', () => {
    const found = readAs(cms);
    expect(isRead(found)).toBe(true);
  });

  it.each([
    ['adbe.pkcs7.sha1', 'ALGORITHM_WEAK'],
    ['adbe.x509.rsa_sha1', 'ALGORITHM_WEAK'],
    ['Other.Format', 'SIGNATURE_FORMAT_UNSUPPORTED'],
    [undefined, 'SIGNATURE_FORMAT_UNSUPPORTED'],
  ])('is not read as %s', (subFilter, code) => {
    expect(readSignature(field(subFilter), cms)).toMatchObject({ code });
  });

  it('is no signature where it holds certificates alone, or brings its own content', async () => {
    const [none, data] = [encode(0x31), sequence(oid(OID.data))];
    const certificatesOnly = sequence(oid(OID.signedData), explicit(0, sequence(integer(1), none, data, none)));
    const token = await tokenOf({ authority: pki.tsa, time: new Date(), imprint: DOCUMENT });
    for (const [contents, what] of [
      [certificatesOnly, 'no signer'],
      [token, 'not detached'],
    ] as const) {
      expect(readAs(contents)).toMatchObject({ code: 'SIGNATURE_UNREADABLE', details: { what } });
    }
  });

  it('cannot be told where its hash is not known', () => {
    expect(readAs(replaced(cms, OID.sha256, '2.16.840.1.101.3.4.2.99'))).toMatchObject({ code: 'ALGORITHM_UNKNOWN' });
  });

  it('is no timestamp where it is a signature', () => {
    expect(readAs(cms, 'ETSI.RFC3161')).toMatchObject({ code: 'SIGNATURE_UNREADABLE' });
  });
});

describe('a signature', () => {
  const judge = (
    signer: Partial<SignerInfo>,
    { others = [] as readonly Certificate[], ...data }: Partial<SignedData> & { others?: readonly Certificate[] } = {},
  ): string[] => {
    const one = { ...read.signer, ...signer };
    const signedData = { ...read.signedData, ...data, signerInfos: [one] };
    return codesOf(judgeSignature({ ...read, signedData, signer: one }, DOCUMENT, others).reasons);
  };
  const without = (type: string): SignerInfo['signedAttributes'] =>
    read.signer.signedAttributes.filter((attribute) => attribute.type !== type);

  it('holds as it was made', () => {
    expect(judge({})).toEqual([]);
  });

  it('over another document says that the content was altered', () => {
    const { reasons, contentMatches } = judgeSignature(read, createHash('sha256').update('other').digest(), []);
    expect([codesOf(reasons), contentMatches]).toEqual([['CONTENT_ALTERED'], false]);
  });

  it.each<readonly [string, string, () => string[]]>([
    ['lacks its certificate', 'SIGNER_CERTIFICATE_MISSING', () => judge({}, { certificates: [] })],
    ['has another value', 'SIGNATURE_FORGED', () => judge({ signature: Uint8Array.of(1) })],
    ['lacks a signed attribute', 'SIGNATURE_UNREADABLE', () => judge({ signedAttributes: without(OID.messageDigest) })],
    ['is of an unknown method', 'ALGORITHM_UNKNOWN', () => judge({ signatureMethod: undefined })],
    ['is of an unknown hash', 'ALGORITHM_UNKNOWN', () => judge({ hash: undefined })],
    ['is made with SHA-1', 'ALGORITHM_WEAK', () => judge({ signatureMethod: { scheme: 'ecdsa', hash: 'sha1' } })],
    ['is of two hashes', 'SIGNATURE_UNREADABLE', () => judge({ hash: 'sha512' })],
    [
      'has an unsigned attribute that is not known',
      'ATTRIBUTE_UNKNOWN',
      () => judge({ unsignedAttributes: [{ type: '1.2.3', values: [] }] }),
    ],
    ['is of another version', 'SIGNATURE_UNREADABLE', () => judge({}, { version: 3 })],
    ['speaks of other content', 'SIGNATURE_UNREADABLE', () => judge({}, { contentType: OID.tstInfo })],
  ])('that %s does not hold', (_name, code, found) => {
    expect(found()).toContain(code);
  });

  it('cannot be read where an attribute has two values', () => {
    const signedAttributes = read.signer.signedAttributes.map((one) => ({
      ...one,
      values: [...one.values, ...one.values],
    }));
    expect(judge({ signedAttributes })).toEqual(['SIGNATURE_UNREADABLE']);
  });

  it('by another certificate than the one that was signed with is told, though names and key agree', () => {
    const swapped: Certificate = { ...pki.teacher.certificate, der: Uint8Array.of(0x30, 0) };
    expect(judge({}, { certificates: [], others: [swapped] })).toContain('SIGNER_CERTIFICATE_SWAPPED');
  });

  it('by a weak key is told', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' });
    const others = [{ ...pki.teacher.certificate, publicKeyInfo: weak }];
    expect(judge({}, { certificates: [], others })).toContain('KEY_WEAK');
  });
});

describe('a document timestamp', () => {
  const stamp = async (wish: Partial<TokenWish>, given: Uint8Array = DOCUMENT): Promise<unknown[]> => {
    const found = readAs(
      await tokenOf({ authority: pki.tsa, time: new Date('2026-03-01'), imprint: DOCUMENT, ...wish }),
      'ETSI.RFC3161',
    );
    if (!isRead(found)) return [found.code];
    const { reasons, signatureHolds } = judgeSignature(found, given, []);
    return [...codesOf(reasons), signatureHolds];
  };

  it('holds as it was made', async () => {
    expect(await stamp({})).toEqual([true]);
  });

  it('over another document says that the content was altered', async () => {
    expect(await stamp({}, createHash('sha256').update('other').digest())).toEqual(['CONTENT_ALTERED', true]);
  });

  it('over a hash in which two documents can be made to agree is too weak, whoever made it', async () => {
    const imprint = createHash('sha1').update('document').digest();
    expect(await stamp({ hash: OID.sha1, imprint }, imprint)).toEqual(['ALGORITHM_WEAK', true]);
  });

  it('over a hash that is not known cannot be told', async () => {
    expect(await stamp({ hash: '1.2.3' })).toEqual(['ALGORITHM_UNKNOWN']);
  });

  it('by a certificate that is for documents does not hold', async () => {
    expect(await stamp({ authority: pki.teacher })).toEqual(['TIMESTAMP_BAD', false]);
  });

  it('that does not carry a time is none', async () => {
    expect(await stamp({ type: OID.data })).toEqual(['SIGNATURE_UNREADABLE']);
  });
});
