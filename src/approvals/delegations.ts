import { type Actor, covers, type Duty, type DutyScope } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { type SchoolCollection } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink, outboxEvent, type OutboxPlace, publishOutbox, publishPending } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type People } from '../people/index.ts';
import { approvalErrors } from './errors.ts';
import { type DelegationDocument } from './types.ts';

/** Days that one delegation may last. */
export const LONGEST_DELEGATION_DAYS = 366;
const DAY_MS = 86_400_000;

/** Duties bound to the person: the seal and the keys of the system are handed over by an office's decision, not lent. */
const PERSONAL_DUTIES: readonly Duty[] = ['recordsClerk', 'admin', 'inspector'];

export interface NewDelegation {
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
}

export interface Delegations {
  /**
   * Lends one of the actor's own duties.
   * @throws DELEGATION_TO_SELF, DELEGATION_DUTY_PERSONAL, DELEGATION_DUTY_NOT_HELD, DELEGATION_DATES, ACCOUNT_NOT_FOUND
   */
  create(scope: SchoolScope, actor: Actor, delegation: NewDelegation): Promise<DelegationDocument>;
  /** Ends one at once; the lender and the delegate may. Ending twice is ending once. @throws DELEGATION_NOT_FOUND */
  end(scope: SchoolScope, actor: Actor, id: string): Promise<DelegationDocument>;
  /** Those the account gave or got that are not over, soonest end first. */
  list(scope: SchoolScope, account: string): Promise<DelegationDocument[]>;
  /** Those in force for a delegate now, whose lenders still hold the duty that is lent. */
  inForceFor(scope: SchoolScope, account: string): Promise<DelegationDocument[]>;
  /** Those in force now that lend one duty: who else is to be told of a turn. */
  lending(scope: SchoolScope, duty: string): Promise<DelegationDocument[]>;
  /** Tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<number>;
}

export interface DelegationDeps {
  readonly people: Pick<People, 'actorOf' | 'account'>;
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
      const lent = wanted.scope ?? scopeHeld(actor, wanted.duty);
      assertLendable(actor, wanted, lent);
      assertDates(wanted, clock.now());
      const to = await people.account(scope, wanted.to);
      const created = await delegations.in(scope).insert({
        _id: newId(),
        from: actor.account,
        fromName: actor.fullName,
        to: to.id,
        toName: to.fullName,
        duty: wanted.duty,
        scope: lent ?? {},
        types: wanted.types ?? [],
        startsAt: wanted.startsAt,
        endsAt: wanted.endsAt,
        ...(wanted.reason !== undefined && { reason: wanted.reason }),
        createdAt: clock.now(),
        outbox: [createdEvent(actor, wanted, clock.now())],
      });
      await publishOutbox(outbox(scope), created);
      return created;
    },
    async end(scope, actor, id) {
      const parties = { $or: [{ from: actor.account }, { to: actor.account }] };
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
    async inForceFor(scope, account) {
      const found = await delegations.in(scope).find({ to: account, ...current(clock.now()) }, { limit: 200 });
      const lenders = new Map<string, Actor>();
      for (const id of new Set(found.map((delegation) => delegation.from))) {
        lenders.set(id, await people.actorOf(scope, id));
      }
      return found.filter((delegation) => holdsFor(lenders.get(delegation.from), delegation.duty, delegation.scope));
    },
    lending: (scope, duty) => delegations.in(scope).find({ duty, ...current(clock.now()) }, { limit: 200 }),
    sweep: (scope) => publishPending(outbox(scope)),
  };
}

function createdEvent(actor: Actor, wanted: NewDelegation, at: Date) {
  const { to, duty, startsAt, endsAt, reason } = wanted;
  const details = { to, duty, startsAt, endsAt, ...(reason !== undefined && { reason }) };
  return outboxEvent({ event: 'delegation.created', at, actor: actor.account, details });
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
  const good = lasts > 0 && lasts <= LONGEST_DELEGATION_DAYS * DAY_MS && wanted.endsAt > now;
  if (!good) throw approvalErrors.DELEGATION_DATES({ days: LONGEST_DELEGATION_DAYS });
}

function scopeHeld(actor: Actor, duty: Duty): DutyScope | undefined {
  return actor.duties.find((held) => held.duty === duty)?.scope;
}

/** Whether a person holds a duty at least for all of `part`. */
function holdsFor(actor: Actor | undefined, duty: Duty, part: DutyScope): boolean {
  return actor?.duties.some((held) => held.duty === duty && covers(held.scope, part)) ?? false;
}
