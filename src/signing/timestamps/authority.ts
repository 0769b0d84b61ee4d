import { randomBytes } from 'node:crypto';
import { DIGEST_SIZE, digest, type DigestAlgorithm } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { contextTag, generalizedTime, integer, oid, sequence } from '../asn1/writer.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { type Clock } from '../../kernel/clock.ts';
import { assembleSignedData, buildSignedAttributes } from '../cms/build.ts';
import { type Signer } from '../signer.ts';
import { integerOfContent, parseTimestampRequest, type TimestampRequest } from './request.ts';
import { grantedResponse, rejectedResponse } from './response.ts';

/** A timestamp authority of one's own: who signs, under which policy, by which clock. */
export interface TimestampAuthorityOptions {
  /** Over a certificate whose only purpose is time stamping. */
  readonly signer: Signer;
  readonly clock: Clock;
  readonly policy: string;
  /** Default 1 s. Below one second: whole milliseconds. */
  readonly accuracyMs?: number;
}

const HASHES: readonly string[] = Object.keys(DIGEST_SIZE);

/**
 * Answers one TimeStampReq (RFC 3161 §2.4): the token, or a refusal for what cannot be read, another policy, a hash that
 * is not SHA-2, or a digest of a wrong length.
 * @returns TimeStampResp in DER
 */
export async function answerTimestampRequest(
  requestDer: Uint8Array,
  options: TimestampAuthorityOptions,
): Promise<Uint8Array> {
  const request = tryParse(requestDer);
  if (!request) return rejectedResponse(5, 'The request cannot be read.');
  const { hash } = request;
  if (hash === undefined || !HASHES.includes(hash)) return rejectedResponse(0, 'Use SHA-256, SHA-384 or SHA-512.');
  if (request.digest.length !== DIGEST_SIZE[hash as DigestAlgorithm])
    return rejectedResponse(5, 'Digest of a wrong length.');
  if (request.policy !== undefined && request.policy !== options.policy) {
    return rejectedResponse(15, 'This policy is not offered.');
  }
  return grantedResponse(await signToken(encodeInfo(request, options), options.signer));
}

function tryParse(der: Uint8Array): TimestampRequest | undefined {
  try {
    return parseTimestampRequest(der);
  } catch (error) {
    if (isHosoError(error)) return undefined;
    throw error;
  }
}

/** TSTInfo in DER. */
function encodeInfo(request: TimestampRequest, options: TimestampAuthorityOptions): Uint8Array {
  return sequence(
    integer(1),
    oid(options.policy),
    request.imprint,
    integer(randomBytes(16)),
    generalizedTime(options.clock.now(), true),
    accuracy(options.accuracyMs ?? 1000),
    ...(request.nonce ? [integerOfContent(request.nonce)] : []),
  );
}

function accuracy(milliseconds: number): Uint8Array {
  const seconds = Math.floor(milliseconds / 1000);
  const millis = milliseconds % 1000;
  return sequence(
    ...(seconds > 0 ? [integer(seconds)] : []),
    ...(millis > 0 ? [integer(millis, contextTag(0, false))] : []),
  );
}

/** Signs a TSTInfo as CMS version 3 around it. */
async function signToken(info: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const description = await signer.describe();
  const contentDigest = digest(description.digestAlgorithm, info);
  const signedAttributes = buildSignedAttributes(contentDigest, description, OID.tstInfo);
  const [signature = new Uint8Array()] = await signer.sign([
    { message: signedAttributes, digest: digest(description.digestAlgorithm, signedAttributes) },
  ]);
  return assembleSignedData({
    description,
    signedAttributes,
    signature,
    encapsulated: { type: OID.tstInfo, content: info },
  });
}
