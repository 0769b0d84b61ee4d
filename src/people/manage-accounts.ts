import { isDuplicate } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { accountEvent, type PeopleContext, publishAccount } from './context.ts';
import { newHeldDuty } from './duties.ts';
import { peopleErrors } from './errors.ts';
import { type Account, type Change, type InitialPassword, type NewAccount } from './types.ts';
import { type AccountDocument, type AccountState } from './model.ts';
import { assertAcceptablePassword, hashPassword, newInitialPassword } from './passwords.ts';
import { normalizeUsername, searchTextOf } from './username.ts';

/** See `People.createAccount`. */
export async function createAccount(
  context: PeopleContext,
  change: Change,
  input: NewAccount,
): Promise<InitialPassword> {
  const username = normalizeUsername(input.username);
  const initialPassword = input.initialPassword ?? newInitialPassword();
  assertAcceptablePassword(initialPassword, username);
  const duties = (input.duties ?? []).map(newHeldDuty);
  const details = { username, duties: duties.map(({ duty }) => duty) };
  try {
    const created = await context.accounts.in(change.scope).insert({
      _id: newId(),
      username,
      fullName: input.fullName.normalize('NFC').trim(),
      ...(input.title !== undefined && { title: input.title }),
      ...(input.email !== undefined && { email: input.email }),
      departments: [...(input.departments ?? [])],
      external: input.external ?? false,
      duties,
      state: 'active',
      passwordHash: await hashPassword(initialPassword),
      passwordVersion: 1,
      mustChangePassword: true,
      searchText: searchTextOf({ fullName: input.fullName, username }),
      outbox: [accountEvent(context, change, { event: 'account.created', details })],
    });
    return { account: await publishAccount(context, change.scope, created), initialPassword };
  } catch (error) {
    if (isDuplicate(error)) throw peopleErrors.USERNAME_TAKEN({ username }, error);
    throw error;
  }
}

/** See `People.setAccountState`. */
export async function setAccountState(
  context: PeopleContext,
  change: Change,
  at: { readonly account: string; readonly state: AccountState },
): Promise<Account> {
  if (change.by === at.account) throw peopleErrors.OWN_ACCOUNT_PROTECTED();
  const accounts = context.accounts.in(change.scope);
  const event = at.state === 'active' ? 'account.enabled' : 'account.disabled';
  const changed: AccountDocument | null =
    (await accounts.updateOne(
      { _id: at.account, state: { $ne: at.state } },
      { $set: { state: at.state }, $push: { outbox: accountEvent(context, change, { event }) } },
    )) ?? (await accounts.findOne({ _id: at.account }));
  if (at.state === 'disabled') await context.sessions.in(change.scope).deleteMany({ account: at.account });
  return publishAccount(context, change.scope, changed);
}
