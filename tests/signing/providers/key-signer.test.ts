import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSigner } from '../../../src/signing/providers/index.ts';
import { createKeySigner } from '../../../src/signing/providers/key-signer.ts';
import { signDigests } from '../../../src/signing/cms/sign-digests.ts';
import { type Signer } from '../../../src/signing/signer.ts';
import { signerContract } from '../../contracts/signer.ts';
import '../../support/pki/to-throw-code.ts';
import { ALGORITHMS, sharedPki } from '../../support/pki/shared-pki.ts';

describe('a signer over a key in memory', () => {
  it('refuses a key that does not belong to the certificate', async () => {
    const { teacher, head } = await sharedPki('ecdsa-p256-sha256');
    expect(() => createKeySigner({ privateKey: head.privateKey, certificateChain: teacher.chain })).toThrowCode(
      'SIGNER_KEY_MISMATCH',
    );
    expect(() => createKeySigner({ privateKey: head.privateKey, certificateChain: [] })).toThrowCode(
      'SIGNER_KEY_MISMATCH',
    );
  });

  it.each([
    ['RSA 1024 bit', () => generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['EC trên đường cong secp256k1', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['EC trên đường cong P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['EC trên đường cong brainpoolP256r1', () => generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' })],
    ['x25519', () => generateKeyPairSync('x25519')],
    ['ed25519', () => generateKeyPairSync('ed25519')],
    ['DSA 2048 bit', () => generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })],
  ] as const)('refuses a key outside the policy and names it: %s', async (name, make) => {
    const { teacher } = await sharedPki('ecdsa-p256-sha256');
    const { privateKey } = make();
    const signing = () => createKeySigner({ privateKey, certificateChain: teacher.chain });
    expect(signing).toThrowCode('ALGORITHM_UNSUPPORTED');
    try {
      signing();
    } catch (error) {
      expect((error as { vi: string }).vi).toContain(`Không ký được bằng khóa ${name};`);
    }
  });

  it('refuses an algorithm that the key cannot do', async () => {
    const { teacher } = await sharedPki('ecdsa-p256-sha256');
    for (const algorithm of ['rsa-pkcs1-sha256', 'ecdsa-p384-sha384'] as const) {
      expect(() =>
        createKeySigner({ privateKey: teacher.privateKey, certificateChain: teacher.chain, algorithm }),
      ).toThrowCode('ALGORITHM_UNSUPPORTED');
    }
  });

  it('signs with PKCS#1 v1.5 by default for RSA and with PSS for a key made for PSS', async () => {
    const pki = await sharedPki('rsa-pss-sha256');
    const { privateKey, chain } = pki.teacher;
    expect((await createKeySigner({ privateKey, certificateChain: chain }).describe()).algorithm).toBe(
      'rsa-pkcs1-sha256',
    );
  });
});

describe('signDigests', () => {
  it('refuses a signer that returns too few signatures, an empty one, or one longer than it said', async () => {
    const { teacher } = await sharedPki('ecdsa-p256-sha256');
    const digest = new Uint8Array(32);
    const answering = (signatures: Uint8Array[]): Signer => ({
      describe: () => teacher.signer.describe(),
      sign: () => Promise.resolve(signatures),
    });
    for (const signatures of [[], [new Uint8Array()], [new Uint8Array(500)]]) {
      await expect(signDigests(answering(signatures), [digest])).rejects.toThrowCode('SIGNER_BAD_ANSWER');
    }
  });
});

for (const algorithm of ALGORITHMS) {
  signerContract('a key in memory', algorithm, async () => {
    const { teacher } = await sharedPki(algorithm);
    const { privateKey, chain } = teacher;
    return openSigner('key', { privateKey, certificateChain: chain, algorithm });
  });
}
