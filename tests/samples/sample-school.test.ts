import { describe, expect, it } from 'vitest';
import { addDays, makeSampleSchool, weekdayOf } from '../../samples/school/index.ts';

const school = makeSampleSchool();

describe('makeSampleSchool refuses', () => {
  it('a first day that is no Monday', () => {
    expect(() => makeSampleSchool({ firstWeekStartsOn: '2026-09-08' })).toThrow(RangeError);
  });

  it('a year whose lunar days are not known', () => {
    expect(() => makeSampleSchool({ schoolYear: '2040-2041' })).toThrow(RangeError);
  });
});

describe('the sample school has', () => {
  it('30 classes of 40 students, 12 departments, 360 assignments, 35 weeks', () => {
    expect(school.classes).toHaveLength(30);
    expect(school.departments).toHaveLength(12);
    expect(school.teachingAssignments).toHaveLength(360);
    expect(school.year.weeks).toHaveLength(35);
    expect(school.year.terms.map(({ weeks }) => weeks.length)).toEqual([18, 17]);
    expect(school.students).toHaveLength(1200);
    for (const { code } of school.classes) {
      expect(school.students.filter((student) => student.class === code)).toHaveLength(40);
    }
  });

  it('84 accounts of its own and one inspector from outside, whose access ends', () => {
    const [inspector, ...others] = school.accounts.filter(({ external }) => external);
    expect(others).toEqual([]);
    expect(school.accounts.filter(({ external }) => !external)).toHaveLength(84);
    expect(inspector?.duties).toEqual([{ duty: 'inspector', from: '2026-09-07', until: '2027-01-24' }]);
  });

  it('1 principal, 3 vice-principals, 11 heads, 30 homeroom teachers, 70 teachers, 1 clerk, 1 registrar, 2 admins, 10 office staff', () => {
    const count = (duty: string): number =>
      school.accounts.filter(({ duties }) => duties.some((one) => one.duty === duty)).length;
    const duties = [
      'principal',
      'vicePrincipal',
      'departmentHead',
      'homeroomTeacher',
      'subjectTeacher',
      'recordsClerk',
      'registrar',
      'admin',
      'officeStaff',
    ];
    expect(duties.map(count)).toEqual([1, 3, 11, 30, 70, 1, 1, 2, 10]);
  });

  it('Nguyễn Văn A, who teaches mathematics to 10A1, is its homeroom teacher and no head', () => {
    const account = school.accounts.find(({ username }) => username === 'nguyenvana');
    expect(account).toMatchObject({ fullName: 'Nguyễn Văn A', department: 'Toan' });
    expect(account?.duties.map(({ duty }) => duty)).toEqual(['subjectTeacher', 'homeroomTeacher']);
    expect(school.classes[0]).toMatchObject({ code: '10A1', homeroomTeacher: 'nguyenvana' });
    expect(school.teachingAssignments).toContainEqual(
      expect.objectContaining({ teacher: 'nguyenvana', class: '10A1', subject: 'Toan' }),
    );
  });

  it('the same contents for the same seed, other people for another', () => {
    expect(makeSampleSchool()).toEqual(school);
    const other = makeSampleSchool({ seed: 2 });
    expect(other.accounts.map(({ fullName }) => fullName)).not.toEqual(school.accounts.map(({ fullName }) => fullName));
    expect(other.accounts.some(({ username }) => username === 'nguyenvana')).toBe(true);
  });
});

describe.each([1, 2, 3, 4, 5])('with seed %i', (seed) => {
  const made = makeSampleSchool({ seed });
  const account = new Map(made.accounts.map((one) => [one.username, one]));

  it('usernames and full names without tone marks are unique and ASCII', () => {
    expect(account.size).toBe(85);
    for (const username of account.keys()) expect(username).toMatch(/^[a-z]+$/);
    expect(new Set(made.students.map(({ code }) => code)).size).toBe(1200);
  });

  it('every class × subject is taught by exactly one teacher, of the subject’s department', () => {
    const pairs = made.teachingAssignments.map((one) => `${one.class}/${one.subject}`);
    const wanted = made.classes.flatMap((one) => one.subjects.map((subject) => `${one.code}/${subject}`));
    expect([...pairs].sort()).toEqual([...wanted].sort());
    const departmentOf = new Map(made.subjects.map(({ code, department }) => [code, department]));
    for (const { teacher, subject } of made.teachingAssignments) {
      expect(account.get(teacher)?.department).toBe(departmentOf.get(subject));
    }
  });

  it('no teacher has under 10 or over 16 periods a week', () => {
    const periods = new Map(made.subjects.map(({ code, periodsPerWeek }) => [code, periodsPerWeek]));
    const load = new Map<string, number>();
    for (const { teacher, subject } of made.teachingAssignments) {
      load.set(teacher, (load.get(teacher) ?? 0) + (periods.get(subject) ?? 0));
    }
    expect(load.size).toBe(70);
    expect(Math.min(...load.values())).toBeGreaterThanOrEqual(10);
    expect(Math.max(...load.values())).toBeLessThanOrEqual(16);
    expect([...load.values()].reduce((sum, value) => sum + value, 0)).toBe(870);
  });

  it('each academic department has one head, who belongs to it and is no homeroom teacher', () => {
    const heads = made.accounts.flatMap((one) =>
      one.duties
        .filter(({ duty }) => duty === 'departmentHead')
        .map(({ scope }) => ({ one, department: scope?.department })),
    );
    expect(heads.map(({ department }) => department).sort()).toEqual(
      made.departments
        .filter(({ kind }) => kind === 'academic')
        .map(({ code }) => code)
        .sort(),
    );
    for (const { one, department } of heads) {
      expect(one.department).toBe(department);
      expect(one.duties.map(({ duty }) => duty)).not.toContain('homeroomTeacher');
    }
  });

  it('a homeroom teacher has one class and teaches it', () => {
    expect(new Set(made.classes.map(({ homeroomTeacher }) => homeroomTeacher)).size).toBe(30);
    for (const { code, homeroomTeacher } of made.classes) {
      expect(made.teachingAssignments.some((one) => one.class === code && one.teacher === homeroomTeacher)).toBe(true);
    }
  });
});

describe.each(['2026-09-07', '2026-10-12', '2026-11-23', '2027-08-30', '2029-09-10'])(
  'a year from %s',
  (firstWeekStartsOn) => {
    const { year, holidays } = makeSampleSchool({ firstWeekStartsOn });

    it('has weeks from Monday to Sunday, in order and none in the Tết break', () => {
      const break_ = holidays.find(({ name }) => name.includes('Nguyên đán'));
      expect(break_).toBeDefined();
      for (const [index, { number, startsOn, endsOn }] of year.weeks.entries()) {
        expect(number).toBe(index + 1);
        expect(weekdayOf(startsOn)).toBe(1);
        expect(endsOn).toBe(addDays(startsOn, 6));
        expect(startsOn <= (break_?.endsOn ?? '') && endsOn >= (break_?.startsOn ?? '')).toBe(false);
        expect(startsOn > (year.weeks[index - 1]?.endsOn ?? '')).toBe(true);
      }
    });

    it('is two weeks longer than 35 because of Tết', () => {
      expect(year.endsOn).toBe(addDays(firstWeekStartsOn, 37 * 7 - 1));
    });
  },
);
