import { type Actor } from '../kernel/actor.ts';
import { scopeOfSchool, type SchoolScope } from '../kernel/scope.ts';
import { today, type PeopleContext } from './context.ts';
import { peopleErrors } from './errors.ts';
import { type Authenticated } from './types.ts';
import { type AccountDocument, type SessionDocument } from './model.ts';
import { activeDuties, assertHasDuty } from './policy.ts';
import { SESSION_IDLE_MS } from './sign-in.ts';
import { isCsrfTokenOf, readSessionToken } from './tokens.ts';

/** How far `seenAt` may lag behind, so that not every request writes. */
const SEEN_STEP_MS = 60_000;

/** See `People.authenticate`. */
export async function authenticate(
  context: PeopleContext,
  token: string,
  options: { readonly leaving?: boolean | undefined } = {},
): Promise<Authenticated | undefined> {
  const key = readSessionToken(token);
  if (!key) return undefined;
  const scope = scopeOfSchool(key.school);
  const session = await context.sessions.in(scope).findOne({ _id: key.session });
  if (!session || !isAlive(session, context.clock.now())) return undefined;
  const account = await context.accounts.in(scope).findOne({ _id: session.account });
  if (account?.state !== 'active' || account.passwordVersion !== session.passwordVersion) return undefined;
  if (!options.leaving) assertHasDuty(account.duties, today(context.clock));
  await touch(context, scope, session);
  const { _id: id, expiresAt } = session;
  return {
    actor: actorFor(context, account, id),
    isCsrfToken: (presented) => isCsrfTokenOf(token, presented),
    session: id,
    expiresAt,
  };
}

/** See `People.actorOf`. */
export async function actorOf(context: PeopleContext, scope: SchoolScope, id: string): Promise<Actor> {
  const account = await context.accounts.in(scope).findOne({ _id: id });
  if (!account) throw peopleErrors.ACCOUNT_NOT_FOUND();
  return actorFor(context, account);
}

function actorFor(context: PeopleContext, account: AccountDocument, session?: string): Actor {
  return {
    account: account._id,
    school: account.school,
    username: account.username,
    fullName: account.fullName,
    duties: account.state === 'active' ? activeDuties(account.duties, today(context.clock)) : [],
    mustChangePassword: account.mustChangePassword,
    ...(session !== undefined && { session }),
  };
}

function isAlive(session: SessionDocument, now: Date): boolean {
  return session.expiresAt > now && now.getTime() - session.seenAt.getTime() < SESSION_IDLE_MS;
}

async function touch(context: PeopleContext, scope: SchoolScope, session: SessionDocument): Promise<void> {
  const now = context.clock.now();
  if (now.getTime() - session.seenAt.getTime() < SEEN_STEP_MS) return;
  await context.sessions.in(scope).updateOne({ _id: session._id }, { $set: { seenAt: now } });
}
