import { type Actor, covers, type Duty, type DutyScope, holds } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { type Filter, type NewDocument, type SchoolCollection } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type LocalDate, localDateOf, startOfLocalDate } from '../kernel/local-date.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink, outboxEvent, type OutboxPlace, publishOutbox, publishPending } from '../kernel/outbox.ts';
import { scopeOfActor, type SchoolScope } from '../kernel/scope.ts';
import { type Account, type People } from '../people/index.ts';
import { type RecordTypes } from '../records/index.ts';
import { assertKnownScope, type ScopePlaces } from '../structure/index.ts';
import { assertFitDelegate } from './delegate-fitness.ts';
import { approvalErrors } from './errors.ts';
import { type DelegationDocument } from './types.ts';

/** Days that one delegation may last. */
export const LONGEST_DELEGATION_DAYS = 366;
const DAY_MS = 86_400_000;

/** Duties bound to the person: the seal and the keys of the system are handed over by an office's decision, not lent. */
const PERSONAL_DUTIES: readonly Duty[] = ['recordsClerk', 'admin', 'inspector'];

export interface NewDelegation {
  /** Account id of whose duty is lent; absent: one of the actor's own. */
  readonly from?: string | undefined;
  /** Account id of who may act. */
  readonly to: string;
  readonly duty: Duty;
  /** What part of the duty is lent; absent: all that the lender holds. */
  readonly scope?: DutyScope | undefined;
  /** Record types it is limited to; absent or empty: all. */
  readonly types?: readonly string[] | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason?: string | undefined;
  /** Of the written decision, where there is one. */
  readonly decisionNumber?: string | undefined;
  readonly decisionDate?: LocalDate | undefined;
}

