import {
  approvalErrors,
  type ItemRef,
  type PreparedItem,
  purposeOf,
  type SigningItemDocument,
} from '../../approvals/index.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import {
  currentVersion,
  decide,
  type RecordChange,
  type RecordDocument,
  type RecordVersion,
} from '../../records/index.ts';
import { addSignatureTimestamp, appendedSource, embedSignature, signatureImprint } from '../../signing/index.ts';
import { type StoredObject } from '../../../storage/index.ts';
import { isFinished } from '../archiving/archive-record.ts';
import { contentOf } from './version-bytes.ts';
import { assertNotInvalid } from './assert-valid.ts';
import { checkOutput } from './check-output.ts';
import { enqueueForRecord } from './enqueue-later.ts';
import { failItem, isPermanent } from './fail-item.ts';
import { stillStands } from './prepare-signature.ts';
import { type SigningDeps } from './signing-deps.ts';
import { timestamperFor } from './signing-policy.ts';

/** An item that carries its signature. */
type SignedItem = SigningItemDocument & { readonly prepared: PreparedItem; readonly cms: Uint8Array };

interface Embedding {
  readonly item: SignedItem;
  readonly stored: StoredObject;
  readonly level: 'B-B' | 'B-T';
}

const EVENTS = { sign: 'record.signed', initial: 'record.initialled', seal: 'record.sealed' } as const;

/**
 * The last phase of one item, by a worker: puts the signature into the increment, stores base and increment as the next version,
 * and advances the record in one compare-and-swap. Every step may be repeated: the object lies under its hash, and a record that
 * has this item's version already is left as it is.
 * Round trips: item and record in one wave, the object unless it is still in memory, one put, one swap of the record, one write of the
 * item; then the record's events.
 */
export async function embedItem(deps: SigningDeps, scope: SchoolScope, ref: ItemRef): Promise<void> {
  const [item, [record]] = await Promise.all([
    deps.approvals.items.get(scope, ref),
    deps.records.find(scope, { _id: ref.record }),
  ]);
  if (item?.state !== 'confirmed' || !isSigned(item)) return;
  try {
    if (!record) throw approvalErrors.BASE_CHANGED();
    const changed = isDone(record, item) ? record : await embed(deps, scope, { item, record });
    await deps.approvals.items.embedded(scope, ref);
    await follow(deps, scope, changed);
  } catch (error) {
    if (!isPermanent(error)) throw error;
    await failItem(deps, scope, { item, error });
  }
}

function isSigned(item: SigningItemDocument): item is SignedItem {
  return item.prepared !== undefined && item.cms !== undefined;
}

/** Whether a crash came after the swap: the record's version with this item's field is there. */
function isDone(record: RecordDocument, item: SignedItem): boolean {
  const next = record.versions.find((version) => version.n === item.base.n + 1);
  const added = next?.signatures.at(-1);
  return (
    added?.account === item.account &&
    added.step === item.step.index &&
    next?.revision === item.step.revision &&
    added.fieldName === item.prepared.fieldName &&
    added.at.getTime() === item.prepared.at.getTime()
  );
}

async function embed(
  deps: SigningDeps,
  scope: SchoolScope,
  { item, record }: { item: SignedItem; record: RecordDocument },
): Promise<RecordDocument> {
  if (!stillStands(record, item)) throw approvalErrors.BASE_CHANGED();
  const base = await deps.bases.open(currentVersion(record));
  const { cms, level } = await timestamped(deps, scope, item);
  const prepared = asPrepared(item.prepared);
  const increment = embedSignature(prepared, cms);
  const sha256 = await checkOutput({
    base,
    baseSha256: item.base.sha256,
    increment,
    prepared: item.prepared,
    cms,
  });
  const signed = appendedSource(base, increment);
  await assertNotInvalid(deps, scope, signed);
  const stored = await deps.store.putVersion({ ...scope, content: contentOf(signed), sha256, size: signed.size });
  if (signed.bytes) deps.bases.keep(sha256, signed.bytes);
  return deps.records.changeFrom(scope, record, async (now) => {
    const change = advance(now, { item, stored, level });
    return change && deps.attendance.attend(scope, now, change);
  });
}

