import { clearTries, failTry, releaseTry, reserveTry } from '../kernel/attempt-limit.ts';
import { isDuplicate } from '../kernel/db.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type PeopleContext } from './context.ts';
import { peopleErrors } from './errors.ts';

/** Wrong passwords in a row before the lock-out. */
export const ATTEMPT_LIMIT = 5;
const LOCK_OUT_MS = 15 * 60_000;

/** One try at a password, counted before the password is looked at. */
export interface Attempt {
  succeed(): Promise<void>;
  /** The password was right, but more is asked: earlier failures stay counted. */
  release(): Promise<void>;
  /** @returns whether this failure was the one that locked the account. */
  fail(): Promise<boolean>;
}

/** The id of a username's counter; it is kept for names without an account too, so that a lock-out tells nothing. */
export function attemptId(username: string): string {
  return sha256Hex(`sign-in:${username}`).slice(0, 32);
}

/**
 * Counts a try at the password of a username.
 * @throws ACCOUNT_LOCKED
 */
export async function beginAttempt(context: PeopleContext, scope: SchoolScope, username: string): Promise<Attempt> {
  const id = attemptId(username);
  const attempts = context.attempts.in(scope);
  const now = context.clock.now();
  await attempts.updateOne(
    { _id: id, lockedUntil: { $lte: now } },
    { $set: { tries: 0, failed: 0 }, $unset: { lockedUntil: 1 } },
  );
  let reservation = await reserveTry(attempts, id, ATTEMPT_LIMIT);
  if (reservation === 'missing') {
    await createCounter(context, scope, id);
    reservation = await reserveTry(attempts, id, ATTEMPT_LIMIT);
  }
  if (reservation !== 'granted') throw await lockedError(context, scope, id);
  return {
    succeed: () => clearTries(attempts, id),
    release: () => releaseTry(attempts, id),
    fail: async () => {
      const remaining = await failTry(attempts, id, ATTEMPT_LIMIT);
      await attempts.updateOne({ _id: id }, { $set: { lastAt: now } });
      return remaining === 0 && (await lock(context, scope, id));
    },
  };
}

/** Forgets the failures of a username: a reset password lifts a lock-out. */
export async function forgetAttempts(context: PeopleContext, scope: SchoolScope, username: string): Promise<void> {
  await context.attempts.in(scope).deleteOne({ _id: attemptId(username) });
}

async function createCounter(context: PeopleContext, scope: SchoolScope, id: string): Promise<void> {
  try {
    await context.attempts.in(scope).insert({ _id: id, tries: 0, failed: 0, lastAt: context.clock.now() });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Also ends what a crash between the last failure and the lock left open. */
async function lock(context: PeopleContext, scope: SchoolScope, id: string): Promise<boolean> {
  const lockedUntil = new Date(context.clock.now().getTime() + LOCK_OUT_MS);
  const filter = { _id: id, lockedUntil: { $exists: false } };
  return (await context.attempts.in(scope).updateOne(filter, { $set: { lockedUntil } })) !== null;
}

async function lockedError(context: PeopleContext, scope: SchoolScope, id: string): Promise<Error> {
  await lock(context, scope, id);
  const counter = await context.attempts.in(scope).findOne({ _id: id });
  return peopleErrors.ACCOUNT_LOCKED({ until: (counter?.lockedUntil ?? context.clock.now()).toISOString() });
}
