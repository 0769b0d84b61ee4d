import { type Duty } from '../kernel/actor.ts';
import { type HosoError } from '../kernel/errors.ts';
import { lifecycleErrors } from './errors.ts';
import {
  type RecordDocument,
  type RecordState,
  type RecordStep,
  type RecordWaiting,
  stateDetails,
  type StepKind,
} from './types.ts';

/** As much of a record as its life depends on. */
export type LifecycleRecord = Pick<RecordDocument, 'state' | 'revision' | 'steps'>;

/** A step as a chain is resolved for one record, before the record is submitted. */
export type PlannedStep = Pick<RecordStep, 'kind' | 'duty'> &
  Partial<Pick<RecordStep, 'scope' | 'account' | 'accountName' | 'samePersonMay'>> & { readonly skip?: boolean };

/** Who acts on a step, and when. */
export interface StepDecision {
  readonly step: number;
  readonly account: string;
  readonly accountName: string;
  readonly delegateOf?: string;
  readonly at: Date;
  readonly comment?: string;
}

/** Everything that can be done to a record. */
export type LifecycleAction =
  | { readonly type: 'submit'; readonly chain: readonly PlannedStep[] }
  | { readonly type: 'withdraw' }
  | { readonly type: 'revise' }
  | ({ readonly type: 'complete'; readonly kind: StepKind } & StepDecision)
  | ({ readonly type: 'return' } & StepDecision)
  | { readonly type: 'archive' }
  | { readonly type: 'supersede' }
  | { readonly type: 'revoke'; readonly decision: string }
  | { readonly type: 'dispose' };

export type ActionType = LifecycleAction['type'];

/** What becomes of the record: to be written in one compare-and-swap. `waiting` undefined means the field is removed. */
export interface Transition {
  readonly state: RecordState;
  readonly revision: number;
  readonly steps: readonly RecordStep[];
  readonly waiting: RecordWaiting | undefined;
}

/** The states each action starts from; everything that is not here is refused. */
export const ALLOWED: Readonly<Record<ActionType, readonly RecordState[]>> = {
  submit: ['draft'],
  withdraw: ['draft', 'inApproval', 'returned'],
  revise: ['draft', 'returned'],
  complete: ['inApproval', 'approved'],
  return: ['inApproval', 'approved'],
  archive: ['approved', 'sealed'],
  supersede: ['approved', 'sealed', 'archived'],
  revoke: ['approved', 'sealed', 'archived'],
  dispose: ['archived', 'superseded', 'revoked'],
};

const FINAL: readonly RecordState[] = ['sealed', 'archived', 'disposed', 'superseded', 'revoked'];

/**
 * Decides what an action makes of a record; pure, so that the caller can compare-and-swap and, when beaten, ask again.
 * @throws RECORD_STATE_CONFLICT, RECORD_LOCKED, RECORD_SIGNED, STEP_NOT_OPEN, STEP_KIND_DIFFERS, SEAL_BEFORE_SIGNATURES,
 * RETURN_REASON_REQUIRED, REVOCATION_DECISION_REQUIRED, CHAIN_EMPTY
 */
export function decide(record: LifecycleRecord, action: LifecycleAction): Transition {
  if (!ALLOWED[action.type].includes(record.state)) throw refusal(record.state, action.type);
  switch (action.type) {
    case 'submit':
      return submit(record, action.chain);
    case 'withdraw':
      return withdraw(record);
    case 'revise':
      return { ...kept(record), state: 'draft', revision: record.revision + 1, steps: closeOpen(record) };
    case 'complete':
      return complete(record, action);
    case 'return':
      return giveBack(record, action);
    case 'archive':
      return archive(record);
    case 'supersede':
      return { ...kept(record), state: 'superseded', steps: closeOpen(record) };
    case 'revoke':
      return revoke(record, action.decision);
    case 'dispose':
      return { ...kept(record), state: 'disposed' };
  }
}

/** Whether a person's signature or initials, or the seal, were put into any revision of the record. */
export function isSigned(record: Pick<LifecycleRecord, 'steps'>): boolean {
  return record.steps.some((step) => step.state === 'done' && step.kind !== 'approve');
}

function submit(record: LifecycleRecord, chain: readonly PlannedStep[]): Transition {
  const planned = chain.map((plan, index): RecordStep => {
    const { skip, ...step } = plan;
    return { index, revision: record.revision, ...step, state: skip ? 'skipped' : 'waiting' };
  });
  if (!planned.some((step) => step.state === 'waiting')) throw lifecycleErrors.CHAIN_EMPTY();
  return advance(record, [...record.steps, ...planned]);
}

function withdraw(record: LifecycleRecord): Transition {
  if (isSigned(record)) throw lifecycleErrors.RECORD_SIGNED();
  return { ...kept(record), state: 'withdrawn', steps: closeOpen(record) };
}

function complete(record: LifecycleRecord, action: StepDecision & { readonly kind: StepKind }): Transition {
  const open = requireOpen(record, action);
  if (open.kind !== action.kind) {
    throw lifecycleErrors.STEP_KIND_DIFFERS({ needs: open.kind, given: action.kind });
  }
  const same = open.samePersonMay === true && decidersOf(record, record.steps).includes(action.account);
  const done = { ...decided(open, 'done', action), ...(same && { samePerson: true }) };
  return advance(record, replaced(record.steps, done));
}

