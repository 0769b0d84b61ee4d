import { OID } from '../asn1/oids.ts';
import { type DerNode, enterNode, type DerReader } from '../asn1/reader.ts';
import { readIntegerBytes, readOctetString } from '../asn1/values.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { type Certificate, certificateDigest } from '../x509/certificate.ts';
import { readName, sameName } from '../x509/names.ts';
import { HASH_NAMES, readAlgorithm } from '../x509/signature-method.ts';
import { type SignerInfo, singleValue } from './signer-info.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** What the ESS signing-certificate attribute says of a certificate (RFC 5035 §3, §4; RFC 2634 §5.4). */
export type SigningCertificateMatch = 'matches' | 'differs' | 'absent';

/**
 * Compares the certificate with the first entry of signing-certificate-v2, or of the older signing-certificate with its
 * SHA-1, which identifies here and protects nothing: the signature does that.
 */
export function matchSigningCertificate(signer: SignerInfo, certificate: Certificate): SigningCertificateMatch {
  const v2 = singleValue(signer.signedAttributes, OID.signingCertificateV2);
  const value = v2 ?? singleValue(signer.signedAttributes, OID.signingCertificate);
  if (!value) return 'absent';
  const fields = enterNode(enterNode(value).enter().next(TAG.sequence));
  const hash = v2 ? (optionalHash(fields) ?? 'unknown') : 'sha1';
  const expected = readOctetString(fields.next());
  const issuerSerial = fields.optional(TAG.sequence);
  if (hash === 'unknown' || !sameBytes(certificateDigest(certificate, hash), expected)) return 'differs';
  return !issuerSerial || matchesIssuerSerial(issuerSerial, certificate) ? 'matches' : 'differs';
}

/** The hash named in ESSCertIDv2, SHA-256 where none is; undefined if this product does not know it. */
function optionalHash(fields: DerReader): string | undefined {
  const node = fields.optional(TAG.sequence);
  return node ? HASH_NAMES[readAlgorithm(node).id] : 'sha256';
}

function matchesIssuerSerial(node: DerNode, certificate: Certificate): boolean {
  const fields = enterNode(node);
  const names = fields.enter().rest();
  const sameSerial = sameBytes(readIntegerBytes(fields.next()), certificate.serialBytes);
  return sameSerial && names.some((name) => isDirectoryName(name, certificate));
}

/** GeneralName directoryName [4]; Name is a CHOICE, hence tagged explicitly. */
function isDirectoryName(node: DerNode, certificate: Certificate): boolean {
  if (node.tag !== contextTag(4)) return false;
  const name = enterNode(node, contextTag(4)).next();
  return sameBytes(name.raw, certificate.issuer.der) || sameName(readName(name), certificate.issuer);
}
