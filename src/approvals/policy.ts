import { type Actor, type ActiveDuty, type DutyScope } from '../kernel/actor.ts';
import { openStep, type RecordDocument, type RecordStep } from '../records/index.ts';
import { type DelegationDocument } from './types.ts';

/** As much of a record as it takes to tell whose turn it is. */
export type TurnRecord = Pick<RecordDocument, 'owner' | 'type' | 'year' | 'scope' | 'steps' | 'revision'>;

/** In whose name a person acts: their own, or by delegation in the place of another. */
export interface Standing {
  readonly delegateOf?: { readonly account: string; readonly name: string };
}

/** Whether a duty held for `held` reaches a record of this place: every limit of the duty must be met by the place. */
export function covers(held: DutyScope, place: DutyScope): boolean {
  return (Object.keys(held) as (keyof DutyScope)[]).every(
    (limit) => held[limit] === undefined || held[limit] === place[limit],
  );
}

/** Where a step stands: what the step itself says, else what the record says. */
export function placeOf(record: TurnRecord, step: RecordStep): DutyScope {
  const { department, class: className, subject, grade } = record.scope;
  return { department, class: className, subject, grade, year: record.year, ...step.scope };
}

/** Whether one duty is the one the step asks for, in the right place. */
export function dutyFits(held: ActiveDuty, record: TurnRecord, step: RecordStep): boolean {
  return step.duty !== 'owner' && held.duty === step.duty && covers(held.scope, placeOf(record, step));
}

/**
 * In whose name the actor may act on the record's open step; undefined if it is not their turn.
 * A delegation never reaches the steps that name one person, the seal, or the delegate's own records.
 */
export function standingAt(
  record: TurnRecord,
  actor: Actor,
  delegations: readonly DelegationDocument[],
): Standing | undefined {
  const step = openStep(record);
  if (!step) return undefined;
  if (step.account !== undefined) return step.account === actor.account ? {} : undefined;
  if (step.duty === 'owner') return record.owner === actor.account ? {} : undefined;
  if (actor.duties.some((held) => dutyFits(held, record, step))) return {};
  if (step.kind === 'seal' || record.owner === actor.account) return undefined;
  const lent = delegations.find((delegation) => reaches(delegation, record, step));
  return lent && { delegateOf: { account: lent.from, name: lent.fromName } };
}

/** Whether a delegation in force reaches a step of a record. */
export function reaches(delegation: DelegationDocument, record: TurnRecord, step: RecordStep): boolean {
  if (delegation.types.length > 0 && !delegation.types.includes(record.type)) return false;
  return dutyFits(delegation, record, step);
}

/** Whether a seal step of the current revision is still to come. */
export function sealComesLater(record: TurnRecord): boolean {
  return record.steps.some(
    (step) => step.revision === record.revision && step.kind === 'seal' && step.state === 'waiting',
  );
}
