import { isHosoError } from '../../kernel/errors.ts';
import { SIGNATURE_ALGORITHMS, signMessage } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import {
  contextTag,
  encode,
  enumerated,
  explicit,
  generalizedTime,
  octetString,
  oid,
  sequence,
} from '../asn1/writer.ts';
import {
  type CertId,
  encodeCertId,
  namesCertificate,
  type OcspRequest,
  parseOcspRequest,
} from '../revocation/ocsp-request.ts';
import { REVOCATION_REASONS } from '../revocation/reasons.ts';
import { type Certificate } from '../x509/certificate.ts';
import { extension, signatureBits } from './extensions.ts';
import { type Identity } from './issue-certificate.ts';
import { type Revocation } from './issue-crl.ts';

/** Who answers, for which authority, from what knowledge. */
export interface OcspResponderOptions {
  /** The issuing CA itself or a responder it certified. */
  readonly responder: Identity;
  readonly issuer: Certificate;
  /** Serial numbers (lower-case hexadecimal) that were issued; others are answered as unknown. */
  readonly isIssued: (serialNumber: string) => boolean;
  readonly revoked: readonly Revocation[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

const MALFORMED_REQUEST = 1;
const UNAUTHORIZED = 6;

/**
 * Answers one OCSPRequest (RFC 6960 §2): the state of each certificate asked for, the nonce given back.
 * @returns OCSPResponse in DER; for a request that cannot be read or of another issuer, the error status of §2.3
 */
export function answerOcspRequest(requestDer: Uint8Array, options: OcspResponderOptions): Uint8Array {
  const request = tryParse(requestDer);
  if (!request || request.certIds.length === 0) return sequence(enumerated(MALFORMED_REQUEST));
  if (!request.certIds.every((id) => namesCertificate(id, id.serialBytes, options.issuer))) {
    return sequence(enumerated(UNAUTHORIZED));
  }
  return successful(options.responder, encodeData(request, options));
}

function tryParse(der: Uint8Array): OcspRequest | undefined {
  try {
    return parseOcspRequest(der);
  } catch (error) {
    if (isHosoError(error)) return undefined;
    throw error;
  }
}

/** ResponseData (RFC 6960 §4.2.1), the responder by name. */
function encodeData(request: OcspRequest, options: OcspResponderOptions): Uint8Array {
  return sequence(
    explicit(1, options.responder.certificate.subject.der),
    generalizedTime(options.thisUpdate),
    sequence(...request.certIds.map((id) => encodeSingle(id, options))),
    ...(request.nonce ? [explicit(1, sequence(extension(OID.ocspNonce, octetString(request.nonce))))] : []),
  );
}

function encodeSingle(id: CertId, options: OcspResponderOptions): Uint8Array {
  return sequence(
    encodeCertId(id.serialBytes, options.issuer),
    statusOf(
      Buffer.from(id.serialBytes)
        .toString('hex')
        .replace(/^00(?=..)/, ''),
      options,
    ),
    generalizedTime(options.thisUpdate),
    explicit(0, generalizedTime(options.nextUpdate)),
  );
}

function statusOf(serialNumber: string, options: OcspResponderOptions): Uint8Array {
  const revocation = options.revoked.find((entry) => entry.serialNumber === serialNumber);
  if (!revocation) return encode(contextTag(options.isIssued(serialNumber) ? 0 : 2, false));
  const reason = explicit(0, enumerated(REVOCATION_REASONS.indexOf(revocation.reason)));
  return encode(contextTag(1), generalizedTime(revocation.revokedAt), reason);
}

function successful(responder: Identity, data: Uint8Array): Uint8Array {
  const { identifier } = SIGNATURE_ALGORITHMS[responder.algorithm];
  const signature = signMessage(responder.algorithm, responder.privateKey, data);
  const basic = sequence(data, identifier, signatureBits(signature), explicit(0, sequence(responder.certificate.der)));
  return sequence(enumerated(0), explicit(0, sequence(oid(OID.ocspBasic), octetString(basic))));
}
