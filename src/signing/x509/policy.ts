import { meetsKeyPolicy } from '../algorithms.ts';
import { type Certificate, publicKeyOf } from './certificate.ts';
import { type SignatureMethod } from './signature-method.ts';

/** Why an algorithm is not accepted in a signature that should hold (ETSI TS 119 312; Circular 15/2025/TT-BKHCN). */
export type PolicyProblem = 'weak-hash' | 'weak-key' | 'algorithm-unsupported';

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

/** Judges a certificate's key: RSA from 2048 bits, or ECDSA over P-256 or P-384. */
export function keyProblem(certificate: Certificate): PolicyProblem | undefined {
  const key = publicKeyOf(certificate);
  if (!key) return 'algorithm-unsupported';
  return meetsKeyPolicy(key) ? undefined : 'weak-key';
}
