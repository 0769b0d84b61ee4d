import {
  constants,
  hash as hashAtOnce,
  sign,
  verify,
  type KeyObject,
  type SignKeyObjectInput,
  type VerifyKeyObjectInput,
} from 'node:crypto';
import { explicit, integer, nullValue, oid, sequence } from './asn1/writer.ts';
import { OID } from './asn1/oids.ts';

/** Hashes in which this product signs. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

/** Signatures that this product makes (ETSI TS 119 312). */
export type SignatureAlgorithm =
  | 'rsa-pkcs1-sha256'
  | 'rsa-pkcs1-sha384'
  | 'rsa-pkcs1-sha512'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512'
  | 'ecdsa-p256-sha256'
  | 'ecdsa-p384-sha384';

/** How a signature was made; this product makes the first three and checks all. */
export type SignatureScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'eddsa' | 'dsa';

interface AlgorithmFacts {
  readonly scheme: SignatureScheme;
  readonly digest: DigestAlgorithm;
  /** AlgorithmIdentifier in DER. */
  readonly identifier: Uint8Array;
}

/** Bytes of each digest. */
export const DIGEST_SIZE: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** AlgorithmIdentifier of a digest without parameters, as RFC 5754 §2 asks. */
export const DIGEST_IDENTIFIER: Readonly<Record<DigestAlgorithm, Uint8Array>> = {
  sha256: sequence(oid(OID.sha256)),
  sha384: sequence(oid(OID.sha384)),
  sha512: sequence(oid(OID.sha512)),
};

const rsaPkcs1 = (digest: DigestAlgorithm, id: string): AlgorithmFacts => ({
  scheme: 'rsa-pkcs1',
  digest,
  identifier: sequence(oid(id), nullValue),
});

const ecdsa = (digest: DigestAlgorithm, id: string): AlgorithmFacts => ({
  scheme: 'ecdsa',
  digest,
  identifier: sequence(oid(id)),
});

/** RSASSA-PSS-params of RFC 4055 §3.1: the hash twice (its own and MGF1's), salt as long as the hash. */
const rsaPss = (digest: DigestAlgorithm): AlgorithmFacts => {
  const hash = sequence(oid(OID[digest]), nullValue);
  const parameters = sequence(
    explicit(0, hash),
    explicit(1, sequence(oid(OID.mgf1), hash)),
    explicit(2, integer(DIGEST_SIZE[digest])),
  );
  return { scheme: 'rsa-pss', digest, identifier: sequence(oid(OID.rsaPss), parameters) };
};

/** The signatures this product makes, each with its AlgorithmIdentifier. */
export const SIGNATURE_ALGORITHMS: Readonly<Record<SignatureAlgorithm, AlgorithmFacts>> = {
  'rsa-pkcs1-sha256': rsaPkcs1('sha256', OID.sha256WithRsa),
  'rsa-pkcs1-sha384': rsaPkcs1('sha384', OID.sha384WithRsa),
  'rsa-pkcs1-sha512': rsaPkcs1('sha512', OID.sha512WithRsa),
  'rsa-pss-sha256': rsaPss('sha256'),
  'rsa-pss-sha384': rsaPss('sha384'),
  'rsa-pss-sha512': rsaPss('sha512'),
  'ecdsa-p256-sha256': ecdsa('sha256', OID.ecdsaWithSha256),
  'ecdsa-p384-sha384': ecdsa('sha384', OID.ecdsaWithSha384),
};

/** Hash of `data`. */
export const digest = (algorithm: string, data: Uint8Array): Uint8Array => hashAtOnce(algorithm, data, 'buffer');

/** How a key must be used for a scheme, in the words of node:crypto. */
export function keyInput(key: KeyObject, scheme: SignatureScheme, saltLength?: number): SignKeyObjectInput {
  if (scheme === 'rsa-pkcs1') return { key, padding: constants.RSA_PKCS1_PADDING };
  if (scheme === 'ecdsa' || scheme === 'dsa') return { key, dsaEncoding: 'der' };
  if (scheme === 'eddsa') return { key };
  return {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST,
  };
}

