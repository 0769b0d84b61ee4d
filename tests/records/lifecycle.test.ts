import { describe, expect, it } from 'vitest';
import { isHosoError } from '../../src/kernel/errors.ts';
import {
  type ActionType,
  ALLOWED,
  decide,
  isSigned,
  type LifecycleAction,
  type LifecycleRecord,
  type PlannedStep,
} from '../../src/records/lifecycle.ts';
import { openStep, RECORD_STATES, type RecordState, type StepKind } from '../../src/records/types.ts';

const AT = new Date('2026-11-25T03:00:00Z');
const CHAIN: readonly PlannedStep[] = [
  { kind: 'sign', duty: 'owner', account: 'teacher', accountName: 'Nguyễn Văn An' },
  { kind: 'sign', duty: 'departmentHead', scope: { department: 'ToToan' } },
  { kind: 'sign', duty: 'vicePrincipal' },
  { kind: 'seal', duty: 'recordsClerk' },
];

const DRAFT: LifecycleRecord = { state: 'draft', revision: 1, steps: [] };

function submitted(chain: readonly PlannedStep[] = CHAIN): LifecycleRecord {
  return decide(DRAFT, { type: 'submit', chain });
}

function done(record: LifecycleRecord, step: number, kind: StepKind = 'sign'): LifecycleRecord {
  return decide(record, completion(step, kind));
}

function completion(step: number, kind: StepKind): LifecycleAction {
  return { type: 'complete', kind, step, account: `account-${step}`, accountName: `Người ${step}`, at: AT };
}

function returning(step: number, comment = 'Thiếu mục tiêu'): LifecycleAction {
  return { type: 'return', step, account: 'head', accountName: 'Tổ trưởng', at: AT, comment };
}

function allSigned(): LifecycleRecord {
  return [0, 1, 2].reduce((record, step) => done(record, step), submitted());
}

function sealed(): LifecycleRecord {
  return done(allSigned(), 3, 'seal');
}

/** One record in each state, reached the way a real one reaches it. */
const IN_STATE: Readonly<Record<RecordState, LifecycleRecord>> = {
  draft: DRAFT,
  inApproval: submitted(),
  approved: allSigned(),
  sealed: sealed(),
  archived: decide(sealed(), { type: 'archive' }),
  disposed: decide(decide(sealed(), { type: 'archive' }), { type: 'dispose' }),
  returned: decide(submitted(), returning(0)),
  withdrawn: decide(DRAFT, { type: 'withdraw' }),
  superseded: decide(sealed(), { type: 'supersede' }),
  revoked: decide(sealed(), { type: 'revoke', decision: '12/QĐ-THPT' }),
};

const ACTIONS: Readonly<Record<ActionType, (record: LifecycleRecord) => LifecycleAction>> = {
  submit: () => ({ type: 'submit', chain: CHAIN }),
  withdraw: () => ({ type: 'withdraw' }),
  revise: () => ({ type: 'revise' }),
  complete: (record) => completion(openStep(record)?.index ?? 0, openStep(record)?.kind ?? 'sign'),
  return: (record) => returning(openStep(record)?.index ?? 0),
  archive: () => ({ type: 'archive' }),
  supersede: () => ({ type: 'supersede' }),
  revoke: () => ({ type: 'revoke', decision: '12/QĐ-THPT' }),
  dispose: () => ({ type: 'dispose' }),
};

/** State × action → next state, or the code of the refusal. The approved record here still waits for its seal. */
const TABLE: Readonly<Record<RecordState, Readonly<Record<ActionType, RecordState | Uppercase<string>>>>> = {
  draft: row({ submit: 'inApproval', withdraw: 'withdrawn', revise: 'draft' }),
  inApproval: row({ withdraw: 'withdrawn', complete: 'inApproval', return: 'returned' }),
  approved: row({ complete: 'sealed', return: 'returned', supersede: 'superseded', revoke: 'revoked' }),
  sealed: row({ archive: 'archived', supersede: 'superseded', revoke: 'revoked' }, true),
  archived: row({ supersede: 'superseded', revoke: 'revoked', dispose: 'disposed' }, true),
  disposed: row({}, true),
  returned: row({ withdraw: 'withdrawn', revise: 'draft' }),
  withdrawn: row({}),
  superseded: row({ dispose: 'disposed' }, true),
  revoked: row({ dispose: 'disposed' }, true),
};

function row(
  allowed: Partial<Record<ActionType, RecordState>>,
  locked = false,
): Record<ActionType, RecordState | Uppercase<string>> {
  const refused = Object.keys(ALLOWED).map((action) => [
    action,
    locked && ['revise', 'withdraw', 'return'].includes(action) ? 'RECORD_LOCKED' : 'RECORD_STATE_CONFLICT',
  ]);
  return { ...(Object.fromEntries(refused) as Record<ActionType, Uppercase<string>>), ...allowed };
}

function outcome(record: LifecycleRecord, action: LifecycleAction): string {
  try {
    return decide(record, action).state;
  } catch (error) {
    if (isHosoError(error)) return error.code;
    throw error;
  }
}

describe('every state and every action', () => {
  for (const state of RECORD_STATES) {
    for (const action of Object.keys(ACTIONS) as ActionType[]) {
      it(`${action} in ${state} gives ${TABLE[state][action]}`, () => {
        const record = IN_STATE[state];
        expect(record.state).toBe(state);
        expect(outcome(record, ACTIONS[action](record))).toBe(TABLE[state][action]);
      });
    }
  }
});

