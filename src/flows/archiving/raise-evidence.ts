import { createHash } from 'node:crypto';
import { approvalErrors } from '../../approvals/index.ts';
import { type Certificates } from '../../certificates/index.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import {
  currentVersion,
  EVIDENCE_LEVELS,
  type EvidenceLevel,
  type RecordDocument,
  type RecordEvidence,
  type RecordSignature,
  type RecordVersion,
} from '../../records/index.ts';
import {
  appendedSource,
  extendPdf,
  type SignatureReport,
  type VerificationReport,
  verifyPdf,
} from '../../signing/index.ts';
import { type BaseBytes, contentOf, partsOf } from '../signing/version-bytes.ts';
import { flowErrors } from '../errors.ts';
import { isPermanent } from '../signing/fail-item.ts';
import { type SigningDeps } from '../signing/signing-deps.ts';
import { type ArchivePolicy, timestamperFor } from '../signing/signing-policy.ts';

export interface EvidenceDeps extends Pick<SigningDeps, 'records' | 'store' | 'bases' | 'policy' | 'clock' | 'log'> {
  readonly certificates: Pick<Certificates, 'trust' | 'timestamper'>;
}

/** A record whose evidence has been raised, and what to note of it once its last version is locked; nothing where it has no signature. */
export interface Raised {
  readonly record: RecordDocument;
  readonly evidence?: RecordEvidence;
}

