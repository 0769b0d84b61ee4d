import { type Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/names.ts';
import { methodProblem, type PolicyProblem } from '../x509/policy.ts';
import { type Crl, isCrlSignedBy } from './crl.ts';
import { findRevoked, hasUnknownEntry } from './crl-entries.ts';
import { namesCertificate } from './ocsp-request.ts';
import { authorizedResponder } from './ocsp-responder.ts';
import { type OcspResponse } from './ocsp-response.ts';
import { type RevocationReason } from './reasons.ts';
import { offersStatus } from './status-offer.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** Why a piece of evidence about this certificate was not used. */
export type EvidenceProblem =
  | PolicyProblem
  | 'not-authorized'
  | 'responder-unknown'
  | 'out-of-scope'
  | 'unknown-critical-extension'
  | 'stale'
  | 'not-yet-valid'
  | 'after-expiry';

export interface RevocationRequest {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
  /** The time for which the status is wanted. */
  readonly at: Date;
  /** Evidence made after this is not believed; default: any. Give the clock's time. */
  readonly now?: Date;
}

export interface RevocationFacts {
  /** `unknown`: no usable evidence, or the responder does not know the certificate. Never to be read as good. */
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Who spoke of the certificate; with `unknown`, a responder that does not know it. */
  readonly source?: 'crl' | 'ocsp';
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  /** Also given beside `good`, when the certificate was revoked after the time asked for. */
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
  /** Evidence that spoke of this certificate and was not used. */
  readonly rejected: readonly { readonly source: 'crl' | 'ocsp'; readonly problem: EvidenceProblem }[];
}

interface Evidence {
  readonly source: 'crl' | 'ocsp';
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
  readonly problem?: EvidenceProblem | undefined;
}

/**
 * Status of a certificate at a time, from the evidence at hand (RFC 5280 §6.3, RFC 6960 §3.2). Evidence counts if it is
 * signed by whom it must be and had not run out at that time; evidence from after that time counts, it knows more, but
 * not for having dropped a certificate that has ended. A revocation at or before the time wins over everything, a hold
 * over all that is older; else the newest evidence speaks.
 * Errors: `CRL_MALFORMED` if a list's entries cannot be read.
 */
export function checkRevocation(request: RevocationRequest): RevocationFacts {
  return statusFrom(request);
}

/** `ofResponder`: the status is that of somebody who answered; only who needs no asking may tell it. */
interface Inquiry extends RevocationRequest {
  readonly ofResponder?: boolean;
}

function statusFrom(inquiry: Inquiry): RevocationFacts {
  const evidence = [
    ...inquiry.crls.filter((crl) => sameName(crl.issuer, inquiry.issuer.subject)).map((crl) => fromCrl(crl, inquiry)),
    ...inquiry.ocspResponses.flatMap((response) => fromOcsp(response, inquiry)),
  ];
  const rejected = evidence.flatMap(({ source, problem }) => (problem ? [{ source, problem }] : []));
  const usable = evidence.filter(({ problem }) => !problem).sort((a, b) => +b.thisUpdate - +a.thisUpdate);
  const newest = usable.find(({ status }) => status !== 'unknown');
  const revoked = usable.find((one) => isRevocation(one, inquiry.at) && !isLifted(one, newest));
  const speaking = revoked ?? newest;
  if (!speaking) return { status: 'unknown', ...(usable[0] && { source: usable[0].source }), rejected };
  const { problem: _none, ...facts } = speaking;
  return { ...facts, status: revoked ? 'revoked' : 'good', rejected };
}

const isRevocation = ({ status, revokedAt }: Evidence, at: Date): boolean =>
  status === 'revoked' && revokedAt !== undefined && revokedAt <= at;

/** A hold ends when newer evidence knows nothing of it any more (RFC 5280 §5.3.1). */
const isLifted = ({ reason, thisUpdate }: Evidence, newest: Evidence | undefined): boolean =>
  reason === 'certificateHold' && newest?.status === 'good' && newest.thisUpdate > thisUpdate;

function fromCrl(crl: Crl, request: Inquiry): Evidence {
  const { certificate, issuer } = request;
  const { thisUpdate, nextUpdate } = crl;
  const times = { thisUpdate, ...(nextUpdate && { nextUpdate }) };
  const problem =
    methodProblem(crl.signatureMethod) ??
    (isCrlSignedBy(crl, issuer) ? undefined : 'not-authorized') ??
    (speaksOf(crl, certificate) ? undefined : 'out-of-scope') ??
    timeProblem(times, request) ??
    (hasUnknownEntry(crl) ? 'unknown-critical-extension' : undefined);
  if (problem) return { source: 'crl', status: 'unknown', ...times, problem };
  const entry = findRevoked(crl, certificate.serialBytes);
  if (entry) return { source: 'crl', status: 'revoked', ...times, ...entry };
  const dropped = wasDropped(certificate, thisUpdate, crl.keepsExpiredSince);
  return { source: 'crl', status: 'good', ...times, problem: dropped ? 'after-expiry' : undefined };
}

function speaksOf({ scope, points }: Crl, { known }: Certificate): boolean {
  const here = points?.some((point) => known.crlPoints?.some((own) => sameBytes(own, point))) ?? true;
  if (!here || scope === 'all') return here;
  return scope === (known.basicConstraints?.ca === true ? 'authorities' : 'end-entities');
}

/** Whether evidence may be silent of a revocation because the certificate has ended (RFC 5280 §3.3, RFC 6960 §4.4.4). */
function wasDropped({ notAfter }: Certificate, thisUpdate: Date, keptSince: Date | undefined): boolean {
  return thisUpdate > notAfter && !(keptSince && keptSince <= notAfter);
}

function fromOcsp(response: OcspResponse, request: Inquiry): Evidence[] {
  const { certificate, issuer } = request;
  const about = response.responses.filter(({ certId }) => namesCertificate(certId, certificate.serialBytes, issuer));
  if (about.length === 0) return [];
  const whole =
    methodProblem(response.signatureMethod) ??
    (response.unknownCritical ? 'unknown-critical-extension' : undefined) ??
    (request.now && response.producedAt > request.now ? 'not-yet-valid' : undefined) ??
    responderProblem(response, request);
  return about.map(({ certId: _id, unknownCritical, archiveCutoff, ...single }) => {
    const dropped = single.status === 'good' && wasDropped(certificate, single.thisUpdate, archiveCutoff);
    const problem =
      whole ??
      (unknownCritical ? 'unknown-critical-extension' : undefined) ??
      timeProblem(single, request) ??
      (dropped ? 'after-expiry' : undefined);
    return { source: 'ocsp', ...single, problem };
  });
}

/** Why the one who answered may not: it is nobody, or answers for itself, or was itself taken back. */
function responderProblem(response: OcspResponse, request: Inquiry): EvidenceProblem | undefined {
  const { certificate, issuer } = request;
  const responder = authorizedResponder(response, issuer);
  if (!responder || sameBytes(responder.der, certificate.der)) return 'not-authorized';
  if (responder === issuer) return undefined;
  const unasked = responder.known.ocspNoCheck;
  if (request.ofResponder) return unasked ? undefined : 'not-authorized';
  const found = statusFrom({ ...request, certificate: responder, at: response.producedAt, ofResponder: true });
  if (found.status === 'revoked' || isCompromise(found.reason)) return 'not-authorized';
  const told = found.source !== undefined || found.rejected.length > 0 || offersStatus(responder);
  return found.status === 'unknown' && told && !unasked ? 'responder-unknown' : undefined;
}

/** A stolen key writes whatever time it likes, so that its revocation counts from ever. */
const isCompromise = (reason: RevocationReason | undefined): boolean =>
  reason === 'keyCompromise' || reason === 'cACompromise' || reason === 'aACompromise';

function timeProblem(
  times: { readonly thisUpdate: Date; readonly nextUpdate?: Date },
  { at, now }: RevocationRequest,
): EvidenceProblem | undefined {
  if (now && times.thisUpdate > now) return 'not-yet-valid';
  const lastsUntil = times.nextUpdate ?? times.thisUpdate;
  return lastsUntil < at ? 'stale' : undefined;
}
