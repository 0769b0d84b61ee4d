import { constants, publicDecrypt } from 'node:crypto';
import { nullValue, octetString, oid, sequence } from '../asn1/writer.ts';
import { sameBytes } from '../bytes/same-bytes.ts';
import { type Certificate, publicKeyOf } from '../x509/certificate.ts';
import { HASH_NAMES } from '../x509/signature-method.ts';
import { type SignerInfo } from './signer-info.ts';

/** What a signature without signed attributes says of a content; `unknown` where it cannot be checked. */
export type DirectFinding = 'holds' | 'other-content' | 'fails' | 'unknown';

const HASH_IDS = new Map(Object.entries(HASH_NAMES).map(([id, name]) => [name, id]));

/**
 * Checks a signature made over the content itself (RFC 5652 §5.4) by the content's hash. Of RSA the hash stands in the
 * signature, so that it can be compared; the other schemes would need the whole content again.
 */
export function checkDirect(signer: SignerInfo, certificate: Certificate, contentDigest: Uint8Array): DirectFinding {
  const key = publicKeyOf(certificate);
  const method = signer.signatureMethod;
  const id = HASH_IDS.get(method?.hash ?? '');
  if (key?.asymmetricKeyType !== 'rsa' || method?.scheme !== 'rsa-pkcs1' || id === undefined) return 'unknown';
  const found = orNothing(() => publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signer.signature));
  const spellings = [sequence(oid(id), nullValue), sequence(oid(id))].map((algorithm) =>
    sequence(algorithm, octetString(contentDigest)),
  );
  if (spellings.some((spelling) => sameBytes(spelling, found))) return 'holds';
  const head = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, -contentDigest.length);
  return spellings.some((spelling) => sameBytes(head(spelling), head(found))) ? 'other-content' : 'fails';
}

/** What the key makes of the signature; nothing where that is not padded as RSA asks. */
function orNothing(decrypt: () => Uint8Array): Uint8Array {
  try {
    return decrypt();
  } catch {
    return new Uint8Array(); // OpenSSL says no more than that the padding is wrong
  }
}