export interface Delegations {
  /**
   * Lends one of the actor's own duties; the principal and vice-principals, with a decision, that of somebody who is away.
   * @throws DELEGATION_TO_SELF, DELEGATION_TO_UNFIT, DELEGATION_NOT_YOURS, DELEGATION_DECISION_REQUIRED, DELEGATION_DUTY_PERSONAL,
   * DELEGATION_DUTY_NOT_HELD, DELEGATION_DATES, SCOPE_UNKNOWN, TYPE_UNKNOWN, ACCOUNT_NOT_FOUND
   */
  create(scope: SchoolScope, actor: Actor, delegation: NewDelegation): Promise<DelegationDocument>;
  /** Ends one at once; the lender, the delegate and those who manage the school may. Ending twice is ending once. @throws DELEGATION_NOT_FOUND */
  end(scope: SchoolScope, actor: Actor, id: string): Promise<DelegationDocument>;
  /** Those the account gave or got that are not over, soonest end first. */
  list(scope: SchoolScope, account: string): Promise<DelegationDocument[]>;
  /** The newest of the school, those that ended too. */
  listAll(scope: SchoolScope): Promise<DelegationDocument[]>;
  /** Those in force for a delegate now, whose lenders still hold the duty that is lent. */
  inForceFor(scope: SchoolScope, account: string): Promise<DelegationDocument[]>;
  /** Those in force now that lend one duty: who else is to be told of a turn. */
  lending(scope: SchoolScope, duty: string): Promise<DelegationDocument[]>;
  /** Tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<number>;
}

export interface DelegationDeps {
  readonly people: Pick<People, 'actorOf' | 'account'>;
  readonly structure: ScopePlaces;
  readonly types: Pick<RecordTypes, 'get'>;
  readonly audit: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Whether a delegation is in force at this instant. */
export function isInForce(delegation: DelegationDocument, now: Date): boolean {
  return delegation.startsAt <= now && now < delegation.endsAt && delegation.endedAt === undefined;
}

export function createDelegations(
  delegations: SchoolCollection<DelegationDocument>,
  deps: DelegationDeps,
): Delegations {
  const { people, clock } = deps;
  const outbox = (scope: SchoolScope): OutboxPlace => ({
    scope,
    collection: delegations.in(scope),
    kind: 'delegation',
    sink: deps.audit,
    log: deps.log,
  });
  const current = (now: Date) => ({ startsAt: { $lte: now }, endsAt: { $gt: now }, endedAt: { $exists: false } });

  return {
    async create(scope, actor, wanted) {
      const lender = await lenderOf(people, actor, wanted);
      const lent = wanted.scope ?? scopeHeld(lender, wanted.duty);
      assertLendable(lender, wanted, lent);
      assertDates(wanted, clock.now());
      await assertKnownScope(deps.structure, scope, lent ?? {});
      const types = (wanted.types ?? []).map((type) => deps.types.get(scope, type).id);
      const to = await people.account(scope, wanted.to);
      const { duties: held } = await people.actorOf(scope, to.id);
      assertFitDelegate({ duty: wanted.duty, scope: lent ?? {}, to, held });
      const made = documentOf(actor, { lender, to, wanted: { ...wanted, scope: lent, types }, at: clock.now() });
      const created = await delegations.in(scope).insert(made);
      await publishOutbox(outbox(scope), created);
      return created;
    },
    async end(scope, actor, id) {
      const own: Filter<DelegationDocument> = { $or: [{ from: actor.account }, { to: actor.account }] };
      const parties = managesDelegations(actor) ? {} : own;
      const at = clock.now();
      const event = outboxEvent({ event: 'delegation.ended', at, actor: actor.account });
      const ended = await delegations
        .in(scope)
        .updateOne(
          { _id: id, ...parties, endedAt: { $exists: false } },
          { $set: { endedAt: at }, $push: { outbox: event } },
        );
      if (ended) await publishOutbox(outbox(scope), ended);
      const there = ended ?? (await delegations.in(scope).findOne({ _id: id, ...parties }));
      if (!there) throw approvalErrors.DELEGATION_NOT_FOUND();
      return there;
    },
    list: (scope, account) =>
      delegations
        .in(scope)
        .find(
          { $or: [{ from: account }, { to: account }], endsAt: { $gt: clock.now() }, endedAt: { $exists: false } },
          { sort: { endsAt: 1 }, limit: 200 },
        ),
    listAll: (scope) => delegations.in(scope).find({}, { sort: { _id: -1 }, limit: 200 }),
    async inForceFor(scope, account) {
      const found = await delegations.in(scope).find({ to: account, ...current(clock.now()) }, { limit: 200 });
      const lenders = new Map<string, Actor>();
      for (const id of new Set(found.map((delegation) => delegation.from))) {
        lenders.set(id, await people.actorOf(scope, id));
      }
      return found.filter((delegation) => holdsFor(lenders.get(delegation.from), delegation.duty, delegation.scope));
    },
    async lending(scope, duty) {
      const found = await delegations.in(scope).find({ duty, ...current(clock.now()) }, { limit: 200 });
      const valid = found.map(async (lent) => {
        const [lender, delegate] = await Promise.all([
          people.actorOf(scope, lent.from),
          people.actorOf(scope, lent.to),
        ]);
        return holdsFor(lender, lent.duty, lent.scope) && delegate.duties.length > 0;
      });
      const kept = await Promise.all(valid);
      return found.filter((_, index) => kept[index]);
    },
    sweep: (scope) => publishPending(outbox(scope)),
  };
}

function documentOf(
  actor: Actor,
  made: { readonly lender: Actor; readonly to: Account; readonly wanted: NewDelegation; readonly at: Date },
): NewDocument<DelegationDocument> {
  const { lender, to, wanted, at } = made;
  const { duty, startsAt, endsAt, reason, decisionNumber, decisionDate } = wanted;
  return {
    _id: newId(),
    from: lender.account,
    fromName: lender.fullName,
    to: to.id,
    toName: to.fullName,
    duty,
    scope: wanted.scope ?? {},
    types: wanted.types ?? [],
    startsAt,
    endsAt,
    ...(reason !== undefined && { reason }),
    ...(decisionNumber !== undefined && { decisionNumber }),
    ...(decisionDate !== undefined && { decisionDate }),
    ...(lender.account !== actor.account && { openedBy: { account: actor.account, name: actor.fullName } }),
    createdAt: at,
    outbox: [createdEvent(actor, wanted, at)],
  };
}

function createdEvent(actor: Actor, wanted: NewDelegation, at: Date) {
  const { scope: _, types: __, ...details } = wanted;
  return outboxEvent({ event: 'delegation.created', at, actor: actor.account, details });
}

/** Whether somebody sees and ends the delegations of others. */
export function managesDelegations(actor: Actor): boolean {
  return holds(actor, 'principal', 'vicePrincipal', 'admin');
}

/** Whose duty is lent: the actor's own; or of somebody who is away, by those who lead the school and never to themselves. */
async function lenderOf(people: DelegationDeps['people'], actor: Actor, wanted: NewDelegation): Promise<Actor> {
  if (wanted.from === undefined || wanted.from === actor.account) return actor;
  if (!holds(actor, 'principal', 'vicePrincipal') || wanted.to === actor.account) {
    throw approvalErrors.DELEGATION_NOT_YOURS();
  }
  if (wanted.decisionNumber === undefined || wanted.decisionDate === undefined) {
    throw approvalErrors.DELEGATION_DECISION_REQUIRED();
  }
  return people.actorOf(scopeOfActor(actor), wanted.from);
}

function assertLendable(actor: Actor, wanted: NewDelegation, lent: DutyScope | undefined): void {
  if (wanted.to === actor.account) throw approvalErrors.DELEGATION_TO_SELF();
  if (PERSONAL_DUTIES.includes(wanted.duty)) throw approvalErrors.DELEGATION_DUTY_PERSONAL({ duty: wanted.duty });
  if (!lent || !holdsFor(actor, wanted.duty, lent)) {
    throw approvalErrors.DELEGATION_DUTY_NOT_HELD({ duty: wanted.duty });
  }
}

function assertDates(wanted: NewDelegation, now: Date): void {
  const lasts = wanted.endsAt.getTime() - wanted.startsAt.getTime();
  const longest = LONGEST_DELEGATION_DAYS * DAY_MS;
  const begins = wanted.startsAt >= startOfLocalDate(localDateOf(now)) && +wanted.startsAt <= +now + longest;
  const good = begins && lasts > 0 && lasts <= longest && wanted.endsAt > now;
  if (!good) throw approvalErrors.DELEGATION_DATES({ days: LONGEST_DELEGATION_DAYS });
}

function scopeHeld(actor: Actor, duty: Duty): DutyScope | undefined {
  return actor.duties.find((held) => held.duty === duty)?.scope;
}

/** Whether a person holds a duty at least for all of `part`. */
function holdsFor(actor: Actor | undefined, duty: Duty, part: DutyScope): boolean {
  return actor?.duties.some((held) => held.duty === duty && covers(held.scope, part)) ?? false;
}
