import { newId } from '../kernel/ids.ts';
import { addDays } from '../kernel/local-date.ts';
import { accountEvent, type PeopleContext, publishAccount, today } from './context.ts';
import { peopleErrors } from './errors.ts';
import { type Account, type Change, type NewDuty } from './types.ts';
import { type HeldDuty } from './model.ts';
import { assertDutyDates } from './policy.ts';

/** @throws DUTY_DATES_INVALID, INSPECTOR_DATES_REQUIRED */
export function newHeldDuty(duty: NewDuty): HeldDuty {
  assertDutyDates(duty);
  const { from, until } = duty;
  return {
    id: newId(),
    duty: duty.duty,
    scope: duty.scope ?? {},
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

/** See `People.grantDuty`. */
export async function grantDuty(
  context: PeopleContext,
  change: Change,
  at: { readonly account: string; readonly duty: NewDuty },
): Promise<Account> {
  if (change.by === at.account) throw peopleErrors.OWN_ACCOUNT_PROTECTED();
  const held = newHeldDuty(at.duty);
  const outbox = accountEvent(context, change, { event: 'account.dutyGranted', details: { ...held } });
  const changed = await context.accounts
    .in(change.scope)
    .updateOne({ _id: at.account }, { $push: { duties: held, outbox } });
  return publishAccount(context, change.scope, changed);
}

/** See `People.endDuty`. */
export async function endDuty(
  context: PeopleContext,
  change: Change,
  at: { readonly account: string; readonly duty: string; readonly until?: string | undefined },
): Promise<Account> {
  if (change.by === at.account) throw peopleErrors.OWN_ACCOUNT_PROTECTED();
  const accounts = context.accounts.in(change.scope);
  const account = await accounts.findOne({ _id: at.account });
  if (!account) throw peopleErrors.ACCOUNT_NOT_FOUND();
  const held = account.duties.find((duty) => duty.id === at.duty);
  if (!held) throw peopleErrors.DUTY_NOT_FOUND();
  assertNotRevived(held, { today: today(context.clock), until: at.until });
  const until = at.until ?? addDays(today(context.clock), -1);
  if (at.until !== undefined) assertDutyDates({ ...held, until });
  const details = { id: held.id, duty: held.duty, until };
  const outbox = accountEvent(context, change, { event: 'account.dutyEnded', details });
  const changed = await accounts.updateOne(
    { _id: account._id, 'duties.id': held.id },
    { $set: { 'duties.$.until': until }, $push: { outbox } },
  );
  return publishAccount(context, change.scope, changed);
}

/** What has ended stays ended, and an end only comes nearer. @throws DUTY_ENDED, DUTY_NOT_PROLONGED */
function assertNotRevived(
  { until: set }: HeldDuty,
  { today: date, until }: { readonly today: string; readonly until: string | undefined },
): void {
  if (set === undefined) return;
  if (set < date) throw peopleErrors.DUTY_ENDED({ until: set });
  if (until !== undefined && until > set) throw peopleErrors.DUTY_NOT_PROLONGED({ until: set });
}
