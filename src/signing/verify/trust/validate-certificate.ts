import { HosoError } from '../../../kernel/errors.ts';
import { checkRevocation, type RevocationRequest } from '../../revocation/check.ts';
import { offersStatus } from '../../revocation/status-offer.ts';
import { type Certificate, isSignedBy } from '../../x509/certificate.ts';
import { buildChain, type ChainProblem } from '../../x509/chain.ts';
import { type Purpose } from '../../x509/purpose.ts';
import { certificateFacts, commonName } from '../people.ts';
import { type Reason, reason } from '../reasons.ts';
import { orRefusal } from '../../refusal.ts';
import { type Fact, type RevocationFacts } from '../report.ts';
import { type TrustMaterial } from './material.ts';

/** Whom to judge, for what, and at which time; `proven` says whether that time was proven or is only the present. */
export interface PersonCheck {
  readonly certificate: Certificate;
  readonly purpose: Purpose;
  readonly at: Date;
  readonly proven: boolean;
  /** The time that the certificate itself gave to what it signed: a timestamp's. */
  readonly signedAt?: Date;
}

/** What became of the question who signed. */
export interface JudgedPerson {
  readonly path: readonly Certificate[];
  readonly chain: Fact;
  readonly keyUsage: Fact;
  readonly revocation: readonly RevocationFacts[];
  readonly reasons: readonly Reason[];
}

/** Chain to the roots, key usage and revocation of a certificate at a time (RFC 5280 §6). */
export function validateCertificate(check: PersonCheck, material: TrustMaterial): JudgedPerson {
  const { certificate: leaf, purpose, at } = check;
  const { roots, certificates: intermediates } = material;
  const facts = buildChain({ leaf, intermediates, roots, at, purpose });
  const chainReasons = facts.path.flatMap((certificate, at) =>
    facts.problems
      .filter(({ index }) => index === at)
      .map((problem) => chainReason(problem, certificate, { check, material })),
  );
  const revocation = judgeRevocation(facts.path, check, material);
  return {
    path: facts.path,
    chain: factOf(chainReasons),
    keyUsage: facts.problems.some(({ code, index }) => code === 'key-usage' && index === 0) ? 'bad' : 'good',
    revocation: revocation.map(({ facts: fact }) => fact),
    reasons: [...chainReasons, ...revocation.flatMap(({ reason: why }) => why ?? [])],
  };
}

function factOf(reasons: readonly Reason[]): Fact {
  if (reasons.some(({ weight }) => weight === 'invalid')) return 'bad';
  return reasons.length > 0 ? 'unknown' : 'good';
}

interface Context {
  readonly check: PersonCheck;
  readonly material: TrustMaterial;
}

function chainReason({ code, index }: ChainProblem, certificate: Certificate, { check, material }: Context): Reason {
  const name = commonName(certificate);
  switch (code) {
    case 'no-trusted-root':
      if (material.roots.length === 0) return reason('NO_TRUST_GIVEN');
      return reason(isSignedBy(certificate, certificate) ? 'CHAIN_UNTRUSTED' : 'CHAIN_INCOMPLETE', {
        name: commonName(check.certificate),
      });
    case 'expired':
      return reason(check.proven ? 'CERTIFICATE_EXPIRED' : 'CERTIFICATE_EXPIRED_NO_PROOF_OF_TIME', { name });
    case 'not-yet-valid':
      return reason('CERTIFICATE_NOT_YET_VALID', { name });
    case 'key-usage':
      return index === 0 ? reason('KEY_USAGE_WRONG', { name, purpose: check.purpose }) : broken(name, code);
    case 'weak-hash':
      return reason('ALGORITHM_WEAK', { algorithm: String(certificate.signatureMethod?.hash) });
    case 'weak-key':
      return reason('KEY_WEAK', { name });
    case 'key-unsupported':
      return reason('KEY_UNSUPPORTED', { name });
    case 'algorithm-unsupported':
      return reason('ALGORITHM_UNKNOWN', { algorithm: certificate.signatureAlgorithm.id });
    default:
      return broken(name, code);
  }
}

