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
    ['an RSA key below 2048 bits', () => generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['a curve outside the policy', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['a key that cannot sign', () => generateKeyPairSync('x25519')],
    ['a kind of key outside the policy', () => generateKeyPairSync('ed25519')],
  ])('refuses %s', async (_name, make) => {
    const { teacher } = await sharedPki('ecdsa-p256-sha256');
    const { privateKey } = make();
    expect(() => createKeySigner({ privateKey, certificateChain: teacher.chain })).toThrowCode('ALGORITHM_UNSUPPORTED');
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
