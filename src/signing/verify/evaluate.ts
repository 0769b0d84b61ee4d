import { changeWords } from './difference/change-words.ts';
import { isAllowed, type Step } from './difference/later-changes.ts';
import { type PlacedSignature } from './document/timeline.ts';
import { commonName } from './people.ts';
import { type Reason, reason } from './reasons.ts';
import { type Change, type Fact } from './report.ts';
import { type JudgedSignature, judgeSignature, type ReadSignature } from './signature/judge-signature.ts';
import { type GatheredMaterial } from './trust/gather-material.ts';
import { type JudgedPerson, validateCertificate } from './trust/validate-certificate.ts';
import {
  futureReason,
  judgeSignatureTimestamp,
  orderReason,
  type ProvenTime,
  readSignatureTimestamps,
} from './trust/judge-timestamp.ts';

/** One signature with everything that is needed to judge it. */
export interface SignatureCase {
  readonly placed: PlacedSignature;
  /** Its own step and those after it. */
  readonly steps: readonly Step[];
  readonly read: ReadSignature | Reason | undefined;
  readonly digest: Uint8Array | undefined;
}

/** The outcome of one signature. */
export interface EvaluatedSignature {
  readonly placed: PlacedSignature;
  readonly read?: ReadSignature;
  readonly judged?: JudgedSignature;
  readonly person?: JudgedPerson;
  readonly changes: { readonly allowed: Fact; readonly list: readonly Change[] };
  /** The earliest proof of time and whether it is the signature's own. */
  readonly proof?: ProvenTime & { readonly own: boolean };
  readonly stamped: boolean;
  readonly reasons: readonly Reason[];
}

/**
 * Judges signatures from the last to the first: a document timestamp that holds proves the time of everything it covers,
 * so that what is older is judged as of then (ETSI EN 319 102-1 5.6, past signature validation).
 */
export function evaluateSignatures(
  cases: readonly SignatureCase[],
  { material }: GatheredMaterial,
): EvaluatedSignature[] {
  const evaluated: EvaluatedSignature[] = [];
  let later: ProvenTime | undefined;
  for (const one of [...cases].reverse()) {
    const result = evaluateOne(one, later, material);
    evaluated.unshift(result);
    if (one.placed.signed.isTimestamp && result.proof?.own && (!later || result.proof.time < later.time)) {
      later = result.proof;
    }
  }
  return evaluated;
}

type Material = GatheredMaterial['material'];

function evaluateOne(one: SignatureCase, later: ProvenTime | undefined, material: Material): EvaluatedSignature {
  const { placed, read, digest } = one;
  const changes = judgeChanges(one);
  if (!read || !('signedData' in read) || !digest) {
    const why = read && 'code' in read ? [read] : [];
    return { placed, changes: changes.facts, stamped: false, reasons: [...placed.reasons, ...why, ...changes.reasons] };
  }
  const judged = judgeSignature(read, digest, material.certificates);
  const own = placed.signed.isTimestamp
    ? provenByItself(judged, later, material)
    : provenByTimestamp(read, later, material);
  const before = placed.signed.isTimestamp ? later : (own.proof ?? later);
  const at = { at: before?.time ?? material.now, proven: before !== undefined };
  const purpose = placed.signed.isTimestamp ? 'timestamp' : 'document';
  const signedAt = judged.timestamp && { signedAt: judged.timestamp.time };
  const person =
    judged.certificate &&
    validateCertificate({ certificate: judged.certificate, purpose, ...signedAt, ...at }, material);
  const reasons = [
    ...placed.reasons,
    ...judged.reasons,
    ...own.reasons,
    ...(person?.reasons ?? []),
    ...changes.reasons,
  ];
  const proof = proofOf(placed, { own: own.proof, later, reasons });
  return {
    placed,
    read,
    judged,
    ...(person && { person }),
    ...(proof && { proof }),
    changes: changes.facts,
    stamped: own.stamped,
    reasons: proof ? reasons : [...reasons, reason('TIME_ONLY_CLAIMED')],
  };
}

interface Proofs {
  readonly own: ProvenTime | undefined;
  readonly later: ProvenTime | undefined;
  readonly reasons: readonly Reason[];
}

/** A document timestamp proves a time only if nothing at all but a later change speaks against it. */
function proofOf(placed: PlacedSignature, { own, later, reasons }: Proofs): EvaluatedSignature['proof'] {
  if (!placed.signed.isTimestamp) return own ? { ...own, own: true } : later && { ...later, own: false };
  const against = reasons.some(({ code, weight }) => weight !== 'note' && !ABOUT_CHANGES.has(code));
  return own && !against ? { ...own, own: true } : later && { ...later, own: false };
}

const ABOUT_CHANGES: ReadonlySet<string> = new Set(['CHANGED_AFTER_SIGNING', 'CHANGES_UNKNOWN']);

interface OwnProof {
  readonly proof?: ProvenTime;
  readonly stamped: boolean;
  readonly reasons: readonly Reason[];
}

function provenByItself(
  { timestamp, certificate }: JudgedSignature,
  later: ProvenTime | undefined,
  { now }: Material,
): OwnProof {
  if (!timestamp || !certificate) return { stamped: true, reasons: [] };
  const wrongTime = futureReason(timestamp.time, now, timestamp.accuracyMs) ?? orderReason(timestamp, later?.time);
  return {
    proof: { time: timestamp.time, authority: commonName(certificate) },
    stamped: true,
    reasons: wrongTime ? [wrongTime] : [],
  };
}

/** The earliest time that the signature's own timestamps prove. */
function provenByTimestamp({ signer }: ReadSignature, later: ProvenTime | undefined, material: Material): OwnProof {
  const tokens = readSignatureTimestamps(signer);
  const at = { at: later?.time ?? material.now, proven: later !== undefined };
  const reasons: Reason[] = [];
  let proof: ProvenTime | undefined;
  for (const token of tokens) {
    const found = 'code' in token ? { reasons: [token] } : judgeSignatureTimestamp({ token, signer }, at, material);
    reasons.push(...found.reasons);
    if ('proof' in found && found.proof && (!proof || found.proof.time < proof.time)) proof = found.proof;
  }
  return { ...(proof && { proof }), stamped: tokens.length > 0, reasons };
}

function judgeChanges({ placed, steps }: SignatureCase): { facts: EvaluatedSignature['changes']; reasons: Reason[] } {
  const { permissions } = placed;
  if (!permissions) return { facts: { allowed: 'unknown', list: [] }, reasons: [] };
  const list = distinct(steps.flatMap(({ changes }) => changes));
  const wrong = distinct(
    steps.flatMap(({ changes, signed }) => changes.filter((change) => !isAllowed(change, signed, permissions))),
  );
  const unknown = [...steps.flatMap((step) => step.unknown ?? []), ...lostData(list)];
  if (wrong.length > 0) {
    const { vi, en } = changeWords(wrong);
    return {
      facts: { allowed: 'bad', list },
      reasons: [reason('CHANGED_AFTER_SIGNING', { what: en, whatVi: vi }), ...unknown],
    };
  }
  return { facts: { allowed: unknown.length > 0 ? 'unknown' : 'good', list }, reasons: unknown };
}

function lostData(list: readonly Change[]): Reason[] {
  const lost = list.filter(({ kind }) => kind === 'validation-data-lost').map(({ where }) => where);
  return lost.length > 0 ? [reason('VALIDATION_DATA_LOST', { what: lost.slice(0, 5).join('; ') })] : [];
}

function distinct(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [`${change.kind} ${change.where}`, change])).values()];
}
