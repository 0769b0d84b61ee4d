import { type Actor } from '../../kernel/actor.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import {
  assertOpen,
  decide,
  judgedFields,
  planChain,
  type RecordChange,
  type RecordDocument,
  type RecordPatch,
} from '../../records/index.ts';
import { judgeAt, type RecordFlowDeps } from './record-deps.ts';
import { takeUp } from './successor.ts';

/** What submitting works with: no bytes are touched. */
export type SubmitDeps = Pick<
  RecordFlowDeps,
  'records' | 'types' | 'extensions' | 'structure' | 'people' | 'events' | 'attendance' | 'clock'
>;

/**
 * Hands a draft in: judges it against its deadline and opens the first step of its chain.
 * @throws RECORD_NOT_FOUND, RECORD_NOT_YOURS, UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT, RECORD_STATE_CONFLICT, SUBMISSION_CLOSED, CHAIN_EMPTY
 */
export async function submitRecord(deps: SubmitDeps, actor: Actor, id: string): Promise<RecordDocument> {
  const school = scopeOfActor(actor);
  const submitted = await deps.records.change(school, id, async (read) => {
    const taken = await takeUp(deps, actor, read);
    const record = { ...read, ...taken.set };
    const type = deps.types.get(school, record.type);
    const transition = decide(record, { type: 'submit', chain: planChain(type, record, actor.duties) });
    const at = deps.clock.now();
    const judged = await judgement(deps, record, { actor, at });
    const change = handIn(record, { actor, at, transition, judged: { ...judged, ...taken.set } });
    return deps.attendance.attend(school, record, { ...change, events: [...taken.events, ...change.events] });
  });
  await deps.events.publishOrLeave(school, submitted);
  return submitted;
}

/**
 * A record that somebody else gave back keeps the judgement of its first submission: the days it lay with others are not its
 * owner's. One that nobody else has judged is judged anew.
 */
async function judgement(
  deps: SubmitDeps,
  record: RecordDocument,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<RecordPatch> {
  if (record.submittedAt && wasJudgedByAnother(record)) return {};
  const school = scopeOfActor(actor);
  const type = deps.types.get(school, record.type);
  const year = await deps.structure.year(school, record.year);
  const verdict = await judgeAt(deps, school, { owner: record.owner, type, year, scope: record.scope, at });
  assertOpen(verdict);
  return { submittedAt: at, ...judgedFields(type, verdict, at) };
}

/** Whether somebody other than the owner decided a step of an earlier revision. */
function wasJudgedByAnother({ owner, revision, steps }: RecordDocument): boolean {
  return steps.some(
    (step) =>
      step.revision < revision &&
      (step.state === 'done' || step.state === 'returned') &&
      step.account !== undefined &&
      step.account !== owner,
  );
}

function handIn(
  record: RecordDocument,
  by: {
    readonly actor: Actor;
    readonly at: Date;
    readonly transition: RecordChange['transition'];
    readonly judged: RecordPatch;
  },
): RecordChange {
  const { actor, at, transition, judged } = by;
  const timeliness = judged.timeliness ?? record.timeliness;
  const dueAt = judged.dueAt ?? record.dueAt;
  const details = { revision: record.revision, timeliness, by: actor.fullName, ...(dueAt && { dueAt }) };
  return {
    ...(transition && { transition }),
    set: judged,
    events: [outboxEvent({ event: 'record.submitted', at, actor: actor.account, details })],
  };
}
