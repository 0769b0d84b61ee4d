import { type Clock } from '../kernel/clock.ts';
import { type Database } from '../kernel/db.ts';
import { type LocalDate } from '../kernel/local-date.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';

export interface StructureDeps {
  readonly db: Database;
  readonly audit: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Who makes a change and where: `by` is an account id or `system`. */
export interface StructureChange {
  readonly scope: SchoolScope;
  readonly by: string;
}

export interface School {
  readonly id: string;
  /** `THPT-001`, unique in the installation. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level?: string;
  readonly governingBody?: string;
  /** The place named in dates of documents: `Lâm Đồng`. */
  readonly place?: string;
  readonly address?: string;
}

export type NewSchool = Omit<School, 'id'>;

export interface Term {
  /** `HK1`, `HK2`. */
  readonly code: string;
  readonly name: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

/** A study week; weeks need not follow one another without a gap. */
export interface StudyWeek {
  /** From 1, counted through the year. */
  readonly number: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly term: string;
}

export interface Holiday {
  readonly name: string;
  readonly startsOn: LocalDate;
  /** The last day off. */
  readonly endsOn: LocalDate;
}

export interface SchoolYear {
  /** `2026-2027`. */
  readonly code: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly terms: readonly Term[];
  readonly weeks: readonly StudyWeek[];
  readonly holidays: readonly Holiday[];
}

export interface Department {
  /** `Toan`, `VanPhong`. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: 'academic' | 'office';
}

export interface Subject {
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly periodsPerWeek?: number;
  readonly assessedBy?: 'marks' | 'comment';
}

export interface SchoolClass {
  /** `10A1`, unique in a year. */
  readonly code: string;
  readonly year: string;
  readonly grade: number;
  readonly subjects: readonly string[];
  readonly room?: string;
}

export interface TeachingAssignment {
  readonly id: string;
  readonly year: string;
  /** Account id. */
  readonly teacher: string;
  readonly class: string;
  readonly subject: string;
  readonly from: LocalDate;
  readonly until?: LocalDate | undefined;
}

export interface HomeroomAssignment {
  readonly id: string;
  readonly year: string;
  /** Account id. */
  readonly teacher: string;
  readonly class: string;
  readonly from: LocalDate;
  readonly until?: LocalDate | undefined;
}

export interface Student {
  readonly code: string;
  readonly fullName: string;
  readonly gender: string;
  readonly birthDate: LocalDate;
  readonly birthPlace?: string | undefined;
  readonly ethnicity?: string | undefined;
  readonly address?: string | undefined;
  readonly guardian?: string | undefined;
  readonly year: string;
  readonly class: string;
  readonly enrolledOn?: LocalDate | undefined;
}

export interface AssignmentQuery {
  readonly year?: string | undefined;
  readonly teacher?: string | undefined;
  readonly class?: string | undefined;
  readonly subject?: string | undefined;
  /** Only those in force at this instant. */
  readonly on?: Date | undefined;
}

/**
 * Schools, years, weeks, departments, classes, subjects and who teaches what. Reads come from a copy of a school's structure
 * that is at most 5 seconds old, and never older than a write of the same process.
 */
export interface Structure {
  /** The school of this code; undefined when there is none. */
  schoolByCode(code: string): Promise<School | undefined>;
  /** @throws SCHOOL_NOT_FOUND */
  school(scope: SchoolScope): Promise<School>;
  /** Every school of the installation, by code; for sweeps. */
  listSchools(): Promise<readonly School[]>;

