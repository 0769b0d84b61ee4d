import { SIGNATURE_ALGORITHMS, signMessage } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { encode, enumerated, explicit, generalizedTime, integer, sequence, TAG, time } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { type Crl, parseCrl } from '../revocation/crl.ts';
import { REVOCATION_REASONS, type RevocationReason } from '../revocation/reasons.ts';
import { authorityKeyIdentifier, extension, signatureBits } from './extensions.ts';
import { type Identity, keyIdentifier } from './issue-certificate.ts';

/** A certificate that was taken back. */
export interface Revocation {
  /** Lower-case hexadecimal, as certificates show it. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

export interface CrlRequest {
  readonly issuer: Identity;
  /** Grows with each list (RFC 5280 §5.2.3). */
  readonly number: number | bigint;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly Revocation[];
  /** Says that revoked certificates that ended at or after this time are among them (X.509 §9.5.2.9). */
  readonly keepsExpiredSince?: Date;
}

/**
 * Issues a complete CRL, version 2 (RFC 5280 §5).
 * Errors: `PKI_INVALID_REQUEST` (a next update that does not lie ahead, a serial number twice, an issuer that may not).
 */
export function issueCrl(request: CrlRequest): Crl {
  const { issuer, revoked } = request;
  if (request.nextUpdate <= request.thisUpdate) throw refused('the next update must lie ahead');
  if (new Set(revoked.map(({ serialNumber }) => serialNumber)).size < revoked.length)
    throw refused('a serial number twice');
  if (!issuer.certificate.known.keyUsage?.includes('cRLSign')) throw refused('the issuer may not sign lists');
  const { identifier } = SIGNATURE_ALGORITHMS[issuer.algorithm];
  const issuerId = issuer.certificate.known.subjectKeyIdentifier ?? keyIdentifier(issuer.certificate.publicKeyInfo);
  const tbs = sequence(
    integer(1),
    identifier,
    issuer.certificate.subject.der,
    time(request.thisUpdate),
    time(request.nextUpdate),
    ...(revoked.length > 0 ? [sequence(...revoked.map(encodeEntry))] : []), // §5.1.2.6: absent when empty
    explicit(0, sequence(authorityKeyIdentifier(issuerId), ...extensionsOf(request))),
  );
  const signature = signMessage(issuer.algorithm, issuer.privateKey, tbs);
  return parseCrl(sequence(tbs, identifier, signatureBits(signature)));
}

function extensionsOf({ number, keepsExpiredSince }: CrlRequest): Uint8Array[] {
  const numbered = extension(OID.crlNumber, integer(BigInt(number)));
  if (!keepsExpiredSince) return [numbered];
  return [numbered, extension(OID.expiredCertsOnCrl, generalizedTime(keepsExpiredSince))];
}

function encodeEntry({ serialNumber, revokedAt, reason }: Revocation): Uint8Array {
  const code = REVOCATION_REASONS.indexOf(reason);
  const reasons = code === 0 ? [] : [sequence(extension(OID.reasonCode, enumerated(code)))]; // §5.3.1: not written
  return encode(TAG.sequence, integer(Buffer.from(evenHex(serialNumber), 'hex')), time(revokedAt), ...reasons);
}

const evenHex = (hex: string): string => (hex.length % 2 === 0 ? hex : `0${hex}`);
const refused = (reason: string) => signingErrors.PKI_INVALID_REQUEST({ reason });