function broken(name: string, what: string): Reason {
  return reason('CHAIN_BROKEN', { name, what });
}

interface JudgedRevocation {
  readonly facts: RevocationFacts;
  readonly reason?: Reason;
}

/** The status of every certificate below the anchor, each by the one above it; a hold is TRY_LATER (EN 319 102-1 §5.2.6). */
function judgeRevocation(
  path: readonly Certificate[],
  check: PersonCheck,
  material: TrustMaterial,
): JudgedRevocation[] {
  let { certificate } = check;
  return path.slice(1).map((issuer) => {
    const judged = judgeOne({ certificate, issuer }, check, material);
    certificate = issuer;
    return judged;
  });
}

/** The status, `unknown` where a list that came with the file cannot be read to its end. */
export function statusOf(request: RevocationRequest): ReturnType<typeof checkRevocation> {
  const found = orRefusal(() => checkRevocation(request));
  if (!(found instanceof HosoError)) return found;
  return { status: 'unknown', rejected: [{ source: 'crl', problem: 'not-authorized' }] };
}

function judgeOne(
  { certificate, issuer }: { certificate: Certificate; issuer: Certificate },
  check: PersonCheck,
  { crls, ocspResponses, now }: TrustMaterial,
): JudgedRevocation {
  const found = statusOf({ certificate, issuer, crls, ocspResponses, at: check.at, now });
  const name = commonName(certificate);
  const facts: RevocationFacts = {
    certificate: certificateFacts(certificate).sha256,
    status: found.status,
    ...(found.source && { source: found.source }),
    ...(found.thisUpdate && { thisUpdate: found.thisUpdate.toISOString() }),
    ...(found.revokedAt && { revokedAt: found.revokedAt.toISOString() }),
    ...(found.reason && { reason: found.reason }),
  };
  if (found.status === 'good') return { facts };
  if (certificate === check.certificate && isOutlived(found, check)) return { facts: { ...facts, status: 'good' } };
  if (found.reason === 'certificateHold') return { facts, reason: reason('CERTIFICATE_ON_HOLD', { name }) };
  if (found.status === 'revoked') {
    const code = isAfter(found, check) ? 'CERTIFICATE_REVOKED' : 'CERTIFICATE_REVOKED_NO_PROOF_OF_TIME';
    return { facts, reason: reason(code, { name, what: String(found.reason) }) };
  }
  if (found.source !== undefined || found.rejected.length > 0 || offersStatus(certificate)) {
    return { facts, reason: reason('REVOCATION_UNKNOWN', { name }) };
  }
  return { facts: { ...facts, status: 'not-offered' }, reason: reason('REVOCATION_NOT_OFFERED', { name }) };
}

/**
 * Whether what was signed is known to be younger than the revocation: only an authority's own time says so. A timestamp on a
 * signature says that it is older than that, never that it is younger (EN 319 102-1 §5.5.4, REVOKED_NO_POE).
 */
function isAfter({ revokedAt }: ReturnType<typeof statusOf>, { signedAt }: PersonCheck): boolean {
  return signedAt !== undefined && revokedAt !== undefined && signedAt >= revokedAt;
}

const OUTLIVED: ReadonlySet<string | undefined> = new Set(['affiliationChanged', 'superseded', 'cessationOfOperation']);

/**
 * Whether a revocation leaves what the authority stamped before as good as it was: it gave up its certificate for one of
 * the reasons that RFC 3161 §4 names. Without a reason, or with any other, nothing that it stamped counts.
 */
function isOutlived({ revokedAt, reason: why }: ReturnType<typeof statusOf>, { signedAt }: PersonCheck): boolean {
  return signedAt !== undefined && revokedAt !== undefined && revokedAt > signedAt && OUTLIVED.has(why);
}
