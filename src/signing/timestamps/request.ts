import { type DigestAlgorithm } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { enterWhole } from '../asn1/reader.ts';
import { readBoolean, readIntegerBytes, readOctetString, readOid, readSmallInteger } from '../asn1/values.ts';
import { boolean, encode, integer, nullValue, octetString, oid, sequence, TAG } from '../asn1/writer.ts';
import { HASH_NAMES, readAlgorithm } from '../x509/signature-method.ts';

/** A TimeStampReq (RFC 3161 §2.4.1). */
export interface TimestampRequest {
  /** Hash as node:crypto names it; undefined if this product does not know it. */
  readonly hash: string | undefined;
  /** MessageImprint in DER. */
  readonly imprint: Uint8Array;
  readonly digest: Uint8Array;
  readonly policy?: string;
  /** Content octets of the nonce's INTEGER. */
  readonly nonce?: Uint8Array;
  readonly certificateWanted: boolean;
}

/** MessageImprint (RFC 3161 §2.4.1); its hash is written with NULL parameters, as every authority knows it. */
export function messageImprint(hash: DigestAlgorithm, digest: Uint8Array): Uint8Array {
  return sequence(sequence(oid(OID[hash]), nullValue), octetString(digest));
}

/** Writes a request that asks for the authority's certificate in the token. `nonce` is an unsigned number, big-endian. */
export function buildTimestampRequest(request: {
  hash: DigestAlgorithm;
  digest: Uint8Array;
  nonce: Uint8Array;
  policy?: string;
}): Uint8Array {
  return sequence(
    integer(1),
    messageImprint(request.hash, request.digest),
    ...(request.policy === undefined ? [] : [oid(request.policy)]),
    integer(request.nonce),
    boolean(true),
  );
}

/** Reads a request. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`, `ASN1_TRAILING_BYTES`. */
export function parseTimestampRequest(der: Uint8Array): TimestampRequest {
  const fields = enterWhole(der);
  readSmallInteger(fields.next());
  const imprint = fields.next(TAG.sequence);
  const { hash, digest } = readImprint(imprint.raw);
  const policy = fields.optional(TAG.oid);
  const nonce = fields.optional(TAG.integer);
  const certificateWanted = fields.optional(TAG.boolean);
  return {
    hash,
    imprint: imprint.raw,
    digest,
    ...(policy && { policy: readOid(policy) }),
    ...(nonce && { nonce: readIntegerBytes(nonce) }),
    certificateWanted: certificateWanted !== undefined && readBoolean(certificateWanted),
  };
}

/** Reads a MessageImprint. */
export function readImprint(der: Uint8Array): { hash: string | undefined; digest: Uint8Array } {
  const fields = enterWhole(der);
  const hash = HASH_NAMES[readAlgorithm(fields.next()).id];
  const digest = readOctetString(fields.next());
  fields.end();
  return { hash, digest };
}

/** The INTEGER with these content octets. */
export const integerOfContent = (content: Uint8Array): Uint8Array => encode(TAG.integer, content);
