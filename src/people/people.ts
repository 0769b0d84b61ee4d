import { newId } from '../kernel/ids.ts';
import { publishPending } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { actorOf, authenticate } from './authenticate.ts';
import { changePassword, confirmPassword, resetPassword } from './change-password.ts';
import { accountOutbox, type PeopleContext } from './context.ts';
import { endDuty, grantDuty } from './duties.ts';
import { peopleErrors } from './errors.ts';
import { type Account, type People, type PeopleDeps } from './types.ts';
import { createAccount, setAccountState } from './manage-accounts.ts';
import { peopleCollections } from './model.ts';
import { asAccount } from './present.ts';
import { holdersOf, searchAccounts } from './search-accounts.ts';
import { SESSION_IDLE_MS, signIn } from './sign-in.ts';
import { confirmTotp, removeTotp, startTotp } from './totp.ts';
import { normalizeUsername } from './username.ts';

const ATTEMPTS_KEPT_MS = 24 * 3_600_000;

/** Makes the domain and registers its collections. */
export function createPeople(deps: PeopleDeps): People {
  const context: PeopleContext = { ...deps, ...peopleCollections(deps.db) };
  return {
    signIn: (input) => signIn(context, input),
    authenticate: (token, options) => authenticate(context, token, options),
    signOut: (scope, session) => signOut(context, scope, session),
    changePassword: (actor, passwords) => changePassword(context, actor, passwords),
    confirmPassword: (actor, password) => confirmPassword(context, actor, password),
    account: (scope, id) => account(context, scope, id),
    accounts: (scope, ids) => accounts(context, scope, ids),
    accountByUsername: (scope, username) => accountByUsername(context, scope, username),
    searchAccounts: (scope, query) => searchAccounts(context, scope, query),
    holdersOf: (scope, query) => holdersOf(context, scope, query),
    actorOf: (scope, id) => actorOf(context, scope, id),
    createAccount: (change, input) => createAccount(context, change, input),
    setAccountState: (change, id, state) => setAccountState(context, change, { account: id, state }),
    resetPassword: (change, id, initialPassword) => resetPassword(context, change, { account: id, initialPassword }),
    grantDuty: (change, id, duty) => grantDuty(context, change, { account: id, duty }),
    endDuty: (change, at) => endDuty(context, change, at),
    startTotp: (actor) => startTotp(context, actor),
    confirmTotp: (actor, code) => confirmTotp(context, actor, code),
    removeTotp: (actor, code) => removeTotp(context, actor, code),
    sweep: (scope) => sweep(context, scope),
  };
}

async function signOut(context: PeopleContext, scope: SchoolScope, session: string): Promise<void> {
  const sessions = context.sessions.in(scope);
  const found = await sessions.findOne({ _id: session });
  if (!found || !(await sessions.deleteOne({ _id: session }))) return;
  const { account: actor } = found;
  const subject = { kind: 'account', id: actor };
  await context.audit.append(scope, [
    { id: newId(), event: 'account.signedOut', at: context.clock.now(), actor, subject },
  ]);
}

async function account(context: PeopleContext, scope: SchoolScope, id: string): Promise<Account> {
  const found = await context.accounts.in(scope).findOne({ _id: id });
  if (!found) throw peopleErrors.ACCOUNT_NOT_FOUND();
  return asAccount(found);
}

async function accounts(
  context: PeopleContext,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const found = ids.length === 0 ? [] : await context.accounts.in(scope).find({ _id: { $in: [...new Set(ids)] } });
  return new Map(found.map((document) => [document._id, asAccount(document)]));
}

async function accountByUsername(
  context: PeopleContext,
  scope: SchoolScope,
  username: string,
): Promise<Account | undefined> {
  const found = await context.accounts.in(scope).findOne({ username: normalizeUsername(username) });
  return found ? asAccount(found) : undefined;
}

async function sweep(context: PeopleContext, scope: SchoolScope): Promise<{ sessions: number; events: number }> {
  const now = context.clock.now();
  const idle = new Date(now.getTime() - SESSION_IDLE_MS);
  const sessions = await context.sessions
    .in(scope)
    .deleteMany({ $or: [{ expiresAt: { $lte: now } }, { seenAt: { $lte: idle } }] });
  const old = new Date(now.getTime() - ATTEMPTS_KEPT_MS);
  await context.attempts.in(scope).deleteMany({ lastAt: { $lte: old } });
  return { sessions, events: await publishPending(accountOutbox(context, scope)) };
}
