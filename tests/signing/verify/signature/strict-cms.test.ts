import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../../src/signing/asn1/oids.ts';
import { readWhole } from '../../../../src/signing/asn1/reader.ts';
import {
  encode,
  explicit,
  integer,
  nullValue,
  oid,
  sequence,
  setOf,
  TAG,
} from '../../../../src/signing/asn1/writer.ts';
import { type SignedData } from '../../../../src/signing/cms/signed-data.ts';
import { type SignerInfo } from '../../../../src/signing/cms/signer-info.ts';
import { findLooseEnd, unknownUnsignedAttribute } from '../../../../src/signing/verify/signature/strict-cms.ts';
import { type Certificate } from '../../../../src/signing/x509/certificate.ts';
import { readName } from '../../../../src/signing/x509/names.ts';
import { sharedPki } from '../../../support/pki/shared-pki.ts';
import { readDetached } from '../cms-samples.ts';

let signedData: SignedData;
let signer: SignerInfo;
let certificate: Certificate;

beforeAll(async () => {
  const { teacher } = await sharedPki('ecdsa-p256-sha256');
  ({ signedData, signer } = await readDetached(teacher.signer));
  ({ certificate } = teacher);
});

const withSigner = (changes: Partial<SignerInfo>, more: Partial<SignedData> = {}): SignedData => ({
  ...signedData,
  signerInfos: [{ ...signer, ...changes }],
  ...more,
});
const SHA256 = { id: OID.sha256 };

describe('a signature as it was made', () => {
  it('has no loose end, whatever certificate it names', () => {
    expect(findLooseEnd(signedData, certificate)).toBeUndefined();
    expect(findLooseEnd(signedData, undefined)).toBeUndefined();
  });

  it('may name its signer by key, in the versions that go with that', () => {
    const identifier = { kind: 'key-identifier', keyIdentifier: Uint8Array.of(1) } as const;
    expect(findLooseEnd(withSigner({ identifier, version: 3 }, { version: 3 }), certificate)).toBeUndefined();
    expect(findLooseEnd(withSigner({ identifier, version: 3 }, { version: 4 }), certificate)).toBe(
      'version of SignedData',
    );
    expect(findLooseEnd(withSigner({ identifier, version: 2 }, { version: 3 }), certificate)).toBe(
      'version of SignerInfo',
    );
  });

  it('may name its signer by key and leave either version at 1', () => {
    const identifier = { kind: 'key-identifier', keyIdentifier: Uint8Array.of(1) } as const;
    for (const [version, ofSigner] of [
      [1, 3],
      [3, 1],
      [1, 1],
    ] as const) {
      expect(findLooseEnd(withSigner({ identifier, version: ofSigner }, { version }), certificate)).toBeUndefined();
    }
  });

  it.each([[[OID.sha1]], [[OID.sha512]], [[OID.sha384, OID.sha512]]])('may list %j beside its hash', (others) => {
    const digestAlgorithms = [...others.map((id) => ({ id })), SHA256];
    expect(findLooseEnd({ ...signedData, digestAlgorithms }, certificate)).toBeUndefined();
  });

  it.each([TAG.printableString, TAG.ia5String, TAG.utf8String])(
    'may spell the name of its issuer in string %i',
    (tag) => {
      const named = (kind: number, text: string) =>
        readName(readWhole(sequence(setOf([sequence(oid(OID.commonName), encode(kind, Buffer.from(text)))]))));
      const issued = { ...certificate, issuer: named(TAG.utf8String, 'Root') };
      const by = (issuer: ReturnType<typeof named>) =>
        findLooseEnd(
          withSigner({ identifier: { kind: 'issuer-and-serial', issuer, serialBytes: certificate.serialBytes } }),
          issued,
        );
      expect(by(named(tag, 'Root'))).toBeUndefined();
      expect(by(named(tag, 'root'))).toBe('signer identifier');
    },
  );

  it('may carry OCSP responses, in the version that goes with them', () => {
    const carrying = { ocspResponses: [Uint8Array.of(1)] };
    expect(findLooseEnd({ ...signedData, ...carrying, version: 5 }, certificate)).toBeUndefined();
    expect(findLooseEnd({ ...signedData, ...carrying }, certificate)).toBe('version of SignedData');
  });

  it('may spell the parameters of its hash out as NULL', () => {
    const spelled = { id: OID.sha256, parameters: nullValue };
    expect(findLooseEnd(withSigner({ digestAlgorithm: spelled }, { digestAlgorithms: [spelled] }), certificate)).toBe(
      undefined,
    );
  });
});

