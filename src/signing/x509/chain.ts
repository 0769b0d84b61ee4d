import { canVerifyWith, type Certificate, isSignedBy } from './certificate.ts';
import { sameName } from './names.ts';
import { keyProblem, methodProblem, type PolicyProblem } from './policy.ts';
import { allowsPurpose, allowsPurposeBelow, type Purpose } from './purpose.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** Why a chain does not hold. `index` counts from the end certificate, which is 0. */
export interface ChainProblem {
  readonly code: ChainProblemCode;
  readonly index: number;
}

export type ChainProblemCode =
  | PolicyProblem
  | 'no-trusted-root'
  | 'bad-signature'
  | 'expired'
  | 'not-yet-valid'
  | 'not-a-ca'
  | 'path-too-long'
  | 'key-usage'
  | 'name-mismatch'
  | 'unknown-critical-extension';

export interface ChainRequest {
  readonly leaf: Certificate;
  /** Certificates that may stand in between, in any order; hostile ones are harmless. */
  readonly intermediates: readonly Certificate[];
  /** Trust anchors: trusted for being in this list, not for their own signature. */
  readonly roots: readonly Certificate[];
  /** The time at which every certificate must be valid. */
  readonly at: Date;
  /** Default `document`. */
  readonly purpose?: Purpose;
}

export interface ChainFacts {
  /** The end certificate first; the trust anchor last if there is one. */
  readonly path: readonly Certificate[];
  readonly anchor?: Certificate;
  /** Empty exactly if the chain holds. */
  readonly problems: readonly ChainProblem[];
}

const MAX_LENGTH = 8;
const MAX_STEPS = 200;
/** So many who claim to have issued a certificate are tried: each costs a signature check. */
export const MAX_CLAIMS = 8;

/**
 * Looks for a path from the end certificate to a trust anchor and judges it (RFC 5280 §6.1; policies are not enforced,
 * name constraints are refused as an unknown critical extension). Among several paths, the one with the fewest problems.
 * Revocation is another question: `checkRevocation`.
 */
export function buildChain(request: ChainRequest): ChainFacts {
  const search: Search = { request, steps: 0, best: undefined };
  extend(search, [request.leaf]);
  return search.best ?? { path: [request.leaf], problems: [{ code: 'no-trusted-root', index: 0 }] };
}

interface Search {
  readonly request: ChainRequest;
  steps: number;
  best: ChainFacts | undefined;
}

/** Depth first; stops at the first path without a problem, and after a bounded number of steps in any case. */
function extend(search: Search, path: readonly Certificate[]): void {
  const last = path[path.length - 1] ?? search.request.leaf;
  const { roots } = search.request;
  if (isAmong(last, roots)) return void consider(search, path, last);
  const issuers = path.length < MAX_LENGTH ? issuersOf(search, last, path) : [];
  if (issuers.length === 0) return void consider(search, path);
  for (const issuer of issuers) {
    if (search.steps++ >= MAX_STEPS || search.best?.problems.length === 0) return;
    extend(search, [...path, issuer]);
  }
}

function consider(search: Search, path: readonly Certificate[], anchor?: Certificate): void {
  const problems = judge(search.request, path, anchor);
  const { best } = search;
  const better =
    !best || (anchor && !best.anchor) || (!anchor === !best.anchor && problems.length < best.problems.length);
  if (better) search.best = { path, ...(anchor && { anchor }), problems };
}

/** Candidates by name or key identifier that made the signature; else those that only claim to, so that it is told. */
function issuersOf(search: Search, certificate: Certificate, path: readonly Certificate[]): Certificate[] {
  const { roots, intermediates } = search.request;
  const claimed = likeliestIssuers(certificate, [...roots, ...intermediates], path);
  const signed = claimed.filter((candidate) => isSignedBy(certificate, candidate));
  return signed.length > 0 ? signed : claimed.slice(0, 1);
}

/**
 * Those who may have issued a certificate by name or key identifier, the likeliest first and not above `MAX_CLAIMS`:
 * hostile files carry many of one name. Those that stand on the path already are left out.
 */
