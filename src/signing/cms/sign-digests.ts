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
 * Errors: those of the signer; `SIGNER_BAD_ANSWER` if it returns too few signatures or one longer than it said
 */
export async function signDigests(signer: Signer, documentDigests: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const description = await signer.describe();
  const attributes = documentDigests.map((documentDigest) => buildSignedAttributes(documentDigest, description));
  const signatures = await signer.sign(
    attributes.map((message) => ({ message, digest: digest(description.digestAlgorithm, message) })),
  );
  if (signatures.length !== attributes.length) {
    throw signingErrors.SIGNER_BAD_ANSWER({ reason: `${signatures.length} signatures for ${attributes.length}` });
  }
  return signatures.map((signature, i) => {
    if (signature.length === 0 || signature.length > description.maxSignatureSize) {
      throw signingErrors.SIGNER_BAD_ANSWER({ reason: `a signature of ${signature.length} bytes` });
    }
    return assembleSignedData({ description, signedAttributes: attributes[i] ?? new Uint8Array(), signature });
  });
}