function asPrepared(prepared: PreparedItem) {
  const [first = 0, length = 0, second = 0, rest = 0] = prepared.byteRange;
  return { ...prepared, byteRange: [first, length, second, rest] as const };
}

/** B-T where the policy asks for it; B-B, recorded as such, where it allows to go on without an authority. */
async function timestamped(
  { policy, certificates, log }: SigningDeps,
  scope: SchoolScope,
  item: SignedItem,
): Promise<{ cms: Uint8Array; level: Embedding['level'] }> {
  if (policy.level === 'b-b') return { cms: item.cms, level: 'B-B' };
  try {
    const timestamper = timestamperFor(policy, certificates, scope);
    const { digestAlgorithm } = await timestamper.describe();
    const token = await timestamper.stamp(signatureImprint(item.cms, digestAlgorithm));
    const cms = addSignatureTimestamp(item.cms, token);
    if (policy.whenTsaFails === 'wait' || cms.length <= item.prepared.contentsSize) return { cms, level: 'B-T' };
    log.warn({ record: item.record }, 'no room was kept for a timestamp: the signature stays at B-B');
  } catch (error) {
    if (policy.whenTsaFails === 'wait') throw error;
    log.warn({ err: error, record: item.record }, 'no timestamp: the signature stays at B-B');
  }
  return { cms: item.cms, level: 'B-B' };
}

/** What the signature makes of the record: the next version, the step done, the next step open, the lease given back. */
function advance(record: RecordDocument, made: Embedding): RecordChange | undefined {
  const { item } = made;
  if (isDone(record, item)) return undefined;
  if (!stillStands(record, item)) throw approvalErrors.BASE_CHANGED();
  const { kind } = item.step;
  if (kind === 'approve') throw approvalErrors.STEP_NEEDS_APPROVAL({ step: item.step.index });
  const at = item.prepared.at;
  const transition = decide(record, {
    type: 'complete',
    kind,
    step: item.step.index,
    account: item.account,
    accountName: item.accountName,
    at,
    ...(item.delegateOf && { delegateOf: item.delegateOf.account }),
  });
  const version = nextVersion(currentVersion(record), made);
  const details = {
    step: item.step.index,
    duty: item.step.duty,
    revision: item.step.revision,
    version: version.n,
    sha256: version.sha256,
    level: made.level,
    certificateSerial: item.prepared.certificateSerial,
    request: item.request,
    state: transition.state,
    by: item.accountName,
    ...(item.delegateOf && { delegateOf: item.delegateOf.account, delegateOfName: item.delegateOf.name }),
  };
  return {
    transition,
    version,
    ...(record.lease?.request === item.request && { lease: null }),
    events: [outboxEvent({ event: EVENTS[kind], at, actor: item.account, details })],
  };
}

function nextVersion(base: RecordVersion, { item, stored, level }: Embedding): RecordVersion {
  const signature = {
    step: item.step.index,
    account: item.account,
    accountName: item.accountName,
    duty: item.step.duty,
    kind: item.step.kind,
    certificateSerial: item.prepared.certificateSerial,
    at: item.prepared.at,
    level,
    fieldName: item.prepared.fieldName,
  };
  return {
    n: base.n + 1,
    revision: base.revision,
    sha256: stored.sha256,
    size: stored.size,
    pages: base.pages,
    objectKey: stored.key,
    ...(stored.version !== undefined && { objectVersion: stored.version }),
    originalName: base.originalName,
    by: item.account,
    at: item.prepared.at,
    kind: purposeOf(item.step.kind) === 'seal' ? 'seal' : 'signature',
    ...(base.signedOutside !== undefined && { signedOutside: base.signedOutside }),
    ...(base.outside !== undefined && { outside: base.outside }),
    signatures: [...base.signatures, signature],
  };
}

/** What comes after: the events are told at once, and a finished record goes to the archive. */
async function follow(deps: SigningDeps, scope: SchoolScope, record: RecordDocument): Promise<void> {
  await deps.events.publishOrLeave(scope, record);
  if (isFinished(record)) await enqueueForRecord(deps, 'archive-record', { scope, record: record._id });
}
