import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleSchool } from '../../../samples/school/index.ts';
import { type SeedResult, seedSampleSchool } from '../../../src/flows/seed/seed-school.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { scopeOfSchool, type SchoolScope } from '../../../src/kernel/scope.ts';
import { type People } from '../../../src/people/index.ts';
import { type Structure } from '../../../src/structure/index.ts';
import { type CertificateDomains, openCertificateDomains } from '../../support/certificates.ts';

const sample = makeSampleSchool();
const initialPassword = 'Mật khẩu ban đầu 2026';
const database = `t_${newId()}`;
let domains: CertificateDomains;
let seeded: SeedResult;
let scope: SchoolScope;

beforeAll(async () => {
  domains = await openCertificateDomains({ database });
  const clerk = sample.accounts.find(({ duties }) => duties.some(({ duty }) => duty === 'recordsClerk'));
  seeded = await seedSampleSchool(domains, {
    sample,
    initialPassword,
    certificates: [{ username: 'nguyenvana', pin: '736291' }],
    seal: { username: clerk?.username ?? '', pin: '284617' },
  });
  scope = scopeOfSchool(seeded.school.id);
});

afterAll(() => domains.db.close());

const counts = async () => {
  const { structure } = domains;
  const year = sample.year.code;
  const { db } = domains;
  return {
    accounts: await db.connection.collection('accounts').countDocuments({ school: scope.school }),
    classes: (await structure.classes(scope, year)).length,
    departments: (await structure.departments(scope)).length,
    assignments: (await structure.assignments(scope, { year })).length,
    homerooms: (await structure.homerooms(scope, { year })).length,
    weeks: (await structure.year(scope, year)).weeks.length,
    students: await db.connection.collection('students').countDocuments({ school: scope.school }),
    credentials: await db.connection.collection('credentials').countDocuments({ school: scope.school }),
  };
};

const WHOLE = {
  accounts: 85,
  classes: 30,
  departments: 12,
  assignments: 360,
  homerooms: 30,
  weeks: 35,
  students: 1200,
  credentials: 2,
};

describe('the sample school', () => {
  it('is whole after one run', async () => {
    expect(seeded.alreadySeeded).toBe(false);
    expect(await counts()).toEqual(WHOLE);
  });

  it('knows whom nguyenvana teaches, and in which week the day falls', async () => {
    const { people, structure } = domains;
    const teacher = await people.accountByUsername(scope, 'nguyenvana');
    const on = domains.clock.now();
    const what = { teacher: teacher?.id ?? '', class: '10A1', subject: 'Toan', on };
    expect(await structure.teaches(scope, what)).toBe(true);
    expect(await structure.teaches(scope, { ...what, subject: 'NguVan' })).toBe(false);
    expect(await structure.isHomeroomTeacher(scope, what)).toBe(true);
    expect(await structure.weekAt(scope, '2026-2027', on)).toMatchObject({ number: 12, term: 'HK1' });
    const [head] = await people.holdersOf(scope, { duty: 'departmentHead', target: { department: 'Toan' } });
    expect(head?.departments).toEqual(['Toan']);
  });

  it('gives every account a password that must be changed', async () => {
    expect(seeded.accounts.every((account) => account.initialPassword === initialPassword)).toBe(true);
    const signedIn = await domains.people.signIn({
      school: 'THPT-001',
      username: 'nguyenvana',
      password: initialPassword,
    });
    expect(signedIn.mustChangePassword).toBe(true);
  });

  it('holds the certificates asked for', async () => {
    const { certificates, people } = domains;
    const teacher = await people.accountByUsername(scope, 'nguyenvana');
    await certificates.unlock(scope, { account: teacher?.id ?? '', purpose: 'personal', pin: '736291' });
    const [clerk] = await people.holdersOf(scope, { duty: 'recordsClerk' });
    await certificates.unlock(scope, { account: clerk?.id ?? '', purpose: 'seal', pin: '284617' });
  });

  it('is not made a second time, and no password is set again', async () => {
    const again = await seedSampleSchool(domains, { sample, initialPassword });
    expect(again).toMatchObject({ school: seeded.school, alreadySeeded: true });
    expect(again.accounts.filter((account) => 'initialPassword' in account)).toEqual([]);
    expect(await counts()).toEqual(WHOLE);
  });

  it('sets new passwords for accounts nobody used, if asked to, and for no other', async () => {
    const { accounts } = await seedSampleSchool(domains, { sample, reissueUnused: true });
    const without = accounts.filter((account) => account.initialPassword === undefined);
    expect(without.map((account) => account.username)).toEqual(['nguyenvana']);
    expect(new Set(accounts.map((account) => account.initialPassword)).size).toBe(85);
  });
});

describe('a seed that is killed', () => {
  it.each([
    ['structure', 'putSubjects'],
    ['people', 'createAccount'],
    ['structure', 'addAssignments'],
    ['structure', 'addStudents'],
  ] as const)('in %s at %s is taken up by the next run', async (domain, operation) => {
    const light = part(`KILL-${operation}`);
    const killed = {
      ...domains,
      people: domain === 'people' ? dyingAt<People>(domains.people, operation, 10) : domains.people,
      structure: domain === 'structure' ? dyingAt<Structure>(domains.structure, operation, 0) : domains.structure,
    };
    await expect(seedSampleSchool(killed, { sample: light, initialPassword })).rejects.toThrow('killed');
    const { school, alreadySeeded, accounts } = await seedSampleSchool(domains, { sample: light, initialPassword });
    const there = scopeOfSchool(school.id);
    expect(alreadySeeded).toBe(false);
    expect(accounts).toHaveLength(light.accounts.length);
    expect(await domains.structure.assignments(there, {})).toHaveLength(24);
    expect(await domains.structure.students(there, { year: '2026-2027', class: '10A2' })).toHaveLength(40);
  });
});

/** Two classes of the school and their teachers, as a school of its own. */
function part(code: string): typeof sample {
  const codes = ['10A1', '10A2'];
  const classes = sample.classes.filter((one) => codes.includes(one.code));
  const teachingAssignments = sample.teachingAssignments.filter((one) => codes.includes(one.class));
  const names = new Set([
    ...teachingAssignments.map((one) => one.teacher),
    ...classes.map((one) => one.homeroomTeacher),
  ]);
  return {
    ...sample,
    school: { ...sample.school, code },
    classes,
    teachingAssignments,
    accounts: sample.accounts.filter(({ username }) => names.has(username)),
    students: sample.students.filter((one) => codes.includes(one.class)),
  };
}

/** The real domain, whose process dies when an operation is called for the n-th time. */
function dyingAt<T extends object>(domain: T, operation: string, after: number): T {
  let calls = 0;
  return new Proxy(domain, {
    get: (target, name, receiver) => {
      if (name === operation && (calls += 1) > after) return () => Promise.reject(new Error('killed'));
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}
