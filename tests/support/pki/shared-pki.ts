import { type SignatureAlgorithm } from '../../../src/signing/algorithms.ts';
import { createTestPki, type TestPki } from './test-pki.ts';

const made = new Map<SignatureAlgorithm, Promise<TestPki>>();

/** One PKI per algorithm and test process; RSA keys take a while to make. */
export function sharedPki(algorithm: SignatureAlgorithm = 'rsa-pkcs1-sha256'): Promise<TestPki> {
  const pki = made.get(algorithm) ?? createTestPki({ algorithm });
  made.set(algorithm, pki);
  return pki;
}

/** The algorithms that everything is tested with. */
export const ALGORITHMS: readonly SignatureAlgorithm[] = [
  'rsa-pkcs1-sha256',
  'rsa-pss-sha256',
  'rsa-pss-sha512',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
];
