import { isHosoError } from '../../kernel/errors.ts';
import { type Account, type Change, type People } from '../../people/index.ts';
import { type AccountData } from './school-data.ts';

/** An account of a seeded school; the password is there exactly if it was set in this run. */
export interface SeededAccount {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly duties: readonly string[];
  readonly initialPassword?: string;
}

export interface PasswordChoice {
  /** For every account; absent: a random one each. */
  readonly initialPassword?: string | undefined;
  /** Sets a new one-time password for accounts that were made earlier and nobody has used yet. */
  readonly reissueUnused?: boolean | undefined;
}

/** Makes the accounts that are missing, all at once: their passwords are hashed on every core. Safe to repeat. */
export async function seedAccounts(
  people: People,
  change: Change,
  { accounts, choice }: { readonly accounts: readonly AccountData[]; readonly choice: PasswordChoice },
): Promise<SeededAccount[]> {
  return Promise.all(accounts.map((data) => seedAccount(people, change, { data, choice })));
}

async function seedAccount(
  people: People,
  change: Change,
  { data, choice }: { readonly data: AccountData; readonly choice: PasswordChoice },
): Promise<SeededAccount> {
  const existing = await people.accountByUsername(change.scope, data.username);
  if (existing) return keepAccount(people, change, { existing, choice });
  const { username, fullName, title, email, department, external, duties } = data;
  const { initialPassword } = choice;
  const departments = department === undefined ? [] : [department];
  try {
    const made = await people.createAccount(change, {
      ...{ username, fullName, title, email, departments, external },
      duties: duties.map(({ duty, scope, from, until }) => ({ duty, scope, from, until })),
      initialPassword,
    });
    return { ...seeded(made.account), initialPassword: made.initialPassword };
  } catch (error) {
    if (isHosoError(error, 'USERNAME_TAKEN')) return seedAccount(people, change, { data, choice });
    throw error;
  }
}

async function keepAccount(
  people: People,
  change: Change,
  { existing, choice }: { readonly existing: Account; readonly choice: PasswordChoice },
): Promise<SeededAccount> {
  const unused = existing.mustChangePassword && existing.lastSignInAt === undefined;
  if (!choice.reissueUnused || !unused) return seeded(existing);
  const { account, initialPassword } = await people.resetPassword(change, existing.id, choice.initialPassword);
  return { ...seeded(account), initialPassword };
}

function seeded({ id, username, fullName, duties }: Account): SeededAccount {
  return { id, username, fullName, duties: [...new Set(duties.map(({ duty }) => duty))] };
}
