import { type Duty, type DutyScope } from '../kernel/actor.ts';
import { type Database, type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import { type LocalDate } from '../kernel/local-date.ts';
import { type DocumentWithOutbox, OUTBOX_FIELD } from '../kernel/outbox.ts';

/** A duty as it is held: for a scope, from a first to a last day. */
export interface HeldDuty {
  readonly id: string;
  readonly duty: Duty;
  readonly scope: DutyScope;
  readonly from?: LocalDate | undefined;
  readonly until?: LocalDate | undefined;
}

export type AccountState = 'active' | 'disabled';

/** A second factor; `secret` is sealed under the server's key. */
export interface TotpCredential {
  readonly secret: string;
  readonly confirmed: boolean;
  /** The last 30-second step that was accepted: a code is good once. */
  readonly lastStep: number;
}

export interface AccountDocument extends DocumentWithOutbox {
  username: string;
  fullName: string;
  title?: string;
  email?: string;
  departments: string[];
  /** From outside the school, such as an inspector. */
  external: boolean;
  duties: HeldDuty[];
  state: AccountState;
  passwordHash: string;
  /** Counts the passwords there have been; a session made under an earlier one is void. */
  passwordVersion: number;
  mustChangePassword: boolean;
  lastSignInAt?: Date;
  totp?: TotpCredential;
  /** Name and username without tone marks, lower case. */
  searchText: string;
}

/** `_id` is the SHA-256 of the token's secret: the secret itself is kept nowhere. */
export interface SessionDocument extends SchoolDocument {
  account: string;
  passwordVersion: number;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

/** Failed sign-ins of one username, whether or not there is such an account. `_id` is a hash of the username. */
export interface AttemptDocument extends SchoolDocument {
  tries: number;
  failed: number;
  lastAt: Date;
  lockedUntil?: Date;
}

export interface PeopleCollections {
  readonly accounts: SchoolCollection<AccountDocument>;
  readonly sessions: SchoolCollection<SessionDocument>;
  readonly attempts: SchoolCollection<AttemptDocument>;
}

/** Registers the collections of `people`. */
export function peopleCollections(db: Database): PeopleCollections {
  return { accounts: accounts(db), sessions: sessions(db), attempts: attempts(db) };
}

function accounts(db: Database): SchoolCollection<AccountDocument> {
  const duty = { _id: false, id: String, duty: String, scope: Object, from: String, until: String };
  return db.collection<AccountDocument>({
    name: 'accounts',
    fields: {
      username: { type: String, required: true },
      fullName: { type: String, required: true },
      title: String,
      email: String,
      departments: [String],
      external: { type: Boolean, default: false },
      duties: [duty],
      state: { type: String, required: true },
      passwordHash: { type: String, required: true },
      passwordVersion: { type: Number, default: 1 },
      mustChangePassword: { type: Boolean, required: true },
      lastSignInAt: Date,
      totp: { type: { secret: String, confirmed: Boolean, lastStep: Number }, _id: false },
      searchText: String,
      outbox: OUTBOX_FIELD,
    },
    indexes: [{ keys: { username: 1 }, unique: true }, { keys: { 'duties.duty': 1 } }],
  });
}

function sessions(db: Database): SchoolCollection<SessionDocument> {
  return db.collection<SessionDocument>({
    name: 'sessions',
    fields: { account: String, passwordVersion: Number, createdAt: Date, seenAt: Date, expiresAt: Date },
    indexes: [{ keys: { account: 1 } }, { keys: { expiresAt: 1 } }],
  });
}

function attempts(db: Database): SchoolCollection<AttemptDocument> {
  return db.collection<AttemptDocument>({
    name: 'signInAttempts',
    fields: { tries: Number, failed: Number, lastAt: Date, lockedUntil: Date },
    indexes: [{ keys: { lastAt: 1 } }],
  });
}
