import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { type SchoolYear, type Structure, type StructureChange } from '../../src/structure/index.ts';
import { type Domains, eventsOf, makeSchool, openDomains, SCHOOL } from '../support/school.ts';

const YEAR: SchoolYear = {
  code: '2026-2027',
  startsOn: '2026-09-07',
  endsOn: '2027-05-30',
  terms: [
    { code: 'HK1', name: 'Học kỳ I', startsOn: '2026-09-07', endsOn: '2026-09-27' },
    { code: 'HK2', name: 'Học kỳ II', startsOn: '2026-10-12', endsOn: '2027-05-30' },
  ],
  weeks: [
    { number: 1, startsOn: '2026-09-07', endsOn: '2026-09-13', term: 'HK1' },
    { number: 2, startsOn: '2026-09-21', endsOn: '2026-09-27', term: 'HK1' },
    { number: 3, startsOn: '2026-10-12', endsOn: '2026-10-18', term: 'HK2' },
  ],
  holidays: [{ name: 'Nghỉ lễ', startsOn: '2026-09-14', endsOn: '2026-09-20' }],
};
const year = '2026-2027';
const database = `t_${newId()}`;
let domains: Domains;
let structure: Structure;
let school: StructureChange;

beforeAll(async () => {
  domains = await openDomains({ database });
  ({ structure } = domains);
  school = await makeSchool(domains);
  await structure.putYear(school, YEAR);
  await structure.putDepartments(school, [
    { code: 'ToToan', name: 'Tổ Toán', shortName: 'Toán', kind: 'academic' },
    { code: 'ToVan', name: 'Tổ Ngữ văn', shortName: 'Văn', kind: 'academic' },
  ]);
  await structure.putSubjects(school, [
    { code: 'Toan', name: 'Toán', department: 'ToToan' },
    { code: 'NguVan', name: 'Ngữ văn', department: 'ToVan' },
  ]);
  await structure.putClasses(school, [{ code: '10A1', year, grade: 10, subjects: ['Toan'] }]);
});

afterAll(() => domains.db.close());

const assign = (over: object) =>
  structure.addAssignments(school, [
    { year, teacher: 'gv', class: '10A1', subject: 'Toan', from: '2026-09-07', ...over },
  ]);

describe('a school', () => {
  it('is made once for its code, even by two processes at once', async () => {
    const other = await openDomains({ database });
    const made = await Promise.all(
      [domains, other, domains].map((on) => on.structure.ensureSchool({ ...SCHOOL, code: 'THPT-777' }, 'system')),
    );
    await other.db.close();
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const { id } = made[0] ?? { id: '' };
    const there = { school: id } as typeof school.scope;
    expect(await eventsOf(domains, there, id)).toEqual(['school.created']);
    expect((await structure.listSchools()).map(({ code }) => code)).toContain('THPT-777');
  });

  it('is not found under a code that is none, nor its parts under another school', async () => {
    expect(await structure.schoolByCode('THPT-404')).toBeUndefined();
    const elsewhere = await makeSchool(domains, { ...SCHOOL, code: 'THPT-002' });
    await expect(structure.year(elsewhere.scope, year)).rejects.toMatchObject({ code: 'YEAR_NOT_FOUND' });
    await expect(structure.class(elsewhere.scope, '10A1')).rejects.toMatchObject({ code: 'CLASS_NOT_FOUND' });
    await expect(structure.departmentOf(elsewhere.scope, 'Toan')).rejects.toMatchObject({ code: 'SUBJECT_NOT_FOUND' });
    await expect(structure.currentYear(elsewhere.scope, new Date())).rejects.toMatchObject({ code: 'YEAR_NOT_FOUND' });
    expect(await structure.departments(elsewhere.scope)).toEqual([]);
  });
});

describe('a school year', () => {
  const [first, second, third] = YEAR.weeks;
  if (!first || !second || !third) throw new Error('three weeks');
  it.each([
    ['whose end is before its start', { endsOn: '2026-01-01' }],
    ['with a term outside it', { startsOn: '2026-09-08' }],
    ['with weeks out of order', { weeks: [second, first] }],
    ['with a week of no term', { weeks: [{ ...first, term: 'HK3' }] }],
    ['with a week outside its term', { weeks: [{ ...first, term: 'HK2' }] }],
    ['with weeks that overlap', { weeks: [first, { ...second, startsOn: '2026-09-13' }] }],
  ])('%s is refused with YEAR_INVALID', async (_, over) => {
    await expect(structure.putYear(school, { ...YEAR, ...over })).rejects.toMatchObject({ code: 'YEAR_INVALID' });
  });

  it('has weeks that need not follow one another, judged by Vietnam’s time', async () => {
    const at = (time: string) => structure.weekAt(school.scope, year, new Date(time));
    expect(await at('2026-09-13T16:59:59Z')).toEqual(first);
    expect(await at('2026-09-13T17:00:00Z')).toBeUndefined();
    expect(await at('2026-09-20T17:00:00Z')).toEqual(second);
    expect(await structure.week(school.scope, year, 3)).toEqual(third);
    await expect(structure.week(school.scope, year, 4)).rejects.toMatchObject({ code: 'WEEK_NOT_FOUND' });
    await expect(structure.week(school.scope, '2030-2031', 1)).rejects.toMatchObject({ code: 'YEAR_NOT_FOUND' });
  });

  it('is the current one until its last day, and the next one before its first', async () => {
    const next = { ...YEAR, code: '2027-2028', startsOn: '2027-09-06', endsOn: '2028-05-30', terms: [], weeks: [] };
    await structure.putYear(school, next);
    const at = async (time: string) => (await structure.currentYear(school.scope, new Date(time))).code;
    expect(await at('2026-08-01T00:00:00Z')).toBe(year);
    expect(await at('2027-05-30T16:59:59Z')).toBe(year);
    expect(await at('2027-05-30T17:00:00Z')).toBe('2027-2028');
    expect(await at('2031-01-01T00:00:00Z')).toBe('2027-2028');
  });
});

