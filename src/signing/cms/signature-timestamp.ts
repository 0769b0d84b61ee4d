import { digest, type DigestAlgorithm } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { enterWhole, readNode } from '../asn1/reader.ts';
import { contextTag, encode, explicit, oid, sequence, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { unsignedAttributes } from './build.ts';
import { parseSignedData } from './signed-data.ts';
import { type SignerInfo } from './signer-info.ts';

/**
 * The hash that a signature timestamp must cover: that of the signature value (ETSI EN 319 122-1 §5.3).
 * Errors: as `parseSignedData`; `CMS_MALFORMED` unless there is exactly one signer.
 */
export function signatureImprint(cms: Uint8Array, algorithm: DigestAlgorithm): Uint8Array {
  return digest(algorithm, onlySigner(cms).signature);
}

/**
 * Adds an RFC 3161 token to a CMS signature made here: level B-B becomes B-T. All that was signed stays byte for byte.
 * Errors: as `parseSignedData`; `CMS_MALFORMED` if there is not exactly one signer or it has unsigned attributes already.
 */
export function addSignatureTimestamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
  const signer = onlySigner(cms);
  if (signer.unsignedAttributes.length > 0) {
    throw signingErrors.CMS_MALFORMED({ reason: 'it carries unsigned attributes already' });
  }
  const contentInfo = enterWhole(cms);
  contentInfo.next();
  const fields = contentInfo.enter(contextTag(0)).next().content;
  const beforeSigners = fields.subarray(0, fields.length - encode(TAG.set, signer.der).length); // signerInfos stand last
  const stamped = encode(TAG.sequence, readNode(signer.der).content, unsignedAttributes(token));
  return sequence(oid(OID.signedData), explicit(0, sequence(beforeSigners, encode(TAG.set, stamped))));
}

/** The signature timestamps of a signer in DER, in the order of the file; several authorities may have stamped. */
export function signatureTimestampsOf(signer: SignerInfo): Uint8Array[] {
  return signer.unsignedAttributes
    .filter((attribute) => attribute.type === OID.signatureTimeStamp)
    .flatMap((attribute) => attribute.values.map((value) => value.raw));
}

function onlySigner(cms: Uint8Array): SignerInfo {
  const { signerInfos } = parseSignedData(cms);
  const [signer] = signerInfos;
  if (!signer || signerInfos.length > 1)
    throw signingErrors.CMS_MALFORMED({ reason: 'it must have exactly one signer' });
  return signer;
}