/** Signs `message` at once on this thread. */
export function signMessage(algorithm: SignatureAlgorithm, key: KeyObject, message: Uint8Array): Uint8Array {
  const { scheme, digest: hash } = SIGNATURE_ALGORITHMS[algorithm];
  return sign(hash, message, keyInput(key, scheme));
}

/** Signs `message` on a thread of the pool. */
export function signMessageInPool(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  message: Uint8Array,
): Promise<Uint8Array> {
  const { scheme, digest: hash } = SIGNATURE_ALGORITHMS[algorithm];
  return new Promise((resolve, reject) => {
    sign(hash, message, keyInput(key, scheme), (error, signature) => {
      if (error) reject(error);
      else resolve(signature);
    });
  });
}

/** A signature to check: how it was made, over what, by whom. */
export interface SignatureCheck {
  readonly scheme: SignatureScheme;
  readonly hash: string;
  /** Bytes of salt, for RSASSA-PSS. */
  readonly saltLength?: number;
  readonly publicKey: KeyObject;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const KEY_TYPES: Readonly<Record<SignatureScheme, readonly string[]>> = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  eddsa: ['ed25519', 'ed448'],
  dsa: ['dsa'],
};

/** Whether the signature holds. A key of the wrong kind for the scheme, or one kept for another, never verifies. */
export function verifyMessage(check: SignatureCheck): boolean {
  const { publicKey, scheme } = check;
  if (!KEY_TYPES[scheme].includes(publicKey.asymmetricKeyType ?? '') || !keyAllows(check)) return false;
  const key: VerifyKeyObjectInput = keyInput(publicKey, scheme, check.saltLength);
  return verify(scheme === 'eddsa' ? null : check.hash, check.message, key, check.signature);
}

/** Parameters in a key for RSASSA-PSS bind its signatures: the hashes as they are, at least that salt (RFC 4055 §3.3). */
function keyAllows({ publicKey, hash, saltLength = 0 }: SignatureCheck): boolean {
  const { hashAlgorithm = hash, mgf1HashAlgorithm = hash, ...bound } = publicKey.asymmetricKeyDetails ?? {};
  return hashAlgorithm === hash && mgf1HashAlgorithm === hash && saltLength >= (bound.saltLength ?? 0);
}

const CURVES: Readonly<Record<string, SignatureAlgorithm>> = {
  prime256v1: 'ecdsa-p256-sha256',
  secp384r1: 'ecdsa-p384-sha384',
};

/** The algorithm a key signs with unless told otherwise; undefined if the policy allows the key for none. */
export function defaultAlgorithm(key: KeyObject): SignatureAlgorithm | undefined {
  if (!meetsKeyPolicy(key)) return undefined;
  if (key.asymmetricKeyType === 'ec') return CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
  return key.asymmetricKeyType === 'rsa' ? 'rsa-pkcs1-sha256' : 'rsa-pss-sha256';
}

/** Whether a key can make signatures of this algorithm and is strong enough for it. */
export function fitsKey(algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  if (!meetsKeyPolicy(key)) return false;
  const { scheme } = SIGNATURE_ALGORITHMS[algorithm];
  if (scheme === 'ecdsa') return defaultAlgorithm(key) === algorithm;
  return KEY_TYPES[scheme].includes(key.asymmetricKeyType ?? '');
}

/** The key policy: RSA from 2048 bits with an odd exponent above 2, or the curves P-256 and P-384. */
export function meetsKeyPolicy(key: KeyObject): boolean {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') return (details?.namedCurve ?? '') in CURVES;
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'rsa-pss') return false;
  const exponent = details?.publicExponent ?? 0n;
  return (details?.modulusLength ?? 0) >= 2048 && exponent > 2n && exponent % 2n === 1n;
}

/** Bytes of the longest signature value of a key: the modulus, or an ECDSA-Sig-Value of two full integers. */
export function maxSignatureSize(key: KeyObject): number {
  if (key.asymmetricKeyType !== 'ec') return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const coordinate = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 48 : 32;
  const full = integer(new Uint8Array(coordinate).fill(0xff));
  return sequence(full, full).length;
}
