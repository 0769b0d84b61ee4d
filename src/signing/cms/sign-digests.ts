import { digest } from '../algorithms.ts';
import { signingErrors } from '../errors.ts';
import { type Signer } from '../signer.ts';
import { assembleSignedData, buildSignedAttributes } from './build.ts';

/**
 * Signs the digests of many documents with one confirmation of the signer (level B-B; a timestamp is added afterwards
 * with `addSignatureTimestamp`).
 *
 * @param documentDigests hashes of the signed byte ranges under the signer's `digestAlgorithm`
 * @returns one detached CMS signature in DER per digest, in the same order
 * Errors: those of the signer; `SIGNER_BAD_ANSWER` if a signature is missing, empty, or longer than it said
 */
export async function signDigests(signer: Signer, documentDigests: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const description = await signer.describe();
  const inputs = documentDigests.map((documentDigest) => {
    const message = buildSignedAttributes(documentDigest, description);
    return { message, digest: digest(description.digestAlgorithm, message) };
  });
  const signatures = await signer.sign(inputs);
  return inputs.map(({ message }, i) => {
    const signature = signatures[i];
    if (!signature?.length || signature.length > description.maxSignatureSize) {
      throw signingErrors.SIGNER_BAD_ANSWER({ reason: `a signature of ${signature?.length ?? 0} bytes` });
    }
    return assembleSignedData({ description, signedAttributes: message, signature });
  });
}
