import { digest, type DigestAlgorithm } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { enterWhole, enterNode } from '../asn1/reader.ts';
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
  if (onlySigner(cms).unsignedAttributes.length > 0) {
    throw signingErrors.CMS_MALFORMED({ reason: 'it carries unsigned attributes already' });
  }
  const contentInfo = enterWhole(cms);
  contentInfo.next();
  const parts = contentInfo.enter(contextTag(0)).enter().rest();
  const signerInfos = parts.at(-1);
  const signerInfo = signerInfos && enterNode(signerInfos, TAG.set).next();
  const stamped = encode(TAG.sequence, signerInfo?.content ?? new Uint8Array(), unsignedAttributes(token));
  const before = parts.slice(0, -1).map((part) => part.raw);
  return sequence(oid(OID.signedData), explicit(0, sequence(...before, encode(TAG.set, stamped))));
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
