import {
  type SampleAccount,
  type SampleClass,
  type SampleDepartment,
  type SampleSchool,
  type SampleStudent,
  type SampleSubject,
  type SampleWeek,
} from '../school/index.ts';

/** What every maker of a document takes. */
export interface DocumentInput {
  readonly school: SampleSchool;
  /** Same input, same bytes; other seeds give other contents. Default 1. */
  readonly seed?: number;
  /** Goes into the metadata and dates under the text; default: a date fitting the document, in the school's year. */
  readonly createdAt?: Date;
  /** PDF 1.5 object streams if true, a plain cross-reference table if false; default true. */
  readonly objectStreams?: boolean;
  /** An empty signature field in each place for a signature whose duty is known; default false. */
  readonly signatureFields?: boolean;
}

/** Look-ups in a sample school; each throws a RangeError for what is not there. */
export const find = {
  account: (school: SampleSchool, username: string): SampleAccount =>
    must(
      school.accounts.find((account) => account.username === username),
      `account ${username}`,
    ),
  class: (school: SampleSchool, code: string): SampleClass =>
    must(
      school.classes.find((one) => one.code === code),
      `class ${code}`,
    ),
  subject: (school: SampleSchool, code: string): SampleSubject =>
    must(
      school.subjects.find((subject) => subject.code === code),
      `subject ${code}`,
    ),
  department: (school: SampleSchool, code: string): SampleDepartment =>
    must(
      school.departments.find((department) => department.code === code),
      `department ${code}`,
    ),
  week: (school: SampleSchool, number: number): SampleWeek =>
    must(
      school.year.weeks.find((week) => week.number === number),
      `week ${number}`,
    ),
  student: (school: SampleSchool, code: string): SampleStudent =>
    must(
      school.students.find((student) => student.code === code),
      `student ${code}`,
    ),
  principal: (school: SampleSchool): SampleAccount => holder(school, 'principal'),
  head: (school: SampleSchool, department: string): SampleAccount =>
    must(
      school.accounts.find(({ duties }) =>
        duties.some(({ duty, scope }) => duty === 'departmentHead' && scope?.department === department),
      ),
      `head of ${department}`,
    ),
  students: (school: SampleSchool, classCode: string): readonly SampleStudent[] =>
    school.students.filter((student) => student.class === classCode),
};

function holder(school: SampleSchool, wanted: 'principal'): SampleAccount {
  return must(
    school.accounts.find(({ duties }) => duties.some(({ duty }) => duty === wanted)),
    wanted,
  );
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new RangeError(`the sample school has no ${what}`);
  return found;
}

/** `2026-11-23` as `23/11/2026`. */
export function vietnameseDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** A date at 16:30 in Vietnam. */
export function afternoonOf(date: string): Date {
  return new Date(`${date}T09:30:00Z`);
}
