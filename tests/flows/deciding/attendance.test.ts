import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor } from '../../../src/kernel/actor.ts';
import { makePerson } from '../../support/school.ts';
import {
  type Cast,
  makeCast,
  makeSigner,
  openSigningWorld,
  signAll,
  type SigningWorld,
  submitPlan,
} from '../../support/signing-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let world: SigningWorld;
let cast: Cast;
let principal: Actor;

beforeAll(async () => {
  world = await openSigningWorld();
  cast = await makeCast(world);
  principal = await makeSigner(world, {
    ...{ username: 'principal', fullName: 'Ngô Khánh Liên' },
    duties: [{ duty: 'principal' }],
  });
});

afterAll(() => world.close());

const change = () => ({ scope: world.scope, by: 'system' });
const record = (id: string) => world.records.get(world.scope, id);
const inboxOf = async (actor: Actor) => {
  const { entries } = await world.flows.inbox(await world.people.actorOf(world.scope, actor.account), { limit: 200 });
  return entries.map((entry) => entry.record._id);
};
const newsOf = async (account: string, id: string) => {
  const { notifications } = await world.notifications.list(world.scope, account, { limit: 100 });
  return notifications.filter((each) => each.record === id).map(({ kind }) => kind);
};

async function endDuty(actor: Actor, duty: string): Promise<void> {
  const { duties } = await world.people.account(world.scope, actor.account);
  const held = duties.find((each) => each.duty === duty && each.until === undefined);
  await world.people.endDuty(change(), { account: actor.account, duty: held?.id ?? '' });
  world.clock.advance(6_000);
}

const refusalOf = async (actor: Actor, id: string) => {
  const refused = await world.flows.request(actor, { records: [id] }).catch((error: unknown) => error);
  return (refused as { details?: { refused?: { code: string }[] } }).details?.refused?.[0]?.code;
};

describe('one person', () => {
  it('who leads does not sign the leader’s step of an own plan: it goes to the principal', async () => {
    const plan = await submitPlan(world, cast.vice);
    await signAll(world, cast.vice, [plan._id]);
    await signAll(world, cast.head, [plan._id]);
    expect(await refusalOf(cast.vice, plan._id)).toBe('NOT_YOUR_TURN');
    const waiting = await record(plan._id);
    expect(waiting.waiting?.duty).toBe('principal');
    expect(waiting.steps[2]).toMatchObject({ duty: 'vicePrincipal', raisedTo: 'principal', state: 'open' });
    expect(await newsOf(principal.account, plan._id)).toEqual(expect.arrayContaining(['yourTurnToSign', 'stepRaised']));
    await signAll(world, principal, [plan._id]);
    expect((await record(plan._id)).steps[2]).toMatchObject({ account: principal.account, state: 'done' });
  });

  it('who was lent a second duty does not sign a second step with it', async () => {
    const startsAt = world.clock.now();
    const lent = { to: cast.head.account, duty: 'vicePrincipal' as const, startsAt };
    const { _id } = await world.flows.lend(cast.vice, { ...lent, endsAt: new Date(startsAt.getTime() + DAY_MS) });
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    await signAll(world, cast.head, [plan._id]);
    expect(await refusalOf(cast.head, plan._id)).toBe('SAME_PERSON');
    expect(await inboxOf(cast.head)).not.toContain(plan._id);
    expect(await inboxOf(cast.vice)).toContain(plan._id);
    await world.flows.endLending(cast.vice, _id);
  });

  it('who signed a step does not put the seal on it', async () => {
    await world.people.grantDuty(change(), cast.clerk.account, {
      duty: 'departmentHead',
      scope: { department: 'Toan' },
    });
    const clerk = await world.people.actorOf(world.scope, cast.clerk.account);
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    await signAll(world, clerk, [plan._id]);
    await signAll(world, cast.vice, [plan._id]);
    expect(await refusalOf(clerk, plan._id)).toBe('SAME_PERSON');
    expect((await record(plan._id)).waiting).toMatchObject({ kind: 'seal', unattended: true });
    expect(await newsOf(principal.account, plan._id)).toContain('stepUnattended');
    await endDuty(clerk, 'departmentHead');
  });
});

describe('a post that nobody holds any more', () => {
  it('goes to the one above with the next look, and back when somebody comes, who is told', async () => {
    const plan = await submitPlan(world, cast.teacher);
    await signAll(world, cast.teacher, [plan._id]);
    await endDuty(cast.head, 'departmentHead');
    await world.flows.attendance.review(world.scope);
    expect((await record(plan._id)).waiting?.duty).toBe('vicePrincipal');
    expect(await inboxOf(cast.vice)).toContain(plan._id);
    const duties = [{ duty: 'departmentHead', scope: { department: 'Toan' } }] as const;
    const successor = await makePerson(world, change(), { username: 'newhead', fullName: 'Tổ Trưởng Mới', duties });
    world.clock.advance(6_000);
    await world.flows.attendance.review(world.scope);
    expect((await record(plan._id)).waiting?.duty).toBe('departmentHead');
    expect((await record(plan._id)).steps[1]?.raisedTo).toBeUndefined();
    expect(await newsOf(successor, plan._id)).toEqual(['yourTurnToSign']);
  });

  it('with nobody above is named to those who manage the school', async () => {
    await endDuty(cast.vice, 'vicePrincipal');
    const admin = await makePerson(world, change(), { username: 'admin', duties: [{ duty: 'admin' }] });
    await endDuty(principal, 'principal');
    const plan = await submitPlan(world, cast.teacher, { chain: [{ kind: 'sign', duty: 'vicePrincipal' }] });
    await world.flows.attendance.review(world.scope);
    expect((await record(plan._id)).waiting?.unattended).toBe(true);
    const { notifications } = await world.notifications.list(world.scope, admin, { limit: 100 });
    expect(notifications.map(({ kind }) => kind)).toContain('stepUnattended');
  });
});
