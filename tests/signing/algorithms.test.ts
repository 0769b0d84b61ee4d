import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyInput, meetsKeyPolicy, verifyMessage } from '../../src/signing/algorithms.ts';

const MESSAGE = Buffer.from('thông điệp');
const { publicKey: plain } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('a key for RSASSA-PSS that names its hashes and its salt', () => {
  const bound = (mgf1HashAlgorithm: string) =>
    generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha512', mgf1HashAlgorithm });
  const { publicKey, privateKey } = bound('sha512');
  const signature = sign('sha512', MESSAGE, keyInput(privateKey, 'rsa-pss', 64));
  const holds = (hash: string, saltLength: number, key: KeyObject = publicKey) =>
    verifyMessage({ scheme: 'rsa-pss', hash, saltLength, publicKey: key, message: MESSAGE, signature });

  it('never verifies under another hash, another mask or a shorter salt, and does not throw', () => {
    expect(holds('sha256', 64)).toBe(false);
    expect(holds('sha512', 32)).toBe(false);
    expect(holds('sha512', 64, bound('sha256').publicKey)).toBe(false);
  });

  it('verifies what was made as it says', () => {
    expect(holds('sha512', 64)).toBe(true);
  });
});

describe('the key policy', () => {
  const withExponent = (...exponent: number[]): KeyObject => {
    const e = Buffer.from(exponent).toString('base64url');
    return createPublicKey({ key: { ...plain.export({ format: 'jwk' }), e }, format: 'jwk' });
  };

  it.each([[[1]], [[2]], [[4]], [[1, 0, 0]]])('refuses RSA with the exponent %j: even, or none at all', (exponent) => {
    expect(meetsKeyPolicy(withExponent(...exponent))).toBe(false);
  });

  it('takes RSA with the small exponent 3', () => {
    expect(meetsKeyPolicy(withExponent(3))).toBe(true);
  });
});
