import { type Actor, type Duty, type DutyScope } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { type Database } from '../kernel/db.ts';
import { type LocalDate } from '../kernel/local-date.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type AccountState, type HeldDuty } from './model.ts';

/** How `people` finds a school before anyone has signed in; `structure` is one. */
export interface SchoolDirectory {
  schoolByCode(code: string): Promise<{ readonly id: string } | undefined>;
}

export interface PeopleDeps {
  readonly db: Database;
  readonly schools: SchoolDirectory;
  readonly audit: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
  /** 32 bytes; seals the secrets of second factors. */
  readonly serverKey: Uint8Array;
}

/** An account as other domains see it: never with a password's hash. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  /** What stands under a signature: `Tổ trưởng tổ Toán`. */
  readonly title?: string;
  readonly email?: string;
  readonly departments: readonly string[];
  readonly external: boolean;
  readonly state: AccountState;
  readonly duties: readonly HeldDuty[];
  readonly mustChangePassword: boolean;
  readonly secondFactor: boolean;
  readonly lastSignInAt?: Date;
}

export interface SignIn {
  /** School code, `THPT-001`. */
  readonly school: string;
  readonly username: string;
  readonly password: string;
  readonly totp?: string | undefined;
}

export interface SignedIn {
  /** `<schoolId>.<secret>`, the bearer token or the value of the session cookie. */
  readonly token: string;
  readonly csrfToken: string;
  readonly account: Account;
  readonly mustChangePassword: boolean;
  /** When the session ends even if it is used all the time. */
  readonly expiresAt: Date;
}

export interface Authenticated {
  readonly actor: Actor;
  /** Whether this anti-forgery token belongs to the session's token; in constant time. */
  isCsrfToken(presented: string | undefined): boolean;
  /** Session id; also in `actor.session`. */
  readonly session: string;
  readonly expiresAt: Date;
}

/** Who makes a change and where: `by` is an account id or `system`. */
export interface Change {
  readonly scope: SchoolScope;
  readonly by: string;
}

/** A change that somebody signed in makes. */
export function changeOf({ scope, actor }: { readonly scope: SchoolScope; readonly actor: Actor }): Change {
  return { scope, by: actor.account };
}

export interface NewDuty {
  readonly duty: Duty;
  readonly scope?: DutyScope | undefined;
  readonly from?: LocalDate | undefined;
  readonly until?: LocalDate | undefined;
}

export interface NewAccount {
  readonly username: string;
  readonly fullName: string;
  readonly title?: string | undefined;
  readonly email?: string | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly external?: boolean | undefined;
  readonly duties?: readonly NewDuty[] | undefined;
  /** The one-time initial password; absent: a random one is made. */
  readonly initialPassword?: string | undefined;
}

/** A one-time password; this is the only time it can be read. */
export interface InitialPassword {
  readonly account: Account;
  readonly initialPassword: string;
}

export interface AccountQuery {
  /** Words of the name or username, with or without tone marks. */
  readonly q?: string | undefined;
  readonly duty?: Duty | undefined;
  readonly department?: string | undefined;
  readonly state?: AccountState | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 200, else 50. */
  readonly limit?: number | undefined;
}

export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly nextCursor?: string;
}

export interface DutyHolderQuery {
  readonly duty: Duty;
  /** What is to be covered; a holder of the duty for the whole school covers everything. */
  readonly target?: DutyScope | undefined;
}

/** Accounts, duties, sessions and passwords of the schools. */
export interface People {
  /**
   * Signs in with a password. Unknown school, unknown user, disabled account and wrong password are one answer in equal time.
   * @throws SIGN_IN_FAILED, ACCOUNT_LOCKED (5 failures in a row: 15 minutes), TOTP_REQUIRED, TOTP_WRONG, NO_ACTIVE_DUTY,
   * INSPECTOR_ACCESS_ENDED
   */
  signIn(input: SignIn): Promise<SignedIn>;
  /**
   * Who a token belongs to; undefined when it is unknown, expired, revoked or its account disabled. Two indexed reads.
   * @throws NO_ACTIVE_DUTY, INSPECTOR_ACCESS_ENDED when the session lives but the account's duties have ended
   */
  authenticate(token: string, options?: { readonly leaving?: boolean }): Promise<Authenticated | undefined>;
  signOut(scope: SchoolScope, session: string): Promise<void>;
  /**
   * Changes one's own password and ends every session but the one acting.
   * @throws PASSWORD_WRONG, ACCOUNT_LOCKED, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_UNCHANGED, PASSWORD_GUESSABLE
   */
  changePassword(actor: Actor, passwords: { readonly current: string; readonly next: string }): Promise<void>;

  /** Proves once more that it is the account's owner who acts. @throws PASSWORD_WRONG, ACCOUNT_LOCKED */
  confirmPassword(actor: Actor, password: string): Promise<void>;

  /** @throws ACCOUNT_NOT_FOUND */
  account(scope: SchoolScope, id: string): Promise<Account>;
  /** Those of the ids that exist, by id. */
  accounts(scope: SchoolScope, ids: readonly string[]): Promise<ReadonlyMap<string, Account>>;
  accountByUsername(scope: SchoolScope, username: string): Promise<Account | undefined>;
  searchAccounts(scope: SchoolScope, query: AccountQuery): Promise<AccountPage>;
  /** Active accounts that hold the duty now and cover the target, by username. */
  holdersOf(scope: SchoolScope, query: DutyHolderQuery): Promise<readonly Account[]>;
  /** Who an account would act as now, without a session: for jobs and delegations. @throws ACCOUNT_NOT_FOUND */
  actorOf(scope: SchoolScope, account: string): Promise<Actor>;

  /** @throws USERNAME_TAKEN, PASSWORD_*, DUTY_DATES_INVALID, INSPECTOR_DATES_REQUIRED */
  createAccount(change: Change, account: NewAccount): Promise<InitialPassword>;
  /** Disables (ending every session) or enables. @throws ACCOUNT_NOT_FOUND, OWN_ACCOUNT_PROTECTED */
  setAccountState(change: Change, account: string, state: AccountState): Promise<Account>;
  /** Sets a one-time password, lifts a lock-out and ends every session. @throws ACCOUNT_NOT_FOUND, OWN_ACCOUNT_PROTECTED, PASSWORD_* */
  resetPassword(change: Change, account: string, initialPassword?: string): Promise<InitialPassword>;
  /** @throws ACCOUNT_NOT_FOUND, OWN_ACCOUNT_PROTECTED, DUTY_DATES_INVALID, INSPECTOR_DATES_REQUIRED */
  grantDuty(change: Change, account: string, duty: NewDuty): Promise<Account>;
  /** Sets the last day of a duty (default: yesterday, so that it ends now). @throws ACCOUNT_NOT_FOUND, DUTY_NOT_FOUND */
  endDuty(
    change: Change,
    at: { readonly account: string; readonly duty: string; readonly until?: LocalDate | undefined },
  ): Promise<Account>;

  /** Starts a second factor (RFC 6238); it counts once a code is confirmed. @throws TOTP_ALREADY_ON */
  startTotp(actor: Actor): Promise<{ readonly secret: string; readonly uri: string }>;
  /** @throws TOTP_NOT_STARTED, TOTP_WRONG */
  confirmTotp(actor: Actor, code: string): Promise<void>;
  /** Wrong codes count as wrong passwords do. @throws TOTP_NOT_STARTED, TOTP_WRONG, ACCOUNT_LOCKED */
  removeTotp(actor: Actor, code: string): Promise<void>;

  /** Deletes dead sessions and old attempts and tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<{ readonly sessions: number; readonly events: number }>;
}
