import { type Actor, type ActiveDuty, covers, type DutyScope } from '../kernel/actor.ts';
import { decidersOf, openStep, type RecordDocument, type RecordStep } from '../records/index.ts';
import { type DelegationDocument } from './types.ts';

/** As much of a record as it takes to tell whose turn it is. */
export type TurnRecord = Pick<RecordDocument, 'owner' | 'type' | 'year' | 'scope' | 'steps' | 'revision'>;

/** In whose name a person acts: their own, or by delegation in the place of another. */
export interface Standing {
  readonly delegateOf?: { readonly account: string; readonly name: string };
  /** The delegation is for some kinds of records only. */
  readonly byOrder?: true;
}

/** Where a step stands: what the step itself says, else what the record says. */
export function placeOf(record: TurnRecord, step: RecordStep): DutyScope {
  const { department, class: className, subject, grade } = record.scope;
  return { department, class: className, subject, grade, year: record.year, ...step.scope };
}

/** Whether one duty is the one that acts at the step, in the right place. */
export function dutyFits(held: ActiveDuty, record: TurnRecord, step: RecordStep): boolean {
  const acting = step.raisedTo ?? step.duty;
  return acting !== 'owner' && held.duty === acting && covers(held.scope, placeOf(record, step));
}

/**
 * Whether a person is free to decide a step: not the record's owner, and not who decided another step of this revision in their
 * own name or another's, unless the record's type says that one person may.
 */
export function isFreeToDecide(record: TurnRecord, step: RecordStep, account: string): boolean {
  if (step.samePersonMay) return true;
  return record.owner !== account && !decidersOf(record, record.steps).includes(account);
}

/**
 * In whose name the actor may act on the record's open step; undefined if it is not their turn.
 * A delegation never reaches the steps that name one person, or the seal.
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
  if (!isFreeToDecide(record, step, actor.account)) return undefined;
  if (actor.duties.some((held) => dutyFits(held, record, step))) return {};
  const lent = delegations.find((delegation) => reaches(delegation, record, step));
  if (!lent) return undefined;
  const { from: account, fromName: name, types } = lent;
  return { delegateOf: { account, name }, ...(types.length > 0 && { byOrder: true }) };
}

/** Whether a delegation in force reaches a step of a record; what its lender may not decide nobody decides in their name. */
export function reaches(delegation: DelegationDocument, record: TurnRecord, step: RecordStep): boolean {
  if (step.kind === 'seal') return false;
  if (delegation.types.length > 0 && !delegation.types.includes(record.type)) return false;
  return dutyFits(delegation, record, step) && isFreeToDecide(record, step, delegation.from);
}

/** Whether a seal step of the current revision is still to come. */
export function sealComesLater(record: TurnRecord): boolean {
  return record.steps.some(
    (step) => step.revision === record.revision && step.kind === 'seal' && step.state === 'waiting',
  );
}
