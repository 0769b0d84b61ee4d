import { outboxEvent } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { currentVersion, decide, type RecordDocument } from '../records/index.ts';
import { type SigningDeps } from './signing-deps.ts';

/** How long the lock of a permanent record is set for; object stores know no "for ever". In years. */
const PERMANENT_YEARS = 100;

/**
 * Locks the sealed version in the store and notes the record as archived. The lock comes first: a record that says it is archived
 * is locked. A record that is gone, not sealed or archived already is done.
 */
export async function archiveRecord(
  deps: Pick<SigningDeps, 'records' | 'store' | 'events' | 'clock'>,
  scope: SchoolScope,
  id: string,
): Promise<void> {
  const [record] = await deps.records.find(scope, { _id: id });
  if (record?.state !== 'sealed') return;
  const { objectKey, objectVersion } = currentVersion(record);
  const object = { key: objectKey, ...(objectVersion !== undefined && { version: objectVersion }) };
  const until = lockedUntil(record, deps.clock.now());
  if (until) await deps.store.setRetention(object, until);
  else await deps.store.setLegalHold(object, true);
  const archived = await deps.records.change(scope, id, (now) => {
    if (now.state !== 'sealed') return undefined;
    const transition = decide(now, { type: 'archive' });
    const details = { state: transition.state, version: currentVersion(now).n, ...(until && { until }) };
    const at = deps.clock.now();
    return { transition, events: [outboxEvent({ event: 'record.archived', at, actor: 'system', details })] };
  });
  await deps.events.publishOrLeave(scope, archived);
}

/** Undefined while the event that starts the retention has not come: the object is then held without a date. */
function lockedUntil(record: RecordDocument, now: Date): Date | undefined {
  if (record.retention.until) return record.retention.until;
  if (record.retention.class !== 'permanent') return undefined;
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + PERMANENT_YEARS);
  return until;
}
