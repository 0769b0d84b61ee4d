import { type Actor } from '../../kernel/actor.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { outboxEvent, type OutboxEvent } from '../../kernel/outbox.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { assertMayHandIn, assertOwns, owns, type RecordDocument, type RecordPatch } from '../../records/index.ts';
import { type RecordFlowDeps } from './record-deps.ts';

type SuccessorDeps = Pick<RecordFlowDeps, 'types' | 'structure' | 'people' | 'clock'>;

/** What taking a record up changes of it: nothing for its owner. */
export interface TakenUp {
  readonly set: RecordPatch;
  readonly events: readonly OutboxEvent[];
}

/**
 * Who may work on a record that is not handed in: its owner, while they hold the duty that uploads it; and for a class's own
 * book, once its owner does not, whoever holds the duty for the class now. The book is theirs from then on.
 * @throws RECORD_NOT_YOURS, RECORD_NOT_FOUND, UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT
 */
export async function takeUp(deps: SuccessorDeps, actor: Actor, record: RecordDocument): Promise<TakenUp> {
  if (owns(actor, record)) {
    await holdToRules(deps, actor, record);
    return { set: {}, events: [] };
  }
  if (!(await inherits(deps, actor, record))) assertOwns(actor, record);
  const { owner: from, ownerName: fromName } = record;
  const to = { to: actor.account, toName: actor.fullName };
  const details = { from, fromName, ...to, by: actor.fullName, state: record.state };
  const event = outboxEvent({ event: 'record.handedOver', at: deps.clock.now(), actor: actor.account, details });
  return { set: { owner: actor.account, ownerName: actor.fullName }, events: [event] };
}

async function inherits(deps: SuccessorDeps, actor: Actor, record: RecordDocument): Promise<boolean> {
  const school = scopeOfActor(actor);
  if (deps.types.get(school, record.type).group !== 'class') return false;
  if (!(await mayHandIn(deps, actor, record))) return false;
  return !(await mayHandIn(deps, await deps.people.actorOf(school, record.owner), record));
}

/** Whether somebody meets the rules of the record's type now. */
export async function mayHandIn(deps: SuccessorDeps, actor: Actor, record: RecordDocument): Promise<boolean> {
  try {
    await holdToRules(deps, actor, record);
    return true;
  } catch (error) {
    if (isHosoError(error, 'UPLOADER_NOT_ALLOWED') || isHosoError(error, 'CLASS_NOT_TAUGHT')) return false;
    throw error;
  }
}

/** @throws UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT */
export async function holdToRules(deps: SuccessorDeps, actor: Actor, record: RecordDocument): Promise<void> {
  const school = scopeOfActor(actor);
  const type = deps.types.get(school, record.type);
  await assertMayHandIn(deps.structure, { school, actor, type, record, now: deps.clock.now() });
}
