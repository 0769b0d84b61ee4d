import { newId } from '../kernel/ids.ts';
import { scopeOfSchool, type SchoolScope } from '../kernel/scope.ts';
import { beginAttempt, type Attempt } from './attempts.ts';
import { today, type PeopleContext } from './context.ts';
import { peopleErrors } from './errors.ts';
import { type SignedIn, type SignIn } from './types.ts';
import { type AccountDocument } from './model.ts';
import { verifyPassword } from './passwords.ts';
import { assertHasDuty } from './policy.ts';
import { asAccount } from './present.ts';
import { csrfTokenOf, newSessionToken, readSessionToken } from './tokens.ts';
import { acceptTotp } from './totp.ts';
import { normalizeUsername } from './username.ts';

/** A session ends after 12 hours, or an hour without a request. */
export const SESSION_LIFE_MS = 12 * 3_600_000;
export const SESSION_IDLE_MS = 3_600_000;

/** See `People.signIn`. */
export async function signIn(context: PeopleContext, input: SignIn): Promise<SignedIn> {
  const school = await context.schools.schoolByCode(input.school.trim());
  if (!school) {
    await verifyPassword(undefined, input.password);
    throw peopleErrors.SIGN_IN_FAILED();
  }
  const scope = scopeOfSchool(school.id);
  const username = normalizeUsername(input.username);
  const attempt = await beginAttempt(context, scope, username);
  const account = await context.accounts.in(scope).findOne({ username });
  const passwordHash = account?.state === 'active' ? account.passwordHash : undefined;
  const fits = await verifyPassword(passwordHash, input.password);
  if (!account || !fits) {
    await failed(context, { scope, attempt, account });
    throw peopleErrors.SIGN_IN_FAILED();
  }
  await passSecondFactor(context, { scope, account, attempt, code: input.totp });
  await attempt.succeed();
  assertHasDuty(account.duties, today(context.clock));
  return openSession(context, scope, account);
}

interface Trying {
  readonly scope: SchoolScope;
  readonly account: AccountDocument | null;
  readonly attempt: Attempt;
}

async function failed(context: PeopleContext, { scope, account, attempt }: Trying): Promise<void> {
  const locked = await attempt.fail();
  if (!locked || !account) return;
  await tell(context, scope, { account: account._id, event: 'account.locked' });
}

async function passSecondFactor(
  context: PeopleContext,
  trying: Trying & { readonly account: AccountDocument; readonly code: string | undefined },
): Promise<void> {
  const { scope, account, attempt, code } = trying;
  if (!account.totp?.confirmed) return;
  if (code === undefined || code === '') {
    await attempt.release();
    throw peopleErrors.TOTP_REQUIRED();
  }
  if (await acceptTotp(context, { scope, account, code })) return;
  await failed(context, trying);
  throw peopleErrors.TOTP_WRONG();
}

async function openSession(context: PeopleContext, scope: SchoolScope, account: AccountDocument): Promise<SignedIn> {
  const now = context.clock.now();
  const token = newSessionToken(scope.school);
  const session = readSessionToken(token)?.session ?? '';
  const expiresAt = new Date(now.getTime() + SESSION_LIFE_MS);
  const { _id: id, passwordVersion } = account;
  await context.sessions.in(scope).deleteMany({ account: id, expiresAt: { $lte: now } });
  await context.sessions
    .in(scope)
    .insert({ _id: session, account: id, passwordVersion, createdAt: now, seenAt: now, expiresAt });
  await context.accounts.in(scope).updateOne({ _id: id }, { $set: { lastSignInAt: now } });
  await tell(context, scope, { account: id, event: 'account.signedIn' });
  const seen = asAccount({ ...account, lastSignInAt: now });
  const { mustChangePassword } = account;
  return { token, csrfToken: csrfTokenOf(token), account: seen, mustChangePassword, expiresAt };
}

/** Tells at once what changes no account: without its trail there is no sign-in. */
async function tell(
  context: PeopleContext,
  scope: SchoolScope,
  what: { readonly account: string; readonly event: string },
): Promise<void> {
  const subject = { kind: 'account', id: what.account };
  const at = context.clock.now();
  await context.audit.append(scope, [{ id: newId(), event: what.event, at, actor: what.account, subject }]);
}
