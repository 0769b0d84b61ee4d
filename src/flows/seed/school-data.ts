import { type NewDuty } from '../../people/index.ts';
import {
  type Department,
  type Holiday,
  type NewSchool,
  type SchoolYear,
  type Student,
  type StudyWeek,
  type Subject,
  type Term,
} from '../../structure/index.ts';

/** A school as plain data, people by user name; what a file or a script gives to be seeded. More members do no harm. */
export interface SchoolData {
  readonly school: NewSchool;
  readonly year: Pick<SchoolYear, 'code' | 'startsOn' | 'endsOn'> & {
    readonly terms: readonly Term[];
    readonly weeks: readonly StudyWeek[];
  };
  readonly holidays: readonly Holiday[];
  readonly departments: readonly Department[];
  readonly subjects: readonly Subject[];
  readonly classes: readonly ClassData[];
  readonly accounts: readonly AccountData[];
  readonly teachingAssignments: readonly TeachingData[];
  readonly students: readonly Omit<Student, 'year'>[];
}

export interface ClassData {
  readonly code: string;
  readonly grade: number;
  readonly subjects: readonly string[];
  readonly room?: string;
  readonly homeroomTeacher: string;
}

export interface AccountData {
  readonly username: string;
  readonly fullName: string;
  readonly title?: string;
  readonly email?: string;
  readonly department?: string;
  readonly external?: boolean;
  readonly duties: readonly NewDuty[];
}

export interface TeachingData {
  readonly teacher: string;
  readonly class: string;
  readonly subject: string;
  readonly from: string;
  readonly until?: string;
}
