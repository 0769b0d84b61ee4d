import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../../src/signing/algorithms.ts';
import { signDigests } from '../../src/signing/cms/sign-digests.ts';
import { estimateContentsSize } from '../../src/signing/cms/build.ts';
import { parseSignedData } from '../../src/signing/cms/signed-data.ts';
import { verifySigner } from '../../src/signing/cms/verify-signer.ts';
import { type Signer, type SigningInput } from '../../src/signing/signer.ts';
import { parseCertificate, verifyWith } from '../../src/signing/x509/certificate.ts';

/** The rules that every signer must keep, whoever holds the key. */
export function signerContract(name: string, algorithm: SignatureAlgorithm, open: () => Promise<Signer>): void {
  describe(`${name} keeps the signer's contract with ${algorithm}`, () => {
    const input = (text: string): SigningInput => {
      const message = Buffer.from(text);
      return { message, digest: createHash(SIGNATURE_ALGORITHMS[algorithm].digest).update(message).digest() };
    };

    it('describes its chain with its own certificate first, and its algorithm', async () => {
      const description = await (await open()).describe();
      expect(description.algorithm).toBe(algorithm);
      expect(description.digestAlgorithm).toBe(SIGNATURE_ALGORITHMS[algorithm].digest);
      const [leaf, issuer] = description.certificateChain.map(parseCertificate);
      expect(leaf?.known.basicConstraints?.ca).toBe(false);
      expect(issuer?.subject.text).toBe(leaf?.issuer.text);
    });

    it('says the same of itself each time', async () => {
      const signer = await open();
      expect(await signer.describe()).toEqual(await signer.describe());
    });

    it('returns one signature per input, in order, none longer than it said', async () => {
      const signer = await open();
      const { certificateChain, maxSignatureSize } = await signer.describe();
      const leaf = parseCertificate(certificateChain[0] ?? new Uint8Array());
      const { scheme, digest: hash } = SIGNATURE_ALGORITHMS[algorithm];
      for (const count of [0, 1, 7]) {
        const inputs = Array.from({ length: count }, (_, i) => input(`văn bản ${i}`));
        const signatures = await signer.sign(inputs);
        expect(signatures).toHaveLength(count);
        signatures.forEach((signature, i) => {
          expect(signature.length).toBeLessThanOrEqual(maxSignatureSize);
          const message = inputs[i]?.message ?? new Uint8Array();
          const method = { scheme, hash, ...(scheme === 'rsa-pss' && { saltLength: hash === 'sha256' ? 32 : 64 }) };
          expect(verifyWith(leaf, method, { message, signature })).toBe(true);
        });
      }
    });

    it('makes CMS signatures that hold and fit the size told before', async () => {
      const signer = await open();
      const description = await signer.describe();
      const documentDigest = createHash(description.digestAlgorithm).update('nội dung').digest();
      const [cms = new Uint8Array()] = await signDigests(signer, [documentDigest]);
      expect(cms.length).toBeLessThanOrEqual(estimateContentsSize(description));
      const signedData = parseSignedData(cms);
      const [info] = signedData.signerInfos;
      if (!info) throw new Error('no signer');
      expect(verifySigner({ signedData, signer: info, contentDigest: documentDigest }).problems).toEqual([]);
    });
  });
}