describe('a part that no signature protects', () => {
  it.each<readonly [string, () => SignedData, string]>([
    ['a second signer', () => ({ ...signedData, signerInfos: [signer, signer] }), '2 signers'],
    ['no signer', () => ({ ...signedData, signerInfos: [] }), '0 signers'],
    ['entries of another kind', () => ({ ...signedData, unreadEntries: 1 }), 'certificates of another kind'],
    ['another version', () => ({ ...signedData, version: 4 }), 'version of SignedData'],
    ['another version of the signer', () => withSigner({ version: 2 }), 'version of SignerInfo'],
    ['two hashes', () => ({ ...signedData, digestAlgorithms: [SHA256, SHA256] }), 'digest algorithms'],
    ['another hash', () => ({ ...signedData, digestAlgorithms: [{ id: OID.sha1 }] }), 'digest algorithms'],
    [
      'parameters of the hash',
      () => ({ ...signedData, digestAlgorithms: [{ ...SHA256, parameters: Uint8Array.of(5, 1, 0) }] }),
      'digest parameters',
    ],
    [
      'parameters of the signature',
      () => withSigner({ signatureAlgorithm: { id: OID.ecdsaWithSha256, parameters: Uint8Array.of(4, 0) } }),
      'signature parameters',
    ],
    [
      'another name of the issuer',
      () =>
        withSigner({
          identifier: { kind: 'issuer-and-serial', issuer: certificate.subject, serialBytes: certificate.serialBytes },
        }),
      'signer identifier',
    ],
  ])('is found where it is %s', (_name, make, loose) => {
    expect(findLooseEnd(make(), certificate)).toBe(loose);
  });
});

describe('parameters of RSASSA-PSS', () => {
  const pss = (parameters: Uint8Array | undefined, method?: SignerInfo['signatureMethod']): string | undefined =>
    findLooseEnd(
      withSigner({
        signatureAlgorithm: { id: OID.rsaPss, ...(parameters && { parameters }) },
        signatureMethod: method,
      }),
      certificate,
    );
  const hash = sequence(oid(OID.sha256), nullValue);
  const written = sequence(explicit(0, hash), explicit(1, sequence(oid(OID.mgf1), hash)), explicit(2, integer(32)));
  const method = { scheme: 'rsa-pss', hash: 'sha256', saltLength: 32 } as const;

  it('are accepted as they are written', () => {
    expect(pss(written, method)).toBeUndefined();
  });

  it.each([
    ['sha256', OID.sha256],
    ['sha3-256', OID.sha3_256],
    ['sha512', OID.sha512],
  ])('may leave the default salt out, with %s', (name, id) => {
    const own = sequence(oid(id), nullValue);
    const short = sequence(explicit(0, own), explicit(1, sequence(oid(OID.mgf1), own)));
    expect(pss(short, { scheme: 'rsa-pss', hash: name, saltLength: 20 })).toBeUndefined();
    expect(pss(short, { scheme: 'rsa-pss', hash: name, saltLength: 32 })).toBe('signature parameters');
  });

  it('that are not understood are no loose end: that the algorithm is not known is told', () => {
    expect(pss(written, undefined)).toBeUndefined();
  });

  it.each<readonly [string, Uint8Array | undefined, SignerInfo['signatureMethod']]>([
    ['missing', undefined, method],
    ['of another length of salt than they say', written, { scheme: 'rsa-pss', hash: 'sha256' }],
    ['of a hash that is not written so', written, { ...method, hash: 'sha1' }],
    ['written at greater length', sequence(written), method],
  ])('are a loose end where they are %s', (_name, parameters, signatureMethod) => {
    expect(pss(parameters, signatureMethod)).toBe('signature parameters');
  });
});

describe('an unsigned attribute', () => {
  it('is named where it is not known, since anybody could have added it', () => {
    const known = { type: OID.signatureTimeStamp, values: [] };
    const odd = { type: '1.2.3', values: [] };
    expect(unknownUnsignedAttribute({ ...signer, unsignedAttributes: [known] })).toBeUndefined();
    expect(unknownUnsignedAttribute({ ...signer, unsignedAttributes: [known, odd] })).toBe('1.2.3');
  });
});
