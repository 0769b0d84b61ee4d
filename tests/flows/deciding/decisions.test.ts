import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor } from '../../../src/kernel/actor.ts';
import { type PlannedStep } from '../../../src/records/index.ts';
import { NOW, PASSWORD } from '../../support/school.ts';
import {
  bytesOf,
  type Cast,
  makeCast,
  openSigningWorld,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';

const DAY_MS = 86_400_000;
const HEAD_APPROVES: readonly PlannedStep[] = [
  { kind: 'approve', duty: 'departmentHead', scope: { department: 'Toan' } },
  { kind: 'sign', duty: 'vicePrincipal' },
];

let world: SigningWorld;
let cast: Cast;

beforeAll(async () => {
  world = await openSigningWorld();
  cast = await makeCast(world);
});

beforeEach(() => {
  world.clock.set(NOW);
  world.jobs.lose();
});

afterAll(() => world.close());

const record = (id: string) => world.records.get(world.scope, id);
const newsOf = async (account: string, id: string) => {
  const { notifications } = await world.notifications.list(world.scope, account, { limit: 100 });
  return notifications.filter((each) => each.record === id);
};

function lend(from: Actor, to: Actor, over: Record<string, unknown> = {}) {
  const startsAt = world.clock.now();
  const delegation = {
    to: to.account,
    duty: 'departmentHead',
    startsAt,
    endsAt: new Date(startsAt.getTime() + DAY_MS),
  };
  return world.approvals.delegations.create(world.scope, from, { ...delegation, ...over } as never);
}

async function outsider(): Promise<Actor> {
  const { account } = await world.people.createAccount(
    { scope: world.scope, by: 'system' },
    {
      username: 'thanhtra',
      fullName: 'Thanh Tra',
      external: true,
      duties: [{ duty: 'inspector', from: '2026-11-01', until: '2026-12-31' }],
    },
  );
  return world.people.actorOf(world.scope, account.id);
}

async function disabled(): Promise<Actor> {
  const change = { scope: world.scope, by: 'system' };
  const duties = [{ duty: 'subjectTeacher', scope: { department: 'Toan' } }] as const;
  const { account } = await world.people.createAccount(change, { username: 'nghiviec', fullName: 'Nghỉ Việc', duties });
  await world.people.setAccountState(change, account.id, 'disabled');
  return world.people.actorOf(world.scope, account.id);
}

describe('a return', () => {
  it('without a reason is refused', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    await expect(world.flows.returnRecord(cast.head, { record: plan._id, reason: '  ' })).rejects.toMatchObject({
      code: 'RETURN_REASON_REQUIRED',
    });
  });

  it('by somebody whose turn it is not is refused', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    await expect(world.flows.returnRecord(cast.vice, { record: plan._id, reason: 'Sai mẫu' })).rejects.toMatchObject({
      code: 'NOT_YOUR_TURN',
    });
  });

  it('by the owner themselves is refused, so that nobody resets their own deadline', async () => {
    const plan = await submitPlan(world, cast.teacher);
    await expect(
      world.flows.returnRecord(cast.teacher, { record: plan._id, reason: 'Tôi muốn thay tệp' }),
    ).rejects.toMatchObject({ code: 'OWN_RECORD_NOT_RETURNED' });
  });

  it('goes to the owner with its reason', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    await world.flows.returnRecord(cast.head, { record: plan._id, reason: 'Thiếu mục tiêu bài học' });
    expect((await record(plan._id)).state).toBe('returned');
    expect(await newsOf(cast.teacher.account, plan._id)).toMatchObject([
      { kind: 'recordReturned', parameters: { by: 'Trần Thị Bích', reason: 'Thiếu mục tiêu bài học' } },
    ]);
  });

  it('and a return at the same time: one wins', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    const both = await Promise.allSettled([
      world.flows.returnRecord(cast.head, { record: plan._id, reason: 'a' }),
      world.flows.returnRecord(cast.head, { record: plan._id, reason: 'b' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an approval', () => {
  it('with a wrong password is refused', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    await expect(
      world.flows.approveRecord(cast.head, { record: plan._id, password: 'không phải mật khẩu' }),
    ).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    expect((await record(plan._id)).state).toBe('inApproval');
  });

  it('does not take the place of a signature', async () => {
    const plan = await submitPlan(world, cast.teacher);
    await expect(
      world.flows.approveRecord(cast.teacher, { record: plan._id, password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'STEP_NEEDS_SIGNATURE' });
  });

  it('opens the next step and tells whose turn it is', async () => {
    const plan = await submitPlan(world, cast.teacher, { chain: HEAD_APPROVES });
    await world.flows.approveRecord(cast.head, { record: plan._id, password: PASSWORD, comment: 'Tốt' });
    expect(await record(plan._id)).toMatchObject({
      waiting: { duty: 'vicePrincipal' },
      steps: [{ comment: 'Tốt' }, {}],
    });
    expect(await newsOf(cast.vice.account, plan._id)).toMatchObject([{ kind: 'yourTurnToSign' }]);
    expect(await newsOf(cast.other.account, plan._id)).toEqual([]);
  });
});

describe('a delegation', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['to oneself', () => lend(cast.head, cast.head), 'DELEGATION_TO_SELF'],
    ['of a duty one does not hold', () => lend(cast.teacher, cast.other), 'DELEGATION_DUTY_NOT_HELD'],
    ['beyond one’s own scope', () => lend(cast.head, cast.other, { scope: {} }), 'DELEGATION_DUTY_NOT_HELD'],
    ['of the clerk’s duty', () => lend(cast.clerk, cast.other, { duty: 'recordsClerk' }), 'DELEGATION_DUTY_PERSONAL'],
    [
      'that ended already',
      () => lend(cast.head, cast.other, { startsAt: new Date(0), endsAt: new Date(1) }),
      'DELEGATION_DATES',
    ],
    [
      'of more than a year',
      () => lend(cast.head, cast.other, { endsAt: new Date(Date.parse(NOW) + 367 * DAY_MS) }),
      'DELEGATION_DATES',
    ],
    [
      'that begins in the past',
      () => lend(cast.head, cast.other, { startsAt: new Date(Date.parse(NOW) - 2 * DAY_MS) }),
      'DELEGATION_DATES',
    ],
    [
      'that begins in the year 9999',
      () => lend(cast.head, cast.other, { startsAt: new Date('9999-01-01'), endsAt: new Date('9999-01-02') }),
      'DELEGATION_DATES',
    ],
    ['for a type there is not', () => lend(cast.head, cast.other, { types: ['nope'] }), 'TYPE_UNKNOWN'],
    [
      'of a department there is not',
      () => lend(cast.vice, cast.head, { duty: 'vicePrincipal', scope: { department: 'Nope' } }),
      'SCOPE_UNKNOWN',
    ],
    [
      'to somebody outside the school',
      async () => lend(cast.vice, await outsider(), { duty: 'vicePrincipal' }),
      'DELEGATION_TO_UNFIT',
    ],
    ['to a disabled account', async () => lend(cast.head, await disabled()), 'DELEGATION_TO_UNFIT'],
    [
      'of a leader’s duty to a teacher',
      () => lend(cast.vice, cast.other, { duty: 'vicePrincipal' }),
      'DELEGATION_TO_UNFIT',
    ],
    ['of a head’s duty to the clerk', () => lend(cast.head, cast.clerk), 'DELEGATION_TO_UNFIT'],
    [
      'of another’s duty by a teacher',
      () => lend(cast.teacher, cast.other, { from: cast.head.account }),
      'DELEGATION_NOT_YOURS',
    ],
    [
      'of another’s duty to oneself',
      () => lend(cast.vice, cast.vice, { from: cast.head.account, decisionNumber: '1/QĐ', decisionDate: '2026-11-20' }),
      'DELEGATION_NOT_YOURS',
    ],
    [
      'of another’s duty without a decision',
      () => lend(cast.vice, cast.other, { from: cast.head.account }),
      'DELEGATION_DECISION_REQUIRED',
    ],
    ['to nobody', () => lend(cast.head, { ...cast.other, account: 'f'.repeat(32) }), 'ACCOUNT_NOT_FOUND'],
  ])('%s is refused', async (_, work, code) => {
    await expect(work()).rejects.toMatchObject({ code });
  });

  it('of a head who is ill is opened by a leader with a decision; both are told, and a leader ends it', async () => {
    const decision = { decisionNumber: '45/QĐ-THPT', decisionDate: '2026-11-20' };
    const made = await world.flows.lend(cast.vice, {
      ...{ from: cast.head.account, to: cast.other.account, duty: 'departmentHead', ...decision },
      ...{ startsAt: world.clock.now(), endsAt: new Date(world.clock.now().getTime() + DAY_MS) },
    });
    expect(made).toMatchObject({ from: cast.head.account, openedBy: { account: cast.vice.account }, ...decision });
    const kinds = async (account: string) =>
      (await world.notifications.list(world.scope, account, { limit: 100 })).notifications.map(({ kind }) => kind);
    expect(await kinds(cast.head.account)).toContain('delegationGiven');
    expect(await kinds(cast.other.account)).toContain('delegationGot');
    expect((await world.approvals.delegations.listAll(world.scope)).map(({ _id }) => _id)).toContain(made._id);
    expect((await world.flows.endLending(cast.vice, made._id)).endedAt).toBeDefined();
    expect(await kinds(cast.other.account)).toContain('delegationEnded');
  });

  it('lets the delegate sign while it lasts, named in step, audit and signature', async () => {
    const { _id: delegation } = await lend(cast.head, cast.other);
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    expect(await newsOf(cast.other.account, plan._id)).toMatchObject([{ kind: 'yourTurnToSign' }]);
    const { entries } = await world.flows.inbox(cast.other, { limit: 200 });
    expect(entries.find((entry) => entry.record._id === plan._id)?.turn.delegateOf?.name).toBe('Trần Thị Bích');
    await signAll(world, cast.other, [plan._id]);
    const signed = await record(plan._id);
    expect(signed.steps[1]).toMatchObject({
      account: cast.other.account,
      delegateOf: cast.head.account,
      state: 'done',
    });
    const last = (await world.audit.history(world.scope, plan._id)).at(-1);
    expect(last).toMatchObject({ actor: cast.other.account, details: { delegateOf: cast.head.account } });
    const reason = Buffer.from(
      '\ufeffTổ trưởng chuyên môn ký duyệt (thừa ủy quyền của Trần Thị Bích)',
      'utf16le',
    ).swap16();
    expect((await bytesOf(world, plan._id)).toString('latin1').toUpperCase()).toSatisfy(
      (text: string) =>
        text.includes(reason.toString('hex').toUpperCase()) || text.includes(reason.toString('latin1').toUpperCase()),
    );
    await world.approvals.delegations.end(world.scope, cast.head, delegation);
    await world.approvals.delegations.end(world.scope, cast.head, delegation);
    const events = (await world.audit.history(world.scope, delegation)).map(({ event }) => event);
    expect(events).toEqual(['delegation.created', 'delegation.ended']);
  });

  it('has no force before it starts, after it ends, or when its lender has lost the duty', async () => {
    const startsAt = new Date(Date.parse(NOW) + DAY_MS);
    const { _id: id } = await lend(cast.head, cast.other, { startsAt, endsAt: new Date(startsAt.getTime() + DAY_MS) });
    const inForce = async () => (await world.approvals.delegations.inForceFor(world.scope, cast.other.account)).length;
    expect(await inForce()).toBe(0);
    world.clock.set(startsAt);
    expect(await inForce()).toBe(1);
    await world.people.setAccountState({ scope: world.scope, by: 'system' }, cast.head.account, 'disabled');
    expect(await inForce()).toBe(0);
    await world.people.setAccountState({ scope: world.scope, by: 'system' }, cast.head.account, 'active');
    world.clock.set(new Date(startsAt.getTime() + DAY_MS));
    expect(await inForce()).toBe(0);
    await expect(world.approvals.delegations.end(world.scope, cast.teacher, id)).rejects.toMatchObject({
      code: 'DELEGATION_NOT_FOUND',
    });
  });

  it('that ended between request and confirmation signs nothing', async () => {
    const { _id: delegation } = await lend(cast.head, cast.other);
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    const { request } = await world.flows.request(cast.other, { records: [plan._id] });
    await world.jobs.run(world.flows);
    await world.approvals.delegations.end(world.scope, cast.head, delegation);
    await world.flows.confirm(cast.other, { request: request._id, pin: '736291' });
    await world.jobs.run(world.flows);
    const item = await world.approvals.items.get(world.scope, { request: request._id, record: plan._id });
    expect(item?.failure?.code).toBe('NOT_YOUR_TURN');
    expect((await record(plan._id)).versions).toHaveLength(2);
  });
});