export function likeliestIssuers(
  certificate: Certificate,
  candidates: readonly Certificate[],
  path: readonly Certificate[] = [],
): Certificate[] {
  const ranked: { readonly candidate: Certificate; readonly rank: number }[] = [];
  for (const candidate of candidates) {
    const rank = rankOf(candidate, certificate);
    if (rank !== undefined && !isAmong(candidate, path)) ranked.push({ candidate, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.slice(0, MAX_CLAIMS).map(({ candidate }) => candidate);
}

/** 0 is the likeliest issuer; undefined is none. */
function rankOf(candidate: Certificate, certificate: Certificate): number | undefined {
  const sameKey = sameKeyId(candidate, certificate);
  if (!sameName(candidate.subject, certificate.issuer)) return sameKey ? 2 : undefined;
  if (sameKey === undefined) return 1;
  return sameKey ? 0 : 3;
}

/** Whether the key identifiers match; undefined where one of them is not given. */
function sameKeyId(candidate: Certificate, certificate: Certificate): boolean | undefined {
  const wanted = certificate.known.authorityKeyIdentifier;
  const own = candidate.known.subjectKeyIdentifier;
  return wanted && own && sameBytes(wanted, own);
}

const isAmong = (certificate: Certificate, list: readonly Certificate[]): boolean =>
  list.some((other) => other === certificate || sameBytes(other.der, certificate.der));

function judge(request: ChainRequest, path: readonly Certificate[], anchor: Certificate | undefined): ChainProblem[] {
  const problems: ChainProblem[] = [];
  path.forEach((certificate, index) => {
    const issuer = path[index + 1];
    const isAnchor = anchor !== undefined && !issuer;
    const codes = [
      ...timeProblems(certificate, request.at),
      ...(index === 0 ? leafProblems(request) : issuerProblems(path, certificate, purposeOf(request))),
      ...(issuer ? linkProblems(certificate, issuer) : []),
      ...(isAnchor ? [] : [methodProblem(certificate.signatureMethod)]),
      keyProblem(certificate),
      certificate.unknownCriticalExtensions.length > 0 ? ('unknown-critical-extension' as const) : undefined,
    ];
    for (const code of codes) if (code) problems.push({ code, index });
  });
  if (!anchor) problems.push({ code: 'no-trusted-root', index: path.length - 1 });
  return problems;
}

function timeProblems(certificate: Certificate, at: Date): ChainProblemCode[] {
  if (at < certificate.notBefore) return ['not-yet-valid'];
  return at > certificate.notAfter ? ['expired'] : [];
}

const purposeOf = ({ purpose = 'document' }: ChainRequest): Purpose => purpose;

const leafProblems = (request: ChainRequest): ChainProblemCode[] =>
  allowsPurpose(request.leaf, purposeOf(request)) ? [] : ['key-usage'];

/** What a certificate must be to stand above another (RFC 5280 §6.1.4 k to n). */
function issuerProblems(path: readonly Certificate[], issuer: Certificate, purpose: Purpose): ChainProblemCode[] {
  const { basicConstraints, keyUsage } = issuer.known;
  const codes: ChainProblemCode[] = [];
  if (basicConstraints?.ca !== true) codes.push('not-a-ca');
  const signsCertificates = keyUsage?.includes('keyCertSign') ?? true;
  if (!signsCertificates || !allowsPurposeBelow(issuer, purpose)) codes.push('key-usage');
  const casBelow = path.slice(1, path.indexOf(issuer)).filter((below) => !below.selfIssued).length;
  if (basicConstraints?.pathLength !== undefined && casBelow > basicConstraints.pathLength) codes.push('path-too-long');
  return codes;
}

function linkProblems(certificate: Certificate, issuer: Certificate): ChainProblemCode[] {
  const codes: ChainProblemCode[] = [];
  // what cannot be checked is told by its algorithm or its key
  if (canVerifyWith(issuer, certificate.signatureMethod) && !isSignedBy(certificate, issuer))
    codes.push('bad-signature');
  if (!sameName(certificate.issuer, issuer.subject)) codes.push('name-mismatch');
  return codes;
}
