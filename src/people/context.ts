import { type Clock } from '../kernel/clock.ts';
import { localDateOf } from '../kernel/local-date.ts';
import { outboxEvent, type OutboxEvent, type OutboxPlace, publishOutbox } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Account, type Change, type PeopleDeps } from './types.ts';
import { peopleErrors } from './errors.ts';
import { type AccountDocument, type PeopleCollections } from './model.ts';
import { asAccount } from './present.ts';

/** What the actions of `people` work with. */
export interface PeopleContext extends PeopleDeps, PeopleCollections {}

/** Today's date for the schools. */
export function today(clock: Clock): string {
  return localDateOf(clock.now());
}

/** Where the events of accounts go. */
export function accountOutbox(context: PeopleContext, scope: SchoolScope): OutboxPlace {
  return { scope, collection: context.accounts.in(scope), kind: 'account', sink: context.audit, log: context.log };
}

/** An event of a change to an account. */
export function accountEvent(
  context: PeopleContext,
  change: Change,
  event: { readonly event: string; readonly details?: Readonly<Record<string, unknown>> },
): OutboxEvent {
  return outboxEvent({ ...event, at: context.clock.now(), actor: change.by });
}

/** Gives a changed account after telling its events. @throws ACCOUNT_NOT_FOUND when there is none */
export async function publishAccount(
  context: PeopleContext,
  scope: SchoolScope,
  document: AccountDocument | null,
): Promise<Account> {
  if (!document) throw peopleErrors.ACCOUNT_NOT_FOUND();
  await publishOutbox(accountOutbox(context, scope), document);
  return asAccount(document);
}