  years(scope: SchoolScope): Promise<readonly SchoolYear[]>;
  /** @throws YEAR_NOT_FOUND */
  year(scope: SchoolScope, code: string): Promise<SchoolYear>;
  /** The year in which the instant lies, else the next to come, else the last. @throws YEAR_NOT_FOUND when there is no year. */
  currentYear(scope: SchoolScope, now: Date): Promise<SchoolYear>;
  /** @throws YEAR_NOT_FOUND, WEEK_NOT_FOUND */
  week(scope: SchoolScope, year: string, number: number): Promise<StudyWeek>;
  /** The study week in which the instant lies; undefined in holidays. @throws YEAR_NOT_FOUND */
  weekAt(scope: SchoolScope, year: string, at: Date): Promise<StudyWeek | undefined>;
  departments(scope: SchoolScope): Promise<readonly Department[]>;
  /** @throws DEPARTMENT_NOT_FOUND */
  department(scope: SchoolScope, code: string): Promise<Department>;
  subjects(scope: SchoolScope): Promise<readonly Subject[]>;
  /** @throws SUBJECT_NOT_FOUND */
  subject(scope: SchoolScope, code: string): Promise<Subject>;
  /** Code of the department that teaches a subject. @throws SUBJECT_NOT_FOUND */
  departmentOf(scope: SchoolScope, subject: string): Promise<string>;
  classes(scope: SchoolScope, year: string): Promise<readonly SchoolClass[]>;
  /** The class of this code in this year, or in the newest year that has one. @throws CLASS_NOT_FOUND */
  class(scope: SchoolScope, code: string, year?: string): Promise<SchoolClass>;
  assignments(scope: SchoolScope, query: AssignmentQuery): Promise<readonly TeachingAssignment[]>;
  homerooms(scope: SchoolScope, query: Omit<AssignmentQuery, 'subject'>): Promise<readonly HomeroomAssignment[]>;
  /** Whether the teacher (account id) is assigned to the subject in the class at this instant. */
  teaches(
    scope: SchoolScope,
    what: { readonly teacher: string; readonly class: string; readonly subject: string; readonly on: Date },
  ): Promise<boolean>;
  isHomeroomTeacher(
    scope: SchoolScope,
    what: { readonly teacher: string; readonly class: string; readonly on: Date },
  ): Promise<boolean>;
  students(scope: SchoolScope, query: { readonly year: string; readonly class: string }): Promise<readonly Student[]>;
  /** @throws STUDENT_NOT_FOUND */
  student(scope: SchoolScope, code: string, year?: string): Promise<Student>;

  /** Makes the school of this code, or gives the one there is; safe to repeat. */
  ensureSchool(school: NewSchool, by: string): Promise<School>;
  /** Makes or replaces a year with its terms, weeks and holidays. @throws YEAR_INVALID naming what contradicts */
  putYear(change: StructureChange, year: SchoolYear): Promise<void>;
  putDepartments(change: StructureChange, departments: readonly Department[]): Promise<void>;
  /** @throws DEPARTMENT_NOT_FOUND */
  putSubjects(change: StructureChange, subjects: readonly Subject[]): Promise<void>;
  /** @throws YEAR_NOT_FOUND, SUBJECT_NOT_FOUND */
  putClasses(change: StructureChange, classes: readonly SchoolClass[]): Promise<void>;
  /** Adds assignments; those there are already stay. @throws CLASS_NOT_FOUND, SUBJECT_NOT_TAUGHT, ASSIGNMENT_DATES_INVALID */
  addAssignments(change: StructureChange, assignments: readonly Omit<TeachingAssignment, 'id'>[]): Promise<void>;
  addHomerooms(change: StructureChange, assignments: readonly Omit<HomeroomAssignment, 'id'>[]): Promise<void>;
  /** Sets the last day. @throws ASSIGNMENT_NOT_FOUND, ASSIGNMENT_DATES_INVALID */
  endAssignment(
    change: StructureChange,
    at: { readonly id: string; readonly until: LocalDate },
  ): Promise<TeachingAssignment>;
  /** Adds students; those there are already stay. @throws CLASS_NOT_FOUND */
  addStudents(change: StructureChange, students: readonly Student[]): Promise<void>;
  /** Finishes the changes a crash left half-way; for the sweep. */
  sweep(scope: SchoolScope): Promise<{ readonly changes: number }>;
}