describe('what names something else', () => {
  it('must name what is there', async () => {
    await expect(
      structure.putSubjects(school, [{ code: 'Tin', name: 'Tin học', department: 'ToTin' }]),
    ).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    const one = { code: '10A2', year, grade: 10, subjects: ['Toan'] };
    await expect(structure.putClasses(school, [{ ...one, year: '2030-2031' }])).rejects.toMatchObject({
      code: 'YEAR_NOT_FOUND',
    });
    await expect(structure.putClasses(school, [{ ...one, subjects: ['Tin'] }])).rejects.toMatchObject({
      code: 'SUBJECT_NOT_FOUND',
    });
    await expect(assign({ class: '10A9' })).rejects.toMatchObject({ code: 'CLASS_NOT_FOUND' });
    await expect(assign({ subject: 'NguVan' })).rejects.toMatchObject({ code: 'SUBJECT_NOT_TAUGHT' });
    await expect(assign({ until: '2026-09-06' })).rejects.toMatchObject({ code: 'ASSIGNMENT_DATES_INVALID' });
  });
});

describe('an assignment', () => {
  it('holds from its first day to its last, and adding it again changes nothing', async () => {
    await assign({ teacher: 'an' });
    await assign({ teacher: 'an' });
    const [only, ...more] = await structure.assignments(school.scope, { teacher: 'an' });
    expect(more).toEqual([]);
    const teaches = (time: string) =>
      structure.teaches(school.scope, { teacher: 'an', class: '10A1', subject: 'Toan', on: new Date(time) });
    expect(await teaches('2026-09-06T16:59:59Z')).toBe(false);
    expect(await teaches('2026-09-06T17:00:00Z')).toBe(true);
    await structure.endAssignment(school, { id: only?.id ?? '', until: '2026-11-20' });
    expect(await teaches('2026-11-20T16:59:59Z')).toBe(true);
    expect(await teaches('2026-11-20T17:00:00Z')).toBe(false);
    expect(await structure.assignments(school.scope, { teacher: 'an' })).toEqual([{ ...only, until: '2026-11-20' }]);
    await expect(structure.endAssignment(school, { id: only?.id ?? '', until: '2026-01-01' })).rejects.toMatchObject({
      code: 'ASSIGNMENT_DATES_INVALID',
    });
    await expect(structure.endAssignment(school, { id: newId(), until: '2026-12-01' })).rejects.toMatchObject({
      code: 'ASSIGNMENT_NOT_FOUND',
    });
  });

  it('may be shared by two teachers, and added by two processes at once', async () => {
    const other = await openDomains({ database });
    const add = (on: Domains) =>
      on.structure.addAssignments(
        school,
        ['x', 'y', 'z'].map((teacher) => ({ year, teacher, class: '10A1', subject: 'Toan', from: '2026-09-08' })),
      );
    await Promise.all([add(domains), add(other)]);
    await other.db.close();
    const found = await structure.assignments(school.scope, { class: '10A1', subject: 'Toan' });
    expect(
      found
        .filter(({ from }) => from === '2026-09-08')
        .map(({ teacher }) => teacher)
        .sort(),
    ).toEqual(['x', 'y', 'z']);
  });
});

describe('a change', () => {
  it('that a crash left half-way is finished by the sweep, and told once', async () => {
    const id = newId();
    const item = { code: 'ToTin', name: 'Tổ Tin', shortName: 'Tin', kind: 'academic', order: 7 };
    const changes = domains.db.connection.collection<{ _id: string }>('structureChanges');
    const begun = {
      school: school.scope.school,
      __v: 0,
      kind: 'departmentsPut',
      items: [item],
      by: 'system',
      at: new Date(),
    };
    await changes.insertOne({ _id: id, ...begun });
    expect(await structure.sweep(school.scope)).toEqual({ changes: 1 });
    await changes.insertOne({ _id: id, ...begun });
    expect(await structure.sweep(school.scope)).toEqual({ changes: 1 });
    expect(await structure.sweep(school.scope)).toEqual({ changes: 0 });
    expect(await structure.department(school.scope, 'ToTin')).toMatchObject({ name: 'Tổ Tin' });
    const told = await domains.audit.history(school.scope, school.scope.school);
    expect(told.filter((entry) => entry.id === id)).toMatchObject([
      { event: 'structure.departmentsPut', details: { count: 1, codes: ['ToTin'] } },
    ]);
  });

  it('replaces what has the same code', async () => {
    await structure.putDepartments(school, [{ code: 'ToVan', name: 'Tổ Văn học', shortName: 'Văn', kind: 'academic' }]);
    expect(await structure.department(school.scope, 'ToVan')).toMatchObject({ name: 'Tổ Văn học' });
    await expect(structure.department(school.scope, 'ToNhac')).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    await expect(structure.subject(school.scope, 'Nhac')).rejects.toMatchObject({ code: 'SUBJECT_NOT_FOUND' });
    await expect(structure.student(school.scope, 'HS1')).rejects.toMatchObject({ code: 'STUDENT_NOT_FOUND' });
  });
});