describe('the inbox', () => {
  it('shows what waits for me in pages, in the order of submission, and nothing else', async () => {
    const solo = await openSigningWorld();
    const people = await makeCast(solo);
    const ids: string[] = [];
    for (let week = 1; week <= 5; week += 1) {
      ids.push((await submitPlan(solo, people.teacher, { week }))._id);
      solo.clock.advance(1000);
    }
    await submitPlan(solo, people.other);
    const first = await solo.flows.inbox(people.teacher, { limit: 3 });
    expect(first.entries.map(({ record: { _id } }) => _id)).toEqual(ids.slice(0, 3));
    const second = await solo.flows.inbox(people.teacher, { limit: 3, cursor: first.nextCursor });
    expect(second.entries.map(({ record: { _id } }) => _id)).toEqual(ids.slice(3));
    expect(second.nextCursor).toBeUndefined();
    expect((await solo.flows.inbox(people.teacher, { week: 2 })).entries).toHaveLength(1);
    expect((await solo.flows.inbox(people.head, {})).entries).toEqual([]);
    await signAll(solo, people.teacher, ids.slice(0, 2));
    expect((await solo.flows.inbox(people.head, {})).entries).toHaveLength(2);
    await expect(solo.flows.inbox(people.head, { cursor: 'không' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    await solo.close();
  });
});
