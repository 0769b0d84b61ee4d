import { permissionLevel } from '../pdf/reader/permissions.ts';
import { type EvaluatedSignature } from './evaluate.ts';
import { certificateFacts } from './people.ts';
import { profileOf, type Surroundings } from './profile.ts';
import { type Reason, reason } from './reasons.ts';
import { type Conclusion, type Fact, type SignatureReport, type TimeFacts, type VerificationReport } from './report.ts';
import { type JudgedSignature } from './signature/judge-signature.ts';
import { describeFile, describeSignature } from './sentences.ts';
import { type GatheredMaterial } from './trust/gather-material.ts';

/** What a report is made from. */
export interface ReportParts {
  readonly evaluated: readonly EvaluatedSignature[];
  readonly gathered: GatheredMaterial;
  /** What is wrong with the file as a whole. */
  readonly reasons: readonly Reason[];
  readonly bytes: number;
  readonly revisions: number;
}

/** Turns the outcome into plain data with sentences. */
export function makeReport(parts: ReportParts): VerificationReport {
  const { evaluated, gathered, bytes, revisions } = parts;
  const signatures = evaluated.map((one, index) => reportOne(one, surroundings(parts, index), parts));
  const reasons = distinct([...parts.reasons, ...(signatures.length === 0 ? [reason('NO_SIGNATURE')] : [])]);
  const conclusion = worst([concludeFrom(reasons), ...signatures.map((one) => one.conclusion)]);
  const checkedAt = gathered.material.now.toISOString();
  const facts = { conclusion, reasons, checkedAt, bytes, revisions, signatures };
  return { ...facts, ...describeFile(facts) };
}

/** The conclusion that reasons leave: anything that speaks against it is enough. */
function concludeFrom(reasons: readonly Reason[]): Conclusion {
  if (reasons.some(({ weight }) => weight === 'invalid')) return 'invalid';
  return reasons.some(({ weight }) => weight === 'indeterminate') ? 'indeterminate' : 'valid';
}

function worst(conclusions: readonly Conclusion[]): Conclusion {
  if (conclusions.includes('invalid')) return 'invalid';
  return conclusions.includes('indeterminate') ? 'indeterminate' : 'valid';
}

function surroundings({ evaluated, gathered }: ReportParts, index: number): Surroundings {
  const later = evaluated
    .slice(index + 1)
    .flatMap(({ placed }) => (placed.signed.isTimestamp && placed.reasons.length === 0 ? [placed.hasStore] : []));
  return {
    laterTimestamp: later.length > 0,
    timestampOverStore: later.includes(true),
    hasStore: gathered.fileHasStore,
  };
}

function reportOne(one: EvaluatedSignature, around: Surroundings, { gathered, bytes }: ReportParts): SignatureReport {
  const { placed, judged, person } = one;
  const { signed, coverage, permissions } = placed;
  const profile = profileOf(one, around, gathered);
  const departures =
    profile.departures.length > 0 ? [reason('NOT_BASELINE', { what: profile.departures.join(', ') })] : [];
  const reasons = distinct([...one.reasons, ...departures]);
  const permission = permissions && permissionLevel(permissions);
  const facts = {
    field: signed.name,
    kind: kindOf(one),
    conclusion: concludeFrom(reasons),
    reasons,
    ...(judged?.certificate && { signer: certificateFacts(judged.certificate) }),
    integrity: integrityOf(one),
    coverage: {
      scope:
        !coverage || placed.reasons.length > 0 ? 'unsound' : coverage.end === bytes ? 'whole-file' : 'earlier-revision',
      byteRange: signed.byteRange.filter((value) => Number.isFinite(value)),
    },
    changes: { ...one.changes, ...(permission !== undefined && { permission }) },
    time: timeOf(one),
    chain: { status: person?.chain ?? 'unknown', certificates: (person?.path ?? []).map(certificateFacts) },
    revocation: person?.revocation ?? [],
    keyUsage: person?.keyUsage ?? 'unknown',
    algorithms: algorithmsOf(one),
    profile,
    ...(signed.location !== undefined && { location: signed.location }),
    ...(signed.statedReason !== undefined && { statedReason: signed.statedReason }),
  } satisfies Omit<SignatureReport, 'vi' | 'en'>;
  return { ...facts, ...describeSignature(facts) };
}

function kindOf({ placed: { signed, permissions } }: EvaluatedSignature): SignatureReport['kind'] {
  if (signed.isTimestamp) return 'document-timestamp';
  return permissions?.docMdp !== undefined && signed.certifies ? 'certification' : 'approval';
}

function integrityOf(one: EvaluatedSignature): SignatureReport['integrity'] {
  const { judged, read } = one;
  if (!judged || !read) return { content: 'unknown', signature: 'unknown' };
  const method = read.signer.signatureMethod;
  return {
    content: judged.contentMatches ? 'good' : isDirectUndecided(one) ? 'unknown' : 'bad',
    signature: judged.signatureHolds ? 'good' : isUndecided(judged) ? 'unknown' : 'bad',
    digestAlgorithm: read.hash,
    ...(method && { signatureAlgorithm: `${method.scheme}-${method.hash}` }),
  };
}

/** Whether the signature could not be checked, for want of the certificate or of its algorithm. */
const isUndecided = ({ certificate, reasons }: JudgedSignature): boolean =>
  !certificate || reasons.some(({ code }) => code === 'ALGORITHM_UNKNOWN' || code === 'KEY_UNSUPPORTED');

/** Without signed attributes the content is as undecided as the signature over it. */
const isDirectUndecided = ({ judged, read }: EvaluatedSignature): boolean =>
  judged !== undefined && isUndecided(judged) && read?.signer.signedAttributesDer === undefined;

function algorithmsOf({ judged, reasons }: EvaluatedSignature): Fact {
  if (!judged) return 'unknown';
  if (reasons.some(({ code }) => code === 'ALGORITHM_WEAK' || code === 'KEY_WEAK')) return 'bad';
  return reasons.some(({ code }) => code === 'ALGORITHM_UNKNOWN' || code === 'KEY_UNSUPPORTED') ? 'unknown' : 'good';
}

function timeOf({ proof, placed: { signed } }: EvaluatedSignature): TimeFacts {
  const claimed = signed.claimedTime && { claimed: signed.claimedTime.toISOString() };
  if (!proof) {
    const value = signed.claimedTime?.toISOString();
    return value === undefined ? { source: 'none' } : { value, source: 'claimed', ...claimed };
  }
  const source = proof.own && !signed.isTimestamp ? 'signature-timestamp' : 'document-timestamp';
  return { value: proof.time.toISOString(), source, authority: proof.authority, ...claimed };
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((one) => [one.en, one])).values()];
}
