import { randomBytes } from 'node:crypto';
import { type Audit, createAudit } from '../../src/audit/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { type Database } from '../../src/kernel/db.ts';
import { createLogger, type Logger } from '../../src/kernel/logger.ts';
import { scopeOfSchool, type SchoolScope } from '../../src/kernel/scope.ts';
import { type Change, createPeople, type NewDuty, type People } from '../../src/people/index.ts';
import { createStructure, type NewSchool, type Structure } from '../../src/structure/index.ts';
import { connectTestDatabase } from './database.ts';

/** A process's people and structure over one database. */
export interface Domains {
  readonly db: Database;
  readonly clock: ManualClock;
  readonly audit: Audit;
  readonly log: Logger;
  readonly serverKey: Uint8Array;
  readonly people: People;
  readonly structure: Structure;
}

/** Monday of study week 12 of 2026-2027, 8 o'clock in Vietnam. */
export const NOW = '2026-11-23T01:00:00Z';

export const SCHOOL: NewSchool = {
  code: 'THPT-001',
  name: 'Trường THPT Trần Hưng Đạo',
  shortName: 'THPT Trần Hưng Đạo',
};

const TEST_SERVER_KEY = randomBytes(32);

/** Opens the domains on a database of their own, or as one more process on the database named. */
export async function openDomains(options: { database?: string; clock?: ManualClock } = {}): Promise<Domains> {
  const db = await connectTestDatabase(options.database);
  const clock = options.clock ?? new ManualClock(NOW);
  const log = createLogger({ level: 'silent' });
  const audit = createAudit({ db });
  const serverKey = TEST_SERVER_KEY;
  const structure = createStructure({ db, audit, clock, log });
  const people = createPeople({ db, schools: structure, audit, clock, log, serverKey });
  await db.ensureIndexes();
  return { db, clock, audit, log, serverKey, people, structure };
}

/** Makes a school and gives the right to change it. */
export async function makeSchool(domains: Domains, school: NewSchool = SCHOOL): Promise<Change> {
  const { id } = await domains.structure.ensureSchool(school, 'system');
  return { scope: scopeOfSchool(id), by: 'system' };
}

export interface TestPerson {
  readonly username: string;
  readonly fullName?: string;
  readonly duties?: readonly NewDuty[];
}

/** Makes an account, its initial password unchanged; returns its id. */
export async function makeAccount({ people }: Domains, change: Change, person: TestPerson): Promise<string> {
  const { username, fullName = username, duties = [{ duty: 'subjectTeacher' }] } = person;
  const { account } = await people.createAccount(change, { username, fullName, duties, initialPassword: INITIAL });
  return account.id;
}

/** Makes an account that has changed its initial password to `PASSWORD`; returns its id. */
export async function makePerson(domains: Domains, change: Change, person: TestPerson): Promise<string> {
  const account = await makeAccount(domains, change, person);
  const { username, fullName = username } = person;
  const actor = { account, school: change.scope.school, username, fullName, duties: [] };
  await domains.people.changePassword(actor, { current: INITIAL, next: PASSWORD });
  return account;
}

export const INITIAL = 'ban đầu một lần';
export const PASSWORD = 'nắng hạ trên đồi thông';

/** Names of the events in the audit log about a subject. */
export async function eventsOf({ audit }: Domains, scope: SchoolScope, subject: string): Promise<string[]> {
  return (await audit.history(scope, subject)).map((entry) => entry.event);
}