function giveBack(record: LifecycleRecord, action: StepDecision): Transition {
  if (!action.comment?.trim()) throw lifecycleErrors.RETURN_REASON_REQUIRED();
  const open = requireOpen(record, action);
  const steps = replaced(record.steps, decided(open, 'returned', action));
  return { ...kept(record), state: 'returned', steps: closeOpen({ ...record, steps }) };
}

function archive(record: LifecycleRecord): Transition {
  const unfinished = current(record).some((step) => step.state === 'open' || step.state === 'waiting');
  if (unfinished) throw lifecycleErrors.RECORD_STATE_CONFLICT({ ...stateDetails(record.state), action: 'archive' });
  return { ...kept(record), state: 'archived' };
}

function revoke(record: LifecycleRecord, decision: string): Transition {
  if (!decision.trim()) throw lifecycleErrors.REVOCATION_DECISION_REQUIRED();
  return { ...kept(record), state: 'revoked', steps: closeOpen(record) };
}

/** Opens the next step that waits; with none left, or only the seal, the persons have approved. */
function advance(record: LifecycleRecord, steps: readonly RecordStep[]): Transition {
  const mine = steps.filter((step) => step.revision === record.revision);
  const next = mine.find((step) => step.state === 'waiting');
  if (!next) {
    const sealed = mine.some((step) => step.kind === 'seal' && step.state === 'done');
    return { ...kept(record), state: sealed ? 'sealed' : 'approved', steps };
  }
  const opened: RecordStep = { ...next, state: 'open' };
  const personsDone = next.kind === 'seal' && mine.some((step) => step.state === 'done');
  return {
    state: personsDone ? 'approved' : 'inApproval',
    revision: record.revision,
    steps: replaced(steps, opened),
    waiting: waitingFor(opened, decidersOf(record, steps)),
  };
}

function requireOpen(record: LifecycleRecord, action: StepDecision & { readonly kind?: StepKind }): RecordStep {
  const open = current(record).find((step) => step.state === 'open');
  if (open?.index === action.step) return open;
  if (action.kind === 'seal' && open && open.kind !== 'seal') throw lifecycleErrors.SEAL_BEFORE_SIGNATURES();
  throw lifecycleErrors.STEP_NOT_OPEN({ step: action.step, ...(open && { open: open.index }) });
}

function decided(step: RecordStep, state: 'done' | 'returned', by: StepDecision): RecordStep {
  return {
    ...step,
    state,
    account: by.account,
    accountName: by.accountName,
    decidedAt: by.at,
    ...(by.delegateOf !== undefined && { delegateOf: by.delegateOf }),
    ...(by.comment !== undefined && { comment: by.comment }),
  };
}

/** Everybody who decided a step of this revision, in their own name or another's. */
export function decidersOf(record: Pick<LifecycleRecord, 'revision'>, steps: readonly RecordStep[]): string[] {
  const done = steps.filter((step) => step.revision === record.revision && step.state === 'done');
  return [...new Set(done.flatMap(({ account, delegateOf }) => [account ?? [], delegateOf ?? []].flat()))];
}

/** The same transition, its open step in the hands of the duty above, or of nobody. */
export function raised(
  transition: Transition,
  { raisedTo, unattended }: { readonly raisedTo?: Duty | undefined; readonly unattended: boolean },
): Transition {
  const open = transition.steps.find(({ revision, state }) => revision === transition.revision && state === 'open');
  if (!open || !transition.waiting) return transition;
  const { raisedTo: _, ...own } = open;
  const { unattended: __, ...waiting } = transition.waiting;
  return {
    ...transition,
    steps: replaced(transition.steps, { ...own, ...(raisedTo && { raisedTo }) }),
    waiting: { ...waiting, duty: raisedTo ?? open.duty, ...(unattended && { unattended }) },
  };
}

function waitingFor(step: RecordStep, decidedBy: readonly string[]): RecordWaiting {
  const { department, class: code, subject, grade } = step.scope ?? {};
  return {
    step: step.index,
    kind: step.kind,
    duty: step.raisedTo ?? step.duty,
    ...(department !== undefined && { department }),
    ...(code !== undefined && { class: code }),
    ...(subject !== undefined && { subject }),
    ...(grade !== undefined && { grade }),
    ...(step.account !== undefined && { account: step.account }),
    ...(decidedBy.length > 0 && { decidedBy }),
    ...(step.samePersonMay && { samePersonMay: true }),
  };
}

function closeOpen(record: LifecycleRecord): readonly RecordStep[] {
  return record.steps.map((step) =>
    step.revision === record.revision && (step.state === 'open' || step.state === 'waiting')
      ? { ...step, state: 'skipped' }
      : step,
  );
}

function replaced(steps: readonly RecordStep[], step: RecordStep): readonly RecordStep[] {
  return steps.map((old) => (old.revision === step.revision && old.index === step.index ? step : old));
}

function current(record: LifecycleRecord): readonly RecordStep[] {
  return record.steps.filter((step) => step.revision === record.revision);
}

function kept(record: LifecycleRecord): Transition {
  return { state: record.state, revision: record.revision, steps: record.steps, waiting: undefined };
}

function refusal(state: RecordState, action: ActionType): HosoError {
  const details = { ...stateDetails(state), action };
  const changesContent = action === 'revise' || action === 'withdraw' || action === 'return';
  if (changesContent && FINAL.includes(state)) return lifecycleErrors.RECORD_LOCKED(details);
  return lifecycleErrors.RECORD_STATE_CONFLICT(details);
}
