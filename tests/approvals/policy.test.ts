import { describe, expect, it } from 'vitest';
import {
  assertMayKnow,
  type DelegationDocument,
  judgeTurn,
  reasonOf,
  standingAt,
  stateOf,
  type Wish,
} from '../../src/approvals/index.ts';
import { type Actor, type ActiveDuty, covers, type DutyScope } from '../../src/kernel/actor.ts';
import { type RecordDocument, type RecordStep } from '../../src/records/index.ts';

const actor = (account: string, ...duties: ActiveDuty[]): Actor => ({
  account,
  school: 's',
  username: account,
  fullName: account,
  duties,
});

const step = (over: Partial<RecordStep>): RecordStep => ({
  index: 1,
  revision: 1,
  kind: 'sign',
  duty: 'departmentHead',
  state: 'open',
  ...over,
});

const record = (...steps: RecordStep[]) =>
  ({
    owner: 'owner',
    type: 'lessonPlan',
    year: '2026-2027',
    scope: { department: 'Toan', class: '10A1', subject: 'Toan' },
    state: 'inApproval',
    submittedAt: new Date('2026-11-20T01:00:00Z'),
    revision: 1,
    steps,
  }) as unknown as RecordDocument;

const lent = (over: Partial<DelegationDocument> = {}): DelegationDocument =>
  ({
    from: 'head',
    fromName: 'Trần Thị Bích',
    to: 'deputy',
    duty: 'departmentHead',
    scope: { department: 'Toan' },
    types: [],
    ...over,
  }) as DelegationDocument;

describe('a duty’s scope', () => {
  it.each<[DutyScope, DutyScope, boolean]>([
    [{}, {}, true],
    [{}, { department: 'Toan' }, true],
    [{ department: 'Toan' }, { department: 'Toan', class: '10A1' }, true],
    [{ department: 'Toan' }, { department: 'NguVan' }, false],
    [{ department: 'Toan' }, {}, false],
    [{ department: 'Toan', class: '10A2' }, { department: 'Toan', class: '10A1' }, false],
    [{ year: '2025-2026' }, { year: '2026-2027' }, false],
    [{ grade: 10 }, { grade: 10 }, true],
  ])('%j over %j: %s', (held, place, expected) => {
    expect(covers(held, place)).toBe(expected);
  });
});

describe('who may act on the open step', () => {
  const head = { duty: 'departmentHead', scope: { department: 'Toan' } } as const;
  it.each<[string, Actor, RecordStep, DelegationDocument[], unknown]>([
    ['nobody when no step is open', actor('head', head), step({ state: 'done' }), [], undefined],
    ['the holder of the duty in its place', actor('head', head), step({}), [], {}],
    [
      'not the head of another department',
      actor('x', { ...head, scope: { department: 'Ly' } }),
      step({}),
      [],
      undefined,
    ],
    [
      'what the step says of the place counts',
      actor('head', head),
      step({ scope: { department: 'Ly' } }),
      [],
      undefined,
    ],
    ['not somebody with another duty', actor('x', { duty: 'principal', scope: {} }), step({}), [], undefined],
    ['only the person the step names', actor('head', head), step({ account: 'b' }), [], undefined],
    ['the person the step names', actor('b'), step({ account: 'b' }), [], {}],
    ['the owner at an owner’s step', actor('owner'), step({ duty: 'owner' }), [], {}],
    ['not another at an owner’s step', actor('x', head), step({ duty: 'owner' }), [], undefined],
    ['the delegate', actor('deputy'), step({}), [lent()], { delegateOf: { account: 'head', name: 'Trần Thị Bích' } }],
    ['not the owner, whatever duty they hold', actor('owner', head), step({}), [], undefined],
    ['the owner where the type says one person may', actor('owner', head), step({ samePersonMay: true }), [], {}],
    ['not who stands in for the owner', actor('deputy'), step({}), [lent({ from: 'owner' })], undefined],
    [
      'not the holder of a duty that was raised',
      actor('head', head),
      step({ raisedTo: 'vicePrincipal' }),
      [],
      undefined,
    ],
    [
      'the holder of the duty above where it was raised',
      actor('vice', { duty: 'vicePrincipal', scope: {} }),
      step({ raisedTo: 'vicePrincipal' }),
      [],
      {},
    ],
    ['the delegate’s own duty before the lent one', actor('deputy', head), step({}), [lent()], {}],
    [
      'not the delegate of another department',
      actor('d'),
      step({}),
      [lent({ scope: { department: 'Ly' } })],
      undefined,
    ],
    ['not the delegate for another type', actor('d'), step({}), [lent({ types: ['transcript'] })], undefined],
    ['not the delegate over their own record', actor('owner'), step({}), [lent()], undefined],
    [
      'never a delegate at the seal',
      actor('d'),
      step({ kind: 'seal', duty: 'recordsClerk' }),
      [lent({ duty: 'recordsClerk', scope: {} })],
      undefined,
    ],
  ])('is %s', (...[, who, open, delegations, expected]) => {
    expect(standingAt(record(open), who, delegations)).toEqual(expected);
  });
});

