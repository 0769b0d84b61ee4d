import { type Actor } from '../../kernel/actor.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { assertOwns, decide, isLeased, leaseRefusal, type RecordDocument } from '../../records/index.ts';
import { type RecordFlowDeps } from './record-deps.ts';

/**
 * Takes a record back before anybody has signed it; its place is free again, its bytes stay.
 * @throws RECORD_NOT_FOUND, RECORD_NOT_YOURS, RECORD_SIGNED, RECORD_LEASED, RECORD_STATE_CONFLICT, RECORD_LOCKED
 */
export async function withdrawRecord(
  deps: Pick<RecordFlowDeps, 'records' | 'events' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<RecordDocument> {
  const school = scopeOfActor(actor);
  const withdrawn = await deps.records.change(school, id, (record) => {
    assertOwns(actor, record);
    const at = deps.clock.now();
    const transition = decide(record, { type: 'withdraw' });
    if (isLeased(record, at)) throw leaseRefusal(record, actor.account);
    const details = { revision: record.revision, from: record.state, by: actor.fullName };
    return { transition, events: [outboxEvent({ event: 'record.withdrawn', at, actor: actor.account, details })] };
  });
  await deps.events.publishOrLeave(school, withdrawn);
  return withdrawn;
}
