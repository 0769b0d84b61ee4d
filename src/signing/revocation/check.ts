import { type Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/names.ts';
import { methodProblem, type PolicyProblem } from '../x509/policy.ts';
import { type Crl, findRevoked, isCrlSignedBy } from './crl.ts';
import { namesCertificate } from './ocsp-request.ts';
import { authorizedResponder, type OcspResponse } from './ocsp-response.ts';
import { type RevocationReason } from './reasons.ts';

/** Why a piece of evidence about this certificate was not used. */
export type EvidenceProblem = PolicyProblem | 'not-authorized' | 'out-of-scope' | 'stale' | 'not-yet-valid';

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
 * signed by whom it must be and had not run out at that time; evidence from after that time counts, it knows more. A
 * revocation at or before the time wins over everything; else the newest evidence speaks.
 * Errors: `CRL_MALFORMED` if a list's entries cannot be read.
 */
export function checkRevocation(request: RevocationRequest): RevocationFacts {
  const evidence = [
    ...request.crls.filter((crl) => sameName(crl.issuer, request.issuer.subject)).map((crl) => fromCrl(crl, request)),
    ...request.ocspResponses.flatMap((response) => fromOcsp(response, request)),
  ];
  const rejected = evidence.flatMap(({ source, problem }) => (problem ? [{ source, problem }] : []));
  const usable = evidence.filter(({ problem }) => !problem).sort((a, b) => +b.thisUpdate - +a.thisUpdate);
  const revokedByThen = usable.find(
    ({ status, revokedAt }) => status === 'revoked' && revokedAt && revokedAt <= request.at,
  );
  const speaking = revokedByThen ?? usable.find(({ status }) => status !== 'unknown');
  if (!speaking) return { status: 'unknown', rejected };
  const { problem: _none, ...facts } = speaking;
  return { ...facts, status: revokedByThen ? 'revoked' : 'good', rejected };
}

function fromCrl(crl: Crl, request: RevocationRequest): Evidence {
  const entry = findRevoked(crl, request.certificate.serialBytes);
  const times = { thisUpdate: crl.thisUpdate, ...(crl.nextUpdate && { nextUpdate: crl.nextUpdate }) };
  const problem =
    methodProblem(crl.signatureMethod) ??
    (isCrlSignedBy(crl, request.issuer) ? undefined : 'not-authorized') ??
    (inScope(crl, request.certificate) ? undefined : 'out-of-scope') ??
    timeProblem(times, request);
  return { source: 'crl', status: entry ? 'revoked' : 'good', ...times, ...entry, problem };
}

function inScope(crl: Crl, certificate: Certificate): boolean {
  if (crl.scope === 'all') return true;
  const isAuthority = certificate.known.basicConstraints?.ca === true;
  return crl.scope === (isAuthority ? 'authorities' : 'end-entities');
}

function fromOcsp(response: OcspResponse, request: RevocationRequest): Evidence[] {
  const { certificate, issuer } = request;
  const about = response.responses.filter(({ certId }) => namesCertificate(certId, certificate.serialBytes, issuer));
  if (about.length === 0) return [];
  const signature =
    methodProblem(response.signatureMethod) ??
    (authorizedResponder(response, issuer) ? undefined : ('not-authorized' as const));
  return about.map(({ certId: _id, ...single }) => ({
    source: 'ocsp',
    ...single,
    problem: signature ?? timeProblem(single, request),
  }));
}

function timeProblem(
  times: { readonly thisUpdate: Date; readonly nextUpdate?: Date },
  { at, now }: RevocationRequest,
): EvidenceProblem | undefined {
  if (now && times.thisUpdate > now) return 'not-yet-valid';
  const lastsUntil = times.nextUpdate ?? times.thisUpdate;
  return lastsUntil < at ? 'stale' : undefined;
}