describe('a person who decided a step of this revision', () => {
  const both = actor('head', { duty: 'departmentHead', scope: {} }, { duty: 'vicePrincipal', scope: {} });
  const done = step({ state: 'done', account: 'head' });
  const next = step({ index: 2, duty: 'vicePrincipal' });
  const lending = [lent({ from: 'vice', duty: 'vicePrincipal', scope: {} })];
  it.each<[string, Actor, RecordStep[], DelegationDocument[], unknown]>([
    ['does not decide another, by duty', both, [done, next], [], undefined],
    ['nor by delegation', actor('head'), [done, next], lending, undefined],
    [
      'nor in whose name it was decided',
      both,
      [step({ ...done, account: 'deputy', delegateOf: 'head' }), next],
      [],
      undefined,
    ],
    ['nor by a delegate of theirs', actor('x'), [step({ ...done, account: 'vice' }), next], lending, undefined],
    [
      'nor puts the seal',
      actor('head', { duty: 'recordsClerk', scope: {} }),
      [done, step({ index: 2, kind: 'seal', duty: 'recordsClerk' })],
      [],
      undefined,
    ],
    ['unless the type says so', both, [done, step({ ...next, samePersonMay: true })], [], {}],
    ['decides anew in a later revision', both, [step({ ...done, revision: 0 }), next], [], {}],
  ])('%s', (...[, who, steps, delegations, expected]) => {
    expect(standingAt(record(...steps), who, delegations)).toEqual(expected);
  });

  it('is told that it is because of that', () => {
    const judge = () => judgeTurn(record(done, next), { actor: both, delegations: [] }, 'personal');
    expect(judge).toThrow(expect.objectContaining({ code: 'SAME_PERSON' }));
  });

  it('learns nothing of a record that they may not see', () => {
    const judge = () => assertMayKnow(record(step({})), { actor: actor('x'), delegations: [] });
    expect(judge).toThrow(expect.objectContaining({ code: 'RECORD_NOT_FOUND' }));
  });
});

describe('a wish at the open step', () => {
  const head = actor('head', { duty: 'departmentHead', scope: { department: 'Toan' } });
  const vice = actor('x', { duty: 'vicePrincipal', scope: {} });
  const clerk = actor('clerk', { duty: 'recordsClerk', scope: {} });
  const sealLater = step({ index: 2, kind: 'seal', duty: 'recordsClerk', state: 'waiting' });
  const sealNow = step({ index: 2, kind: 'seal', duty: 'recordsClerk' });
  it.each<[string, RecordStep[], Actor, Wish, string | undefined]>([
    ['RECORD_NOT_WAITING', [step({ state: 'done' })], head, 'personal', 'RECORD_NOT_WAITING'],
    ['NOT_YOUR_TURN', [step({})], vice, 'personal', 'NOT_YOUR_TURN'],
    ['NOT_YOUR_TURN to return', [step({})], vice, 'return', 'NOT_YOUR_TURN'],
    ['SEAL_TOO_EARLY for the clerk', [step({}), sealLater], clerk, 'personal', 'SEAL_TOO_EARLY'],
    ['SEAL_TOO_EARLY whoever asks', [step({}), sealLater], head, 'seal', 'SEAL_TOO_EARLY'],
    ['NOT_YOUR_TURN where no seal comes', [step({})], clerk, 'seal', 'NOT_YOUR_TURN'],
    ['STEP_NEEDS_SIGNATURE', [step({})], head, 'approve', 'STEP_NEEDS_SIGNATURE'],
    ['STEP_NEEDS_APPROVAL', [step({ kind: 'approve' })], head, 'personal', 'STEP_NEEDS_APPROVAL'],
    ['PURPOSE_MISMATCH', [sealNow], clerk, 'personal', 'PURPOSE_MISMATCH'],
    ['a signature', [step({})], head, 'personal', undefined],
    ['initials', [step({ kind: 'initial' })], head, 'personal', undefined],
    ['an approval', [step({ kind: 'approve' })], head, 'approve', undefined],
    ['the seal', [sealNow], clerk, 'seal', undefined],
    ['a return of anything', [sealNow], clerk, 'return', undefined],
  ])('comes to %s', (...[, steps, who, wish, code]) => {
    const judge = () => judgeTurn(record(...steps), { actor: who, delegations: [] }, wish);
    if (code === undefined) expect(judge().step.state).toBe('open');
    else expect(judge).toThrow(expect.objectContaining({ code }));
  });
});

describe('the state of a request', () => {
  const now = new Date('2026-11-23T01:00:00Z');
  const later = new Date('2026-11-23T01:15:00Z');
  const items = (...states: string[]) => states.map((state) => ({ state })) as never;
  it.each([
    ['open', ['preparing', 'prepared'], later, 'preparing'],
    ['open', ['prepared', 'failed'], later, 'ready'],
    ['open', ['failed'], later, 'failed'],
    ['open', ['prepared'], now, 'expired'],
    ['confirming', ['prepared'], now, 'ready'],
    ['confirmed', ['confirmed', 'embedded'], now, 'confirmed'],
    ['confirmed', ['embedded', 'failed'], now, 'done'],
    ['confirmed', ['failed'], now, 'failed'],
    ['cancelled', ['failed'], later, 'cancelled'],
    ['expired', ['failed'], later, 'expired'],
  ] as const)('%s with %j is %s', (...[state, states, expiresAt, expected]) => {
    expect(stateOf({ state, expiresAt }, items(...states), now)).toBe(expected);
  });
});

describe('the reason in a signature', () => {
  it.each([
    [{ duty: 'owner', kind: 'sign' }, undefined, 'Người lập hồ sơ ký'],
    [{ duty: 'departmentHead', kind: 'sign' }, undefined, 'Tổ trưởng chuyên môn ký duyệt'],
    [{ duty: 'vicePrincipal', kind: 'initial' }, undefined, 'Phó Hiệu trưởng ký nháy'],
    [{ duty: 'recordsClerk', kind: 'seal' }, undefined, 'Văn thư đóng dấu của nhà trường'],
    [
      { duty: 'vicePrincipal', kind: 'sign' },
      { name: 'Lê Quang Đạo' },
      'Phó Hiệu trưởng ký duyệt (thừa ủy quyền của Lê Quang Đạo)',
    ],
  ] as const)('%j', (at, delegateOf, expected) => {
    expect(reasonOf(at, delegateOf)).toBe(expected);
  });
});
