import { type Actor } from '../kernel/actor.ts';
import { scopeOfActor } from '../kernel/scope.ts';
import { beginAttempt, forgetAttempts } from './attempts.ts';
import { accountEvent, type PeopleContext, publishAccount } from './context.ts';
import { peopleErrors } from './errors.ts';
import { type Change, type InitialPassword } from './types.ts';
import { type AccountDocument } from './model.ts';
import { assertAcceptablePassword, hashPassword, newInitialPassword, verifyPassword } from './passwords.ts';

/** See `People.changePassword`. */
export async function changePassword(
  context: PeopleContext,
  actor: Actor,
  passwords: { readonly current: string; readonly next: string },
): Promise<void> {
  const change: Change = { scope: scopeOfActor(actor), by: actor.account };
  const account = await context.accounts.in(change.scope).findOne({ _id: actor.account });
  if (!account) throw peopleErrors.ACCOUNT_NOT_FOUND();
  await assertCurrent(context, account, { change, password: passwords.current });
  assertAcceptablePassword(passwords.next, account.username);
  if (await verifyPassword(account.passwordHash, passwords.next)) throw peopleErrors.PASSWORD_UNCHANGED();
  const changed = await setPassword(context, change, {
    account,
    password: passwords.next,
    mustChange: false,
    event: 'account.passwordChanged',
  });
  if (!changed) throw peopleErrors.PASSWORD_WRONG();
  await keepOnly(context, changed, { change, session: actor.session });
  await publishAccount(context, change.scope, changed);
}

/** See `People.confirmPassword`. */
export async function confirmPassword(context: PeopleContext, actor: Actor, password: string): Promise<void> {
  const change: Change = { scope: scopeOfActor(actor), by: actor.account };
  const account = await context.accounts.in(change.scope).findOne({ _id: actor.account });
  if (!account) throw peopleErrors.ACCOUNT_NOT_FOUND();
  await assertCurrent(context, account, { change, password });
}

/** See `People.resetPassword`. */
export async function resetPassword(
  context: PeopleContext,
  change: Change,
  at: { readonly account: string; readonly initialPassword?: string | undefined },
): Promise<InitialPassword> {
  if (change.by === at.account) throw peopleErrors.OWN_ACCOUNT_PROTECTED();
  const account = await context.accounts.in(change.scope).findOne({ _id: at.account });
  if (!account) throw peopleErrors.ACCOUNT_NOT_FOUND();
  const password = at.initialPassword ?? newInitialPassword();
  assertAcceptablePassword(password, account.username);
  const event = 'account.passwordReset';
  const changed = await setPassword(context, change, { account, password, mustChange: true, event });
  if (!changed) return resetPassword(context, change, at);
  await keepOnly(context, changed, { change });
  await forgetAttempts(context, change.scope, account.username);
  return { account: await publishAccount(context, change.scope, changed), initialPassword: password };
}

async function assertCurrent(
  context: PeopleContext,
  account: AccountDocument,
  { change, password }: { readonly change: Change; readonly password: string },
): Promise<void> {
  const attempt = await beginAttempt(context, change.scope, account.username);
  if (await verifyPassword(account.passwordHash, password)) return attempt.succeed();
  await attempt.fail();
  throw peopleErrors.PASSWORD_WRONG();
}

/** Null when another password was set in the meantime. A higher `passwordVersion` voids every session at once. */
async function setPassword(
  context: PeopleContext,
  change: Change,
  at: {
    readonly account: AccountDocument;
    readonly password: string;
    readonly mustChange: boolean;
    readonly event: string;
  },
): Promise<AccountDocument | null> {
  const { account } = at;
  return context.accounts.in(change.scope).updateOne(
    { _id: account._id, passwordVersion: account.passwordVersion },
    {
      $set: { passwordHash: await hashPassword(at.password), mustChangePassword: at.mustChange },
      $inc: { passwordVersion: 1 },
      $push: { outbox: accountEvent(context, change, { event: at.event }) },
    },
  );
}

async function keepOnly(
  context: PeopleContext,
  account: AccountDocument,
  { change, session }: { readonly change: Change; readonly session?: string | undefined },
): Promise<void> {
  const sessions = context.sessions.in(change.scope);
  if (session !== undefined) {
    await sessions.updateOne({ _id: session }, { $set: { passwordVersion: account.passwordVersion } });
  }
  await sessions.deleteMany({ account: account._id, passwordVersion: { $lt: account.passwordVersion } });
}