describe('a chain', () => {
  it('refuses the seal before the persons have signed', () => {
    expect(outcome(submitted(), completion(3, 'seal'))).toBe('SEAL_BEFORE_SIGNATURES');
    expect(outcome(done(submitted(), 0), completion(3, 'seal'))).toBe('SEAL_BEFORE_SIGNATURES');
  });

  it('refuses a step whose turn has not come, and one that is done', () => {
    expect(outcome(submitted(), completion(1, 'sign'))).toBe('STEP_NOT_OPEN');
    expect(outcome(done(submitted(), 0), completion(0, 'sign'))).toBe('STEP_NOT_OPEN');
    expect(outcome(done(submitted(), 0), returning(0))).toBe('STEP_NOT_OPEN');
  });

  it('refuses a click where a signature is needed, and a signature where a click is', () => {
    expect(outcome(submitted(), completion(0, 'approve'))).toBe('STEP_KIND_DIFFERS');
    const click = submitted([{ kind: 'approve', duty: 'principal' }]);
    expect(outcome(click, completion(0, 'sign'))).toBe('STEP_KIND_DIFFERS');
  });

  it('refuses a return without a reason', () => {
    expect(outcome(submitted(), returning(0, '   '))).toBe('RETURN_REASON_REQUIRED');
  });

  it('refuses a revocation without a decision', () => {
    expect(outcome(sealed(), { type: 'revoke', decision: ' ' })).toBe('REVOCATION_DECISION_REQUIRED');
  });

  it('refuses a chain without a step, or with every step skipped', () => {
    expect(outcome(DRAFT, { type: 'submit', chain: [] })).toBe('CHAIN_EMPTY');
    expect(outcome(DRAFT, { type: 'submit', chain: [{ kind: 'sign', duty: 'owner', skip: true }] })).toBe(
      'CHAIN_EMPTY',
    );
  });

  it('refuses to archive while the seal is outstanding, and archives a chain that has none', () => {
    expect(outcome(allSigned(), { type: 'archive' })).toBe('RECORD_STATE_CONFLICT');
    const unsealed = done(submitted([{ kind: 'sign', duty: 'owner' }]), 0);
    expect(unsealed.state).toBe('approved');
    expect(outcome(unsealed, { type: 'archive' })).toBe('archived');
  });

  it('opens one step after the other, and each waits for the right person', () => {
    let record = decide(DRAFT, { type: 'submit', chain: CHAIN });
    expect(record.waiting).toEqual({ step: 0, kind: 'sign', duty: 'owner', account: 'teacher' });
    record = decide(record, completion(0, 'sign'));
    expect(record.waiting).toEqual({
      ...{ step: 1, kind: 'sign', duty: 'departmentHead', department: 'ToToan' },
      decidedBy: ['account-0'],
    });
    record = decide(record, completion(1, 'sign'));
    expect(record.waiting).toMatchObject({ step: 2, kind: 'sign', duty: 'vicePrincipal' });
    record = decide(record, completion(2, 'sign'));
    expect(record.state).toBe('approved');
    expect(record.waiting).toEqual({
      ...{ step: 3, kind: 'seal', duty: 'recordsClerk' },
      decidedBy: ['account-0', 'account-1', 'account-2'],
    });
    record = decide(record, completion(3, 'seal'));
    expect([record.state, record.waiting]).toEqual(['sealed', undefined]);
  });

  it('keeps who decided, for whom and when', () => {
    const record = decide(submitted(), {
      ...completion(0, 'sign'),
      ...{ delegateOf: 'principal', comment: 'Ký thay' },
    });
    expect(record.steps[0]).toMatchObject({
      state: 'done',
      account: 'account-0',
      delegateOf: 'principal',
      decidedAt: AT,
      comment: 'Ký thay',
    });
  });

  it('passes over a skipped step', () => {
    const chain = CHAIN.map((step, index) => ({ ...step, skip: index === 1 }));
    const record = done(submitted(chain), 0);
    expect(openStep(record)?.index).toBe(2);
    expect(record.steps[1]?.state).toBe('skipped');
  });
});

describe('a return', () => {
  const returned = decide(done(submitted(), 0), returning(1));

  it('keeps the signatures given and closes the steps not reached', () => {
    expect(returned.steps.map((step) => step.state)).toEqual(['done', 'returned', 'skipped', 'skipped']);
    expect(returned.steps[1]).toMatchObject({ comment: 'Thiếu mục tiêu', account: 'head' });
    expect(returned.waiting).toBeUndefined();
  });

  it('leads to the next revision, whose chain starts again while the old one stays', () => {
    const revised = decide(returned, { type: 'revise' });
    expect(revised).toMatchObject({ state: 'draft', revision: 2 });
    const again = decide(revised, { type: 'submit', chain: CHAIN });
    expect(again.steps).toHaveLength(8);
    expect(again.steps.slice(0, 4)).toEqual(returned.steps);
    expect(openStep(again)).toMatchObject({ index: 0, revision: 2 });
    expect(isSigned(again)).toBe(true);
  });
});

describe('a withdrawal', () => {
  it('is refused after the first signature', () => {
    const signed = done(submitted(), 0);
    expect(outcome(signed, { type: 'withdraw' })).toBe('RECORD_SIGNED');
    const returned = decide(signed, returning(1));
    expect(outcome(returned, { type: 'withdraw' })).toBe('RECORD_SIGNED');
    expect(outcome(decide(returned, { type: 'revise' }), { type: 'withdraw' })).toBe('RECORD_SIGNED');
  });

  it('is allowed after a mere click of approval', () => {
    const chain: PlannedStep[] = [{ kind: 'approve', duty: 'departmentHead' }, ...CHAIN];
    expect(outcome(done(submitted(chain), 0, 'approve'), { type: 'withdraw' })).toBe('withdrawn');
  });
});

it('changes nothing it was given', () => {
  const record = submitted();
  const before = structuredClone(record);
  decide(record, completion(0, 'sign'));
  decide(record, returning(0));
  expect(record).toEqual(before);
});
