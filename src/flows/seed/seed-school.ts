import { type Certificates } from '../../certificates/index.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { scopeOfSchool } from '../../kernel/scope.ts';
import { type Change, type People } from '../../people/index.ts';
import { type School, type Structure } from '../../structure/index.ts';
import { type SchoolData } from './school-data.ts';
import { type PasswordChoice, seedAccounts, type SeededAccount } from './seed-accounts.ts';
import { seedAssignments, seedCalendarAndClasses, seedStudents } from './seed-structure.ts';

export type { AccountData, ClassData, SchoolData, TeachingData } from './school-data.ts';
export type { PasswordChoice, SeededAccount } from './seed-accounts.ts';

export interface SeedDeps {
  readonly people: People;
  readonly structure: Structure;
  readonly certificates: Certificates;
}

export interface SeedOptions extends PasswordChoice {
  readonly sample: SchoolData;
  /** Personal certificates to be issued at once, for demonstrations; else everybody issues their own. */
  readonly certificates?: readonly { readonly username: string; readonly pin: string }[] | undefined;
  /** Who keeps the school's seal, and its PIN. */
  readonly seal?: { readonly username: string; readonly pin: string } | undefined;
}

export interface SeedResult {
  readonly school: School;
  /** The school was there, whole, before this run. */
  readonly alreadySeeded: boolean;
  readonly accounts: readonly SeededAccount[];
}

/**
 * Sets a school up from plain data: structure, accounts that must change their one-time password, and the certificate authority.
 * Safe to repeat: what is there stays, and a run that was killed is taken up where it stopped.
 * @throws whatever the data contradict: YEAR_INVALID, CLASS_NOT_FOUND, SUBJECT_NOT_TAUGHT, PASSWORD_*, PIN_*
 */
export async function seedSampleSchool(deps: SeedDeps, options: SeedOptions): Promise<SeedResult> {
  const { sample } = options;
  const school = await deps.structure.ensureSchool(schoolOf(sample), 'system');
  const change: Change = { scope: scopeOfSchool(school.id), by: 'system' };
  const alreadySeeded = await isSeeded(deps, change, sample);
  if (!alreadySeeded) await seedCalendarAndClasses(deps.structure, change, sample);
  const accounts = await seedAccounts(deps.people, change, { accounts: sample.accounts, choice: options });
  if (!alreadySeeded) await finishStructure(deps, change, { sample, accounts });
  await seedCertificates(deps, change, { options, accounts });
  return { school, alreadySeeded, accounts };
}

async function finishStructure(
  deps: SeedDeps,
  change: Change,
  { sample, accounts }: { readonly sample: SchoolData; readonly accounts: readonly SeededAccount[] },
): Promise<void> {
  const ids = new Map(accounts.map(({ username, id }) => [username, id]));
  await seedAssignments(deps.structure, change, { data: sample, ids });
  await deps.certificates.ensureAuthority(change);
  await seedStudents(deps.structure, change, sample);
}

/** Students come last and in one change: with the last of them the school is whole. */
async function isSeeded({ structure }: SeedDeps, { scope }: Change, sample: SchoolData): Promise<boolean> {
  const last = sample.students.at(-1);
  if (!last) return false;
  return orUndefined(structure.student(scope, last.code, sample.year.code), 'STUDENT_NOT_FOUND').then(Boolean);
}

async function seedCertificates(
  { certificates }: SeedDeps,
  change: Change,
  { options, accounts }: { readonly options: SeedOptions; readonly accounts: readonly SeededAccount[] },
): Promise<void> {
  const idOf = (username: string): string => {
    const account = accounts.find((one) => one.username === username);
    if (!account) throw new RangeError(`no account ${username} in the school’s data`);
    return account.id;
  };
  const own = (username: string): Change => ({ scope: change.scope, by: idOf(username) });
  await Promise.all(
    (options.certificates ?? []).map(({ username, pin }) =>
      orUndefined(certificates.issuePersonal(own(username), { account: idOf(username), pin }), 'CERTIFICATE_EXISTS'),
    ),
  );
  if (!options.seal) return;
  const { username, pin } = options.seal;
  await orUndefined(certificates.appointCustodian(change, idOf(username)), 'CERTIFICATE_EXISTS');
  await orUndefined(certificates.activateSeal(own(username), { account: idOf(username), pin }), 'CERTIFICATE_EXISTS');
}

function schoolOf({ school }: SchoolData): SchoolData['school'] {
  const { code, name, shortName, level, governingBody, place, address } = school;
  return {
    ...{ code, name, shortName },
    ...(level !== undefined && { level }),
    ...(governingBody !== undefined && { governingBody }),
    ...(place !== undefined && { place }),
    ...(address !== undefined && { address }),
  };
}

/** The promise's value; undefined where it says that what was to be done is done already. */
async function orUndefined<T>(promise: Promise<T>, code: string): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isHosoError(error, code)) return undefined;
    throw error;
  }
}
