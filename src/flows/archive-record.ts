import { outboxEvent } from '../kernel/outbox.ts';
import { addDays, startOfLocalDate } from '../kernel/local-date.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { currentVersion, decide, type RecordDocument, type RecordTypes } from '../records/index.ts';
import { type Structure } from '../structure/index.ts';
import { lockUntil } from '../../storage/index.ts';
import { type SigningDeps } from './signing-deps.ts';

export interface ArchiveDeps extends Pick<SigningDeps, 'records' | 'store' | 'events' | 'clock'> {
  readonly recordTypes: RecordTypes;
  readonly structure: Pick<Structure, 'year'>;
}

/** Whether nothing of a record's chain is left to do: it is sealed, or approved where its chain has no seal. */
export function isFinished(record: Pick<RecordDocument, 'state' | 'waiting'>): boolean {
  return record.state === 'sealed' || (record.state === 'approved' && record.waiting?.step === undefined);
}

/**
 * Locks the last version in the store to the end of its retention and notes the record as archived. The lock comes first: a record
 * that says it is archived is locked. A record that is gone, not finished or archived already is done.
 */
export async function archiveRecord(deps: ArchiveDeps, scope: SchoolScope, id: string): Promise<void> {
  const [record] = await deps.records.find(scope, { _id: id });
  if (!record || !isFinished(record)) return;
  const { objectKey, objectVersion } = currentVersion(record);
  const object = { key: objectKey, ...(objectVersion !== undefined && { version: objectVersion }) };
  const { until, permanent } = await retentionOf(deps, scope, record);
  await deps.store.setRetention(object, until);
  if (permanent) await deps.store.setLegalHold(object, true);
  const archived = await deps.records.change(scope, id, (now) => {
    if (!isFinished(now)) return undefined;
    const at = deps.clock.now();
    const transition = decide(now, { type: 'archive' });
    const details = { state: transition.state, version: currentVersion(now).n, lockedUntil: until, permanent };
    return {
      transition,
      ...(!permanent && { set: { retention: { ...now.retention, until } } }),
      events: [outboxEvent({ event: 'record.archived', at, actor: 'system', details })],
    };
  });
  await deps.events.publishOrLeave(scope, archived);
}

/** Until when the record's type has it kept, from the day it was finished or the last day of its year. */
async function retentionOf(
  deps: ArchiveDeps,
  scope: SchoolScope,
  record: RecordDocument,
): Promise<{ until: Date; permanent: boolean }> {
  const { period, startsAt } = deps.recordTypes.get(scope, record.type).retention;
  const from = startsAt === 'yearEnd' ? await lastDayOf(deps, scope, record) : currentVersion(record).at;
  return { until: lockUntil(from, period), permanent: period === 'permanent' };
}

async function lastDayOf(deps: ArchiveDeps, scope: SchoolScope, record: RecordDocument): Promise<Date> {
  const { endsOn } = await deps.structure.year(scope, record.year);
  return new Date(startOfLocalDate(addDays(endsOn, 1)).getTime() - 1);
}
