import { type Approvals, type DelegationDocument, DUTY_NAMES, type NewDelegation } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { type Clock } from '../../kernel/clock.ts';
import { momentInWords } from '../../kernel/local-date.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { type NotificationKind, type Notifications } from '../../notifications/index.ts';

export interface LendingDeps {
  readonly approvals: Pick<Approvals, 'delegations'>;
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly clock: Clock;
}

/** Lends a duty and tells both. @throws what `Delegations.create` throws */
export async function lendDuty(deps: LendingDeps, actor: Actor, wanted: NewDelegation): Promise<DelegationDocument> {
  const made = await deps.approvals.delegations.create(scopeOfActor(actor), actor, wanted);
  await tell(deps, actor, { delegation: made, kinds: { from: 'delegationGiven', to: 'delegationGot' } });
  return made;
}

/** Ends a delegation early and tells both. @throws DELEGATION_NOT_FOUND */
export async function endLending(deps: LendingDeps, actor: Actor, id: string): Promise<DelegationDocument> {
  const ended = await deps.approvals.delegations.end(scopeOfActor(actor), actor, id);
  await tell(deps, actor, { delegation: ended, kinds: { from: 'delegationEnded', to: 'delegationEnded' } });
  return ended;
}

interface Telling {
  readonly delegation: DelegationDocument;
  readonly kinds: { readonly from: NotificationKind; readonly to: NotificationKind };
}

async function tell(deps: LendingDeps, actor: Actor, { delegation, kinds }: Telling): Promise<void> {
  const { _id, duty, from, fromName, to, toName, startsAt, endsAt } = delegation;
  const [starts, ends] = [momentInWords(startsAt), momentInWords(endsAt)];
  const parameters = {
    ...{ from: fromName, to: toName, duty: DUTY_NAMES[duty].vi, dutyEn: DUTY_NAMES[duty].en },
    ...{ startsAt: starts.vi, startsAtEn: starts.en, endsAt: ends.vi, endsAtEn: ends.en },
  };
  const news = { event: `delegation:${_id}`, parameters, at: deps.clock.now() };
  await deps.notifications.notify(scopeOfActor(actor), [
    { ...news, account: from, kind: kinds.from },
    { ...news, account: to, kind: kinds.to },
  ]);
}
