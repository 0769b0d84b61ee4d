import { OID } from '../asn1/oids.ts';
import { type DerNode, DerReader, enterWhole } from '../asn1/reader.ts';
import { readIntegerBytes, readIntegerHex, readOid, readSmallInteger, readTime } from '../asn1/values.ts';
import { contextTag, retag, TAG } from '../asn1/writer.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { type ParseOptions, parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { signingErrors } from '../errors.ts';
import { type Extension, readExtensions } from '../x509/extensions.ts';
import { readImprint } from './request.ts';

/** What a timestamp authority signed (TSTInfo, RFC 3161 §2.4.2). */
export interface TimestampInfo {
  readonly policy: string;
  /** Hash of the imprint as node:crypto names it; undefined if this product does not know it. */
  readonly hash: string | undefined;
  readonly imprint: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly serialNumber: string;
  readonly time: Date;
  /** How far the time may be off, in milliseconds; 0 where the authority does not say. */
  readonly accuracyMs: number;
  /** Content octets of the nonce's INTEGER. */
  readonly nonce?: Uint8Array;
  /** Whether it has a critical extension; none is known. */
  readonly unknownCritical: boolean;
}

/** A TimeStampToken as read; nothing in it has been checked but its form. */
export interface TimestampToken {
  readonly signedData: SignedData;
  readonly info: TimestampInfo;
}

/**
 * Reads a TimeStampToken.
 * Errors: `ASN1_NOT_DER`, `ASN1_TRAILING_BYTES`, `CMS_MALFORMED`, `TIMESTAMP_MALFORMED` with the cause.
 */
export function parseTimestampToken(bytes: Uint8Array, options: ParseOptions = {}): TimestampToken {
  const signedData = parseSignedData(bytes, options);
  if (signedData.contentType !== OID.tstInfo || !signedData.content) {
    throw signingErrors.TIMESTAMP_MALFORMED({ reason: 'it does not carry a TSTInfo' });
  }
  if (signedData.signerInfos.length !== 1) {
    throw signingErrors.TIMESTAMP_MALFORMED({ reason: 'it must have exactly one signer (RFC 3161 §2.4.2)' });
  }
  try {
    return { signedData, info: readInfo(signedData.content) };
  } catch (error) {
    if (!isHosoError(error)) throw error;
    throw signingErrors.TIMESTAMP_MALFORMED({ reason: error.message }, error);
  }
}

function readInfo(content: Uint8Array): TimestampInfo {
  const fields = enterWhole(content);
  const version = readSmallInteger(fields.next());
  if (version !== 1) throw signingErrors.TIMESTAMP_MALFORMED({ reason: `version ${version}` });
  const policy = readOid(fields.next());
  const imprint = readImprint(fields.next(TAG.sequence).raw);
  const serialNumber = readIntegerHex(fields.next());
  const time = readTime(fields.next(TAG.generalizedTime));
  const accuracy = fields.optionalEnter(TAG.sequence);
  fields.optional(TAG.boolean);
  const nonce = fields.optional(TAG.integer);
  fields.optional(contextTag(0));
  const extensions = fields.optional(contextTag(1));
  fields.end();
  return {
    policy,
    hash: imprint.hash,
    imprint: imprint.digest,
    serialNumber,
    time,
    accuracyMs: accuracy ? readAccuracy(accuracy) : 0,
    ...(nonce && { nonce: readIntegerBytes(nonce) }),
    unknownCritical: extensions !== undefined && readImplicit(extensions).some(({ critical }) => critical),
  };
}

/** Extensions under an implicit tag. */
const readImplicit = (node: DerNode): Extension[] => readExtensions(new DerReader(retag(TAG.sequence, node.raw)));

/** Accuracy: seconds, milliseconds [0], microseconds [1], each optional; rounded up to whole milliseconds. */
function readAccuracy(fields: DerReader): number {
  const value = (tag: number) => {
    const node = fields.optional(tag);
    return node ? readSmallInteger(node, tag) : 0;
  };
  const seconds = value(TAG.integer);
  const millis = value(contextTag(0, false));
  const micros = value(contextTag(1, false));
  fields.end();
  return seconds * 1000 + millis + Math.ceil(micros / 1000);
}
