import { approvalErrors, type Approvals, assertMayKnow, judgeTurn, type Turn } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type Jobs } from '../../kernel/jobs.ts';
import { type Logger } from '../../kernel/logger.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import {
  decide,
  isLeased,
  leaseRefusal,
  type RecordChange,
  type RecordDocument,
  type RecordRepository,
} from '../../records/index.ts';
import { isFinished } from '../archiving/archive-record.ts';
import { enqueueForRecord } from '../signing/enqueue-later.ts';
import { type Attendance } from './attendance.ts';
import { type RecordEvents } from '../telling/publish-record-events.ts';

export interface DecideDeps {
  readonly records: RecordRepository;
  readonly approvals: Approvals;
  readonly events: RecordEvents;
  readonly attendance: Pick<Attendance, 'attend'>;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Logger;
}

/** An approval by click, or a return: both decide the open step without a signature. */
export interface StepChoice {
  readonly record: string;
  readonly wish: 'approve' | 'return';
  readonly comment?: string | undefined;
}

/**
 * Decides the open step of a record in the actor's name. Of two who decide at once one wins; the other finds the step closed.
 * @throws RECORD_NOT_FOUND, RECORD_NOT_WAITING, NOT_YOUR_TURN, STEP_NEEDS_SIGNATURE, RECORD_LEASED, RETURN_REASON_REQUIRED
 */
export async function decideStep(deps: DecideDeps, actor: Actor, choice: StepChoice): Promise<RecordDocument> {
  const scope = scopeOfActor(actor);
  const delegations = await deps.approvals.delegations.inForceFor(scope, actor.account);
  const changed = await deps.records.change(scope, choice.record, async (record) => {
    assertMayKnow(record, { actor, delegations });
    const turn = judgeTurn(record, { actor, delegations }, choice.wish);
    if (isLeased(record, deps.clock.now())) throw leaseRefusal(record, actor.account);
    if (choice.wish === 'return' && record.owner === actor.account) throw approvalErrors.OWN_RECORD_NOT_RETURNED();
    return deps.attendance.attend(scope, record, plan(record, { actor, turn, choice, at: deps.clock.now() }));
  });
  await deps.events.publishOrLeave(scope, changed);
  if (isFinished(changed)) await enqueueForRecord(deps, 'archive-record', { scope, record: changed._id });
  return changed;
}

function plan(record: RecordDocument, by: { actor: Actor; turn: Turn; choice: StepChoice; at: Date }): RecordChange {
  const { actor, turn, choice, at } = by;
  const { step, delegateOf } = turn;
  const comment = choice.comment?.trim();
  const decision = {
    step: step.index,
    account: actor.account,
    accountName: actor.fullName,
    at,
    ...(delegateOf && { delegateOf: delegateOf.account }),
    ...(comment && { comment }),
  };
  const transition =
    choice.wish === 'return'
      ? decide(record, { type: 'return', ...decision })
      : decide(record, { type: 'complete', kind: 'approve', ...decision });
  const details = {
    step: step.index,
    duty: step.raisedTo ?? step.duty,
    revision: step.revision,
    state: transition.state,
    by: actor.fullName,
    ...(comment && { [choice.wish === 'return' ? 'reason' : 'comment']: comment }),
    ...(delegateOf && { delegateOf: delegateOf.account, delegateOfName: delegateOf.name }),
  };
  const event = choice.wish === 'return' ? 'record.returned' : 'record.stepApproved';
  return { transition, events: [outboxEvent({ event, at, actor: actor.account, details })] };
}
