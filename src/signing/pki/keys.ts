import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { type SignatureAlgorithm } from '../algorithms.ts';

/** Kinds of keys that the school's CA makes and certifies. */
export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ec-p256' | 'ec-p384';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const MODULUS: Readonly<Record<'rsa-2048' | 'rsa-3072' | 'rsa-4096', number>> = {
  'rsa-2048': 2048,
  'rsa-3072': 3072,
  'rsa-4096': 4096,
};

/** Makes a key pair on a thread of the pool. */
export function createKeyPair(kind: KeyKind = 'rsa-2048'): Promise<KeyPair> {
  if (kind === 'ec-p256') return generate('ec', { namedCurve: 'P-256' });
  if (kind === 'ec-p384') return generate('ec', { namedCurve: 'P-384' });
  return generate('rsa', { modulusLength: MODULUS[kind], publicExponent: 0x10001 });
}

/** The smallest kind of key that makes signatures of an algorithm. */
export function keyKindFor(algorithm: SignatureAlgorithm): KeyKind {
  if (algorithm === 'ecdsa-p256-sha256') return 'ec-p256';
  return algorithm === 'ecdsa-p384-sha384' ? 'ec-p384' : 'rsa-2048';
}
