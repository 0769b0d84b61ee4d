import { addDays, startOfLocalDate } from '../../kernel/local-date.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import {
  currentVersion,
  decide,
  type RecordChange,
  type RecordDocument,
  type RecordEvidence,
  type RecordFilter,
  type RecordState,
  type RecordTypes,
} from '../../records/index.ts';
import { type Structure } from '../../structure/index.ts';
import { lockUntil } from '../../../storage/index.ts';
import { type EvidenceDeps, raiseEvidence } from './raise-evidence.ts';
import { type SigningDeps } from '../signing/signing-deps.ts';

export interface ArchiveDeps extends EvidenceDeps, Pick<SigningDeps, 'events'> {
  readonly recordTypes: RecordTypes;
  readonly structure: Pick<Structure, 'year'>;
}

/** Whether nothing of a record's chain is left to do: it is sealed, or approved where its chain has no seal. */
export function isFinished(record: Pick<RecordDocument, 'state' | 'waiting'>): boolean {
  return record.state === 'sealed' || (record.state === 'approved' && record.waiting?.step === undefined);
}

/** States in which a record's evidence is kept up, until it is disposed of. */
const KEPT_STATES: readonly RecordState[] = ['archived', 'superseded', 'revoked'];

/** The records of the archive whose evidence is to be looked at again, as a filter of their fields. */
export function evidenceDue({ policy, clock }: Pick<ArchiveDeps, 'policy' | 'clock'>): RecordFilter {
  const due = { state: { $in: KEPT_STATES }, 'evidence.dueAt': { $lte: clock.now() } };
  return policy.archive ? due : { ...due, 'evidence.locked': false };
}

function isEvidenceDue({ policy, clock }: ArchiveDeps, { state, evidence }: RecordDocument): boolean {
  if (!KEPT_STATES.includes(state) || !evidence?.dueAt || evidence.dueAt > clock.now()) return false;
  return policy.archive !== undefined || !evidence.locked;
}

/**
 * Locks the last version of a finished record in the store to the end of its retention, raises it to the level that the archive
 * keeps, locks that too and notes the record as archived. What was signed is locked at once, however long a timestamp authority
 * keeps the rest waiting, and the note comes last: a record that says it is archived is locked. Run for a record of the archive
 * whose evidence is due, it raises and locks that anew. Every step may be repeated; a record that is gone, not finished, or archived
 * and not due is done.
 */
export async function archiveRecord(deps: ArchiveDeps, scope: SchoolScope, id: string): Promise<void> {
  const [found] = await deps.records.find(scope, { _id: id });
  if (!found || !(isFinished(found) || isEvidenceDue(deps, found))) return;
  const lock = await retentionOf(deps, scope, found);
  await lockVersion(deps, found, lock);
  const { record, evidence } = await raiseEvidence(deps, scope, found);
  if (currentVersion(record).n !== currentVersion(found).n) await lockVersion(deps, record, lock);
  const noted = await deps.records.change(scope, id, (now) => {
    const version = currentVersion(now);
    if (version.sha256 !== currentVersion(record).sha256) return undefined;
    if (!isFinished(now))
      return isEvidenceDue(deps, now) ? { ...(evidence && { set: { evidence } }), events: [] } : undefined;
    return archived(now, { ...lock, evidence, at: deps.clock.now() });
  });
  await deps.events.publishOrLeave(scope, noted);
}

interface Lock {
  readonly until: Date;
  readonly permanent: boolean;
}

function archived(
  record: RecordDocument,
  made: Lock & { readonly evidence: RecordEvidence | undefined; readonly at: Date },
): RecordChange {
  const { until, permanent, evidence, at } = made;
  const transition = decide(record, { type: 'archive' });
  const details = {
    state: transition.state,
    version: currentVersion(record).n,
    lockedUntil: until,
    permanent,
    ...(evidence && { level: evidence.level }),
  };
  return {
    transition,
    set: { ...(!permanent && { retention: { ...record.retention, until } }), ...(evidence && { evidence }) },
    events: [outboxEvent({ event: 'record.archived', at, actor: 'system', details })],
  };
}

/** Locks the last version; one whose retention is over already is not locked any more. */
async function lockVersion({ store, clock }: ArchiveDeps, record: RecordDocument, lock: Lock): Promise<void> {
  const { objectKey, objectVersion } = currentVersion(record);
  const object = { key: objectKey, ...(objectVersion !== undefined && { version: objectVersion }) };
  if (lock.until > clock.now()) await store.setRetention(object, lock.until);
  if (lock.permanent) await store.setLegalHold(object, true);
}

/** Until when the record's type has it kept, from the day it was finished or the last day of its year. */
async function retentionOf(deps: ArchiveDeps, scope: SchoolScope, record: RecordDocument): Promise<Lock> {
  const { period, startsAt } = deps.recordTypes.get(scope, record.type).retention;
  const from = startsAt === 'yearEnd' ? await lastDayOf(deps, scope, record) : finishedAt(record);
  return { until: record.retention.until ?? lockUntil(from, period), permanent: period === 'permanent' };
}

/** When the record's last step was done: what the archive appends later does not lengthen its retention. */
function finishedAt(record: RecordDocument): Date {
  return (record.versions.findLast(({ kind }) => kind !== 'evidence') ?? currentVersion(record)).at;
}

async function lastDayOf(deps: ArchiveDeps, scope: SchoolScope, record: RecordDocument): Promise<Date> {
  const { endsOn } = await deps.structure.year(scope, record.year);
  return new Date(startOfLocalDate(addDays(endsOn, 1)).getTime() - 1);
}
