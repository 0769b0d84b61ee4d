import { type SignatureAlgorithm } from '../../../src/signing/algorithms.ts';
import { createKeyPair, type KeyPair, keyKindFor } from '../../../src/signing/pki/keys.ts';
import { createTestPki, type TestPki } from './test-pki.ts';

const made = new Map<SignatureAlgorithm, Promise<TestPki>>();
const keys = new Map<string, Promise<KeyPair>>();

/** One PKI per algorithm and test process. Those over RSA share their keys, since these take a while to make. */
export function sharedPki(algorithm: SignatureAlgorithm = 'rsa-pkcs1-sha256'): Promise<TestPki> {
  const kind = keyKindFor(algorithm);
  const pki =
    made.get(algorithm) ??
    createTestPki({ algorithm, keyFor: (role) => remembered(keys, `${kind} ${role}`, () => createKeyPair(kind)) });
  made.set(algorithm, pki);
  return pki;
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** The algorithms that everything is tested with. */
export const ALGORITHMS: readonly SignatureAlgorithm[] = [
  'rsa-pkcs1-sha256',
  'rsa-pss-sha256',
  'rsa-pss-sha512',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
];