/** The next version of a record, checked and ready to be stored. */
interface NextVersion {
  readonly bytes: BaseBytes;
  readonly sha256: string;
  readonly signatures: readonly RecordSignature[];
  readonly evidence: RecordEvidence;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A document timestamp is renewed so long before the certificate behind it ends. */
const RENEWAL_MS = 90 * DAY_MS;
/** Services of others without which a level cannot be reached. */
const OUTSIDE = ['TSA_ALL_FAILED', 'CLOCK_UNSURE', 'REVOCATION_UNREACHABLE'];

/**
 * Appends what a finished record needs to be proved in decades, up to the level of the archive's policy: a document timestamp where
 * a signature has no proof of time, the certificates and lists behind all of them, a document timestamp over that; as a version of
 * its own, by one compare-and-swap. A record that was raised and not yet locked is left as it is.
 *
 * Where a service of others is away, the policy decides: wait (the error is thrown, the job tries again), or go on at the level that
 * was reached, to be raised later. What cannot be raised at all is archived as it is.
 *
 * @throws TSA_ALL_FAILED, REVOCATION_UNREACHABLE under `wait`; STORE_UNAVAILABLE, RECORD_BUSY
 */
export async function raiseEvidence(deps: EvidenceDeps, scope: SchoolScope, record: RecordDocument): Promise<Raised> {
  const { signatures } = currentVersion(record);
  if (signatures.length === 0) return { record };
  const { policy, clock, log } = deps;
  if (record.evidence && !record.evidence.locked) return settled(record, policy.archive, clock.now());
  const present = lockedAt(record.evidence ?? { level: lowest(signatures) });
  if (!policy.archive) return { record, evidence: { ...present, dueAt: clock.now() } };
  try {
    return await raise(deps, scope, { record, archive: policy.archive });
  } catch (error) {
    const about = { err: error, record: record._id, school: scope.school };
    if (isHosoError(error) && OUTSIDE.includes(error.code)) {
      if (policy.whenTsaFails === 'wait') throw error;
      log.warn(about, 'the evidence of a record is not raised yet');
      return { record, evidence: { ...present, dueAt: new Date(clock.now().getTime() + HOUR_MS) } };
    }
    if (!isPermanent(error)) throw error;
    log.error(about, 'the evidence of a record cannot be raised');
    return { record, evidence: present };
  }
}

async function raise(
  deps: EvidenceDeps,
  scope: SchoolScope,
  { record, archive }: { readonly record: RecordDocument; readonly archive: ArchivePolicy },
): Promise<Raised> {
  const version = currentVersion(record);
  const base = await deps.bases.open(version);
  const timestamper = timestamperFor(archive, deps.certificates, scope);
  await timestamper.describe(); // an authority of our own is certified before the list is made that tells of it
  const trust = await deps.certificates.trust(scope, { since: deps.clock.now() });
  const roots = [trust.root, ...archive.roots];
  const { increment } = await extendPdf(base, {
    ...archive,
    timestamper,
    validation: { certificates: [...roots, trust.issuing], crls: trust.crls, anchoredOnly: true },
    clock: deps.clock,
  });
  const bytes = appendedSource(base, increment);
  const report = await verifyPdf(bytes, { roots, crls: trust.crls, clock: deps.clock });
  const signatures = raisedSignatures(version, report);
  const evidence = { level: lowest(signatures), locked: false, ...endOfTimestamp(report), dueAt: deps.clock.now() };
  if (increment.length === 0) return settled({ ...record, evidence }, archive, deps.clock.now());
  const sha256 = await hashOf(bytes, version);
  const raised = await store(deps, scope, { record, next: { bytes, sha256, signatures, evidence } });
  return settled(raised, archive, deps.clock.now());
}

/**
 * The levels that the signatures of our own chain have now, by the verifier's word.
 * @throws SIGNED_OUTPUT_REJECTED where one of them, or the timestamp over them, is not whole
 */
function raisedSignatures(version: RecordVersion, report: VerificationReport): RecordSignature[] {
  const last = report.signatures.at(-1);
  if (last?.kind === 'document-timestamp') assertWhole(last, last.field);
  return version.signatures.map((signature) => {
    const found = report.signatures.find(({ field }) => field === signature.fieldName);
    assertWhole(found, signature.fieldName);
    return { ...signature, level: found?.profile.level ?? signature.level };
  });
}

function assertWhole(found: SignatureReport | undefined, field: string): void {
  const { content, signature } = found?.integrity ?? {};
  if (content === 'good' && signature === 'good' && found?.changes.allowed !== 'bad') return;
  throw approvalErrors.SIGNED_OUTPUT_REJECTED({ reason: `the signature in ${field} is not whole` });
}

function endOfTimestamp({ signatures }: VerificationReport): Pick<RecordEvidence, 'timestampEnds'> {
  const last = signatures.at(-1);
  return last?.kind === 'document-timestamp' && last.signer ? { timestampEnds: new Date(last.signer.notAfter) } : {};
}

/** SHA-256 (hex) of the new version. @throws VERSION_DAMAGED where the bytes before what was appended are not those recorded */
async function hashOf(bytes: BaseBytes, base: RecordVersion): Promise<string> {
  const hash = createHash('sha256');
  let left = base.size;
  for await (const part of partsOf(bytes)) {
    if (left > 0 && part.length >= left) {
      hash.update(part.subarray(0, left));
      if (hash.copy().digest('hex') !== base.sha256) throw flowErrors.VERSION_DAMAGED({ sha256: base.sha256 });
      hash.update(part.subarray(left));
    } else hash.update(part);
    left -= part.length;
  }
  return hash.digest('hex');
}

/** Stored first, then noted: what a crash leaves in between is an object that nothing points to. */
async function store(
  deps: EvidenceDeps,
  scope: SchoolScope,
  { record, next }: { readonly record: RecordDocument; readonly next: NextVersion },
): Promise<RecordDocument> {
  const { bytes, sha256, signatures, evidence } = next;
  const stored = await deps.store.putVersion({ ...scope, content: contentOf(bytes), sha256, size: bytes.size });
  return deps.records.changeFrom(scope, record, (now) => {
    const base = currentVersion(now);
    if (base.sha256 !== currentVersion(record).sha256) return undefined;
    const { objectVersion: _, ...kept } = base;
    const at = deps.clock.now();
    const version: RecordVersion = {
      ...kept,
      n: base.n + 1,
      sha256,
      size: bytes.size,
      objectKey: stored.key,
      ...(stored.version !== undefined && { objectVersion: stored.version }),
      by: 'system',
      at,
      kind: 'evidence',
      signatures,
    };
    const { level, timestampEnds } = evidence;
    const details = { version: version.n, sha256, level, ...(timestampEnds && { timestampEnds }) };
    return {
      version,
      set: { evidence },
      events: [outboxEvent({ event: 'record.augmented', at, actor: 'system', details })],
    };
  });
}

/** What is noted of a record's evidence once its last version is locked. */
function settled(record: RecordDocument, archive: ArchivePolicy | undefined, now: Date): Raised {
  if (!record.evidence) return { record };
  const { timestampEnds } = record.evidence;
  const renewal = archive?.level === 'b-lta' && timestampEnds ? renewalOf(timestampEnds, now) : undefined;
  return { record, evidence: { ...lockedAt(record.evidence), ...(renewal && { dueAt: renewal }) } };
}

/** The same evidence of a version that is locked, with nothing due. */
function lockedAt({ level, timestampEnds }: Pick<RecordEvidence, 'level' | 'timestampEnds'>): RecordEvidence {
  return { level, locked: true, ...(timestampEnds && { timestampEnds }) };
}

/** In good time before the certificate ends; one that ends soon is not asked for more than once a day. */
function renewalOf(ends: Date, now: Date): Date {
  const left = ends.getTime() - now.getTime();
  return new Date(Math.max(now.getTime() + DAY_MS, ends.getTime() - Math.min(RENEWAL_MS, left / 2)));
}

function lowest(signatures: readonly RecordSignature[]): EvidenceLevel {
  return EVIDENCE_LEVELS.find((level) => signatures.some((signature) => signature.level === level)) ?? 'B-B';
}
