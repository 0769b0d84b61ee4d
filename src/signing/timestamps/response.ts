import { toDer } from '../asn1/ber.ts';
import { signingErrors } from '../errors.ts';
import { enterWhole } from '../asn1/reader.ts';
import { readNamedBits, readSmallInteger, readText } from '../asn1/values.ts';
import { integer, namedBits, sequence, TAG, utf8String } from '../asn1/writer.ts';

/** PKIStatus of RFC 3161 §2.4.2 by number. */
export const PKI_STATUS = [
  'granted',
  'grantedWithMods',
  'rejection',
  'waiting',
  'revocationWarning',
  'revocationNotification',
] as const;

/** PKIFailureInfo bits of RFC 3161 §2.4.2 that an authority may set. */
export const FAILURE: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};

export interface TimestampResponse {
  readonly status: number;
  readonly granted: boolean;
  /** The authority's own words and failure names, for people. */
  readonly explanation: string;
  /** TimeStampToken in DER. */
  readonly token?: Uint8Array;
}

/**
 * Reads a TimeStampResp (RFC 3161 §2.4.2). One in BER is brought into DER, its token too, so that what goes into a
 * document is DER. Errors: `ASN1_MALFORMED`, `ASN1_TRAILING_BYTES`.
 */
export function parseTimestampResponse(bytes: Uint8Array): TimestampResponse {
  const { der, size } = toDer(bytes);
  if (size !== bytes.length) throw signingErrors.ASN1_TRAILING_BYTES();
  const fields = enterWhole(der);
  const info = fields.enter();
  const status = readSmallInteger(info.next());
  const texts = info.optionalEnter(TAG.sequence)?.rest().map(readText) ?? [];
  const failure = info.optional(TAG.bitString);
  info.end();
  const names = failure ? readNamedBits(failure).map((bit) => FAILURE[bit] ?? `failure ${bit}`) : [];
  const token = fields.atEnd ? undefined : fields.next(TAG.sequence).raw;
  fields.end();
  return {
    status,
    granted: status === 0 || status === 1,
    explanation: [PKI_STATUS[status] ?? `status ${status}`, ...names, ...texts.filter(Boolean)].join(', '),
    ...(token && { token }),
  };
}

/** A response that grants. */
export const grantedResponse = (token: Uint8Array): Uint8Array => sequence(sequence(integer(0)), token);

/** A response that refuses, with the number of the failure bit and a text. */
export function rejectedResponse(failureBit: number, text: string): Uint8Array {
  return sequence(sequence(integer(2), sequence(utf8String(text)), namedBits([failureBit])));
}
