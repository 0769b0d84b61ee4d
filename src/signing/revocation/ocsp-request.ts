import { digest } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { type DerNode, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { readIntegerBytes, readOctetBits, readOctetString } from '../asn1/values.ts';
import { contextTag, encode, explicit, nullValue, octetString, oid, sequence, TAG } from '../asn1/writer.ts';
import { type Certificate } from '../x509/certificate.ts';
import { type Extension, readExtensions } from '../x509/extensions.ts';
import { HASH_NAMES, readAlgorithm } from '../x509/signature-method.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** CertID (RFC 6960 §4.1.1): a certificate named by the hashes of its issuer and its serial number. */
export interface CertId {
  readonly hash: string | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialBytes: Uint8Array;
}

export interface OcspRequest {
  readonly certIds: readonly CertId[];
  readonly nonce?: Uint8Array;
}

/** CertID under SHA-1, which identifies here and protects nothing, and which every responder knows (RFC 5019 §2.1.1). */
export function encodeCertId(serialBytes: Uint8Array, issuer: Certificate): Uint8Array {
  return sequence(
    sequence(oid(OID.sha1), nullValue),
    octetString(digest('sha1', issuer.subject.der)),
    octetString(digest('sha1', keyBits(issuer))),
    encode(TAG.integer, serialBytes),
  );
}

/** OCSPRequest for one certificate (RFC 6960 §4.1.1). `nonce`: 1 to 32 bytes (RFC 8954). */
export function buildOcspRequest(certificate: Certificate, issuer: Certificate, nonce?: Uint8Array): Uint8Array {
  const extension = nonce && sequence(oid(OID.ocspNonce), octetString(octetString(nonce)));
  const requests = sequence(sequence(encodeCertId(certificate.serialBytes, issuer)));
  return sequence(sequence(requests, ...(extension ? [explicit(2, sequence(extension))] : [])));
}

/** Reads an OCSPRequest. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`, `ASN1_TRAILING_BYTES`. */
export function parseOcspRequest(der: Uint8Array): OcspRequest {
  const tbs = enterWhole(der).enter();
  tbs.optional(contextTag(0));
  tbs.optional(contextTag(1));
  const certIds = tbs
    .enter()
    .rest()
    .map((request) => readCertId(enterNode(request).next()));
  const extensionsNode = tbs.optional(contextTag(2));
  const nonce = extensionsNode && nonceAmong(readExtensions(extensionsNode.enter()));
  return { certIds, ...(nonce && { nonce }) };
}

export function readCertId(node: DerNode): CertId {
  const fields = enterNode(node);
  const hash = HASH_NAMES[readAlgorithm(fields.next()).id];
  const issuerNameHash = readOctetString(fields.next());
  const issuerKeyHash = readOctetString(fields.next());
  const serialBytes = readIntegerBytes(fields.next());
  fields.end();
  return { hash, issuerNameHash, issuerKeyHash, serialBytes };
}

/** Whether a CertID names this certificate of this issuer. */
export function namesCertificate(id: CertId, serialBytes: Uint8Array, issuer: Certificate): boolean {
  if (id.hash === undefined || !sameBytes(id.serialBytes, serialBytes)) return false;
  const { issuerNameHash, issuerKeyHash } = issuerHashes(issuer, id.hash);
  return sameBytes(id.issuerNameHash, issuerNameHash) && sameBytes(id.issuerKeyHash, issuerKeyHash);
}

/** The hashes that name an issuer in a CertID. */
export function issuerHashes(issuer: Certificate, hash: string): Pick<CertId, 'issuerNameHash' | 'issuerKeyHash'> {
  return { issuerNameHash: digest(hash, issuer.subject.der), issuerKeyHash: digest(hash, keyBits(issuer)) };
}

/** The nonce among the extensions of a request or a response. */
export function nonceAmong(extensions: readonly Extension[]): Uint8Array | undefined {
  const nonce = extensions.find(({ id }) => id === OID.ocspNonce);
  return nonce && readOctetString(readWhole(nonce.value));
}

/** The bits of the public key, without algorithm. */
export function keyBits(certificate: Certificate): Uint8Array {
  const fields = enterWhole(certificate.publicKeyInfo);
  fields.next();
  return readOctetBits(fields.next());
}
