import { type KeyObject } from 'node:crypto';
import { meetsKeyPolicy } from '../algorithms.ts';
import { type Certificate, publicKeyOf } from './certificate.ts';
import { type SignatureMethod } from './signature-method.ts';

/** Why an algorithm is not accepted in a signature that should hold (ETSI TS 119 312; Circular 15/2025/TT-BKHCN). */
export type PolicyProblem = 'weak-hash' | 'weak-key' | 'algorithm-unsupported' | 'key-unsupported';

const ACCEPTED_HASHES: ReadonlySet<string> = new Set([
  'sha256',
  'sha384',
  'sha512',
  'sha3-256',
  'sha3-384',
  'sha3-512',
]);

/** Whether a hash is accepted: SHA-2 or SHA-3 of 256 bits and more; no MD5, SHA-1, SHA-224. */
export const isAcceptedHash = (hash: string | undefined): boolean => hash !== undefined && ACCEPTED_HASHES.has(hash);

/** Judges how a signature was made. */
export function methodProblem(method: SignatureMethod | undefined): PolicyProblem | undefined {
  if (!method) return 'algorithm-unsupported';
  return isAcceptedHash(method.hash) ? undefined : 'weak-hash';
}

/** Judges a certificate's key; one that cannot be read or placed is not called weak. */
export function keyProblem(certificate: Certificate): PolicyProblem | undefined {
  const key = publicKeyOf(certificate);
  if (!key) return 'key-unsupported';
  return meetsKeyPolicy(key) ? undefined : otherKeyProblem(key);
}

/** Curves of 256 bits and more that others sign with, beside those that this product signs with itself. */
const OTHER_CURVES: ReadonlySet<string> = new Set([
  'secp256k1',
  'secp521r1',
  ...['256', '320', '384', '512'].flatMap((bits) => [`brainpoolP${bits}r1`, `brainpoolP${bits}t1`]),
]);

/** What speaks against a key that this product would not sign with itself. */
function otherKeyProblem({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details,
}: KeyObject): PolicyProblem | undefined {
  if (type === 'ed25519' || type === 'ed448') return undefined;
  if (type === 'ec') {
    const curve = details?.namedCurve ?? '';
    if (OTHER_CURVES.has(curve)) return undefined;
    // a curve without a name was made up by whoever holds the key
    return Number(/\d{3}/.exec(curve)?.[0] ?? 0) < 256 ? 'weak-key' : 'key-unsupported';
  }
  if (type === 'dsa') {
    return (details?.modulusLength ?? 0) >= 2048 && (details?.divisorLength ?? 0) >= 224 ? undefined : 'weak-key';
  }
  return type === 'rsa' || type === 'rsa-pss' ? 'weak-key' : 'key-unsupported';
}
