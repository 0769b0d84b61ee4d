import { type Actor, holds } from '../kernel/actor.ts';
import { type HosoError } from '../kernel/errors.ts';
import { maySee, openStep, recordErrors, type RecordStep, type SeenRecord, stateDetails } from '../records/index.ts';
import { DUTY_NAMES } from './duty-names.ts';
import { approvalErrors } from './errors.ts';
import { dutyFits, sealComesLater, type Standing, standingAt, type TurnRecord } from './policy.ts';
import { purposeOf } from './signing-request.ts';
import { type DelegationDocument, type SigningPurpose } from './types.ts';

/** What somebody wants to do with the open step. */
export type Wish = SigningPurpose | 'approve' | 'return';

/** Who wants it, with what others have lent them. */
export interface Candidate {
  readonly actor: Actor;
  readonly delegations: readonly DelegationDocument[];
}

/** The step somebody may act on, and in whose name. */
export interface Turn extends Standing {
  readonly step: RecordStep;
}

/** A record that somebody may neither read nor act on is not there for them. @throws RECORD_NOT_FOUND */
export function assertMayKnow(record: TurnRecord & SeenRecord, { actor, delegations }: Candidate): void {
  if (maySee(actor, record) || standingAt(record, actor, delegations)) return;
  throw recordErrors.RECORD_NOT_FOUND();
}

/**
 * The turn of a person at a record's open step.
 * @throws RECORD_NOT_WAITING, NOT_YOUR_TURN, SAME_PERSON, SEAL_TOO_EARLY, STEP_NEEDS_APPROVAL, STEP_NEEDS_SIGNATURE, PURPOSE_MISMATCH
 */
export function judgeTurn(record: TurnRecord & SeenRecord, candidate: Candidate, wish: Wish): Turn {
  const step = openStep(record);
  if (!step) throw approvalErrors.RECORD_NOT_WAITING(stateDetails(record.state));
  const standing = standingAt(record, candidate.actor, candidate.delegations);
  if (!standing || (wish === 'seal' && step.kind !== 'seal')) throw notYet(record, step, { ...candidate, wish });
  assertKind(step, wish);
  return { step, ...standing };
}

/** Which credential an actor's request over this record would need; undefined while it waits for nobody or for a click. */
export function purposeAt(record: TurnRecord): SigningPurpose | undefined {
  const step = openStep(record);
  return step && purposeOf(step.kind);
}

function assertKind(step: RecordStep, wish: Wish): void {
  if (wish === 'return') return;
  const purpose = purposeOf(step.kind);
  if (wish === 'approve') {
    if (purpose !== undefined) throw approvalErrors.STEP_NEEDS_SIGNATURE({ step: step.index });
  } else if (purpose === undefined) {
    throw approvalErrors.STEP_NEEDS_APPROVAL({ step: step.index });
  } else if (purpose !== wish) {
    throw approvalErrors.PURPOSE_MISMATCH({ needs: purpose });
  }
}

function notYet(record: TurnRecord, step: RecordStep, by: Candidate & { wish: Wish }): HosoError {
  const wantsSeal = by.wish === 'seal' || (by.wish === 'personal' && holds(by.actor, 'recordsClerk'));
  if (wantsSeal && sealComesLater(record)) return approvalErrors.SEAL_TOO_EARLY({ step: step.index });
  const duty = step.raisedTo ?? step.duty;
  const { vi, en } = DUTY_NAMES[duty];
  const details = { step: step.index, duty, dutyVi: vi, dutyEn: en };
  if (holdsTwice(record, step, by)) return approvalErrors.SAME_PERSON(details);
  return approvalErrors.NOT_YOUR_TURN(details);
}

/** Whether only that they own the record, or decided another step of it, keeps the person from this step. */
function holdsTwice(record: TurnRecord, step: RecordStep, { actor, delegations }: Candidate): boolean {
  if (step.account !== undefined || step.duty === 'owner') return false;
  return [...actor.duties, ...delegations].some((held) => dutyFits(held, record, step));
}
