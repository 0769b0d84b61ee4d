import { isWithin, localDateOf } from '../kernel/local-date.ts';
import { structureErrors } from './errors.ts';
import {
  type AssignmentQuery,
  type Department,
  type HomeroomAssignment,
  type SchoolClass,
  type SchoolYear,
  type StudyWeek,
  type Subject,
  type TeachingAssignment,
} from './types.ts';
import { type Snapshot } from './snapshot.ts';

/** @throws YEAR_NOT_FOUND */
export function yearOf(snapshot: Snapshot, code: string): SchoolYear {
  const year = snapshot.years.find((candidate) => candidate.code === code);
  if (!year) throw structureErrors.YEAR_NOT_FOUND({ year: code });
  return year;
}

/** @throws YEAR_NOT_FOUND when the school has no year at all */
export function currentYearOf(snapshot: Snapshot, now: Date): SchoolYear {
  const today = localDateOf(now);
  const years = [...snapshot.years].sort((a, b) => a.startsOn.localeCompare(b.startsOn));
  const current = years.find((year) => today <= year.endsOn) ?? years.at(-1);
  if (!current) throw structureErrors.YEAR_NOT_FOUND({ year: today.slice(0, 4) });
  return current;
}

/** @throws YEAR_NOT_FOUND, WEEK_NOT_FOUND */
export function weekOf(snapshot: Snapshot, year: string, number: number): StudyWeek {
  const week = yearOf(snapshot, year).weeks.find((candidate) => candidate.number === number);
  if (!week) throw structureErrors.WEEK_NOT_FOUND({ year, week: number });
  return week;
}

/** @throws YEAR_NOT_FOUND */
export function weekAt(snapshot: Snapshot, year: string, at: Date): StudyWeek | undefined {
  const date = localDateOf(at);
  return yearOf(snapshot, year).weeks.find((week) => isWithin(date, { from: week.startsOn, until: week.endsOn }));
}

/** @throws DEPARTMENT_NOT_FOUND */
export function departmentOf(snapshot: Snapshot, code: string): Department {
  const department = snapshot.departments.find((candidate) => candidate.code === code);
  if (!department) throw structureErrors.DEPARTMENT_NOT_FOUND({ department: code });
  return department;
}

/** @throws SUBJECT_NOT_FOUND */
export function subjectOf(snapshot: Snapshot, code: string): Subject {
  const subject = snapshot.subjects.find((candidate) => candidate.code === code);
  if (!subject) throw structureErrors.SUBJECT_NOT_FOUND({ subject: code });
  return subject;
}

/** @throws CLASS_NOT_FOUND */
export function classOf(snapshot: Snapshot, code: string, year?: string): SchoolClass {
  const found = snapshot.classes
    .filter((candidate) => candidate.code === code && (year === undefined || candidate.year === year))
    .at(-1);
  if (!found) throw structureErrors.CLASS_NOT_FOUND({ class: code });
  return found;
}

/** The teaching assignments that fit every part of the query. */
export function assignmentsOf(snapshot: Snapshot, query: AssignmentQuery): TeachingAssignment[] {
  return snapshot.assignments.filter(
    (assignment) => isAsked(assignment, query) && (query.subject ?? assignment.subject) === assignment.subject,
  );
}

/** The homeroom assignments that fit every part of the query. */
export function homeroomsOf(snapshot: Snapshot, query: AssignmentQuery): HomeroomAssignment[] {
  return snapshot.homerooms.filter((assignment) => isAsked(assignment, query));
}

function isAsked(assignment: HomeroomAssignment, query: AssignmentQuery): boolean {
  const names = ['year', 'teacher', 'class'] as const;
  if (names.some((name) => query[name] !== undefined && query[name] !== assignment[name])) return false;
  return query.on === undefined || isWithin(localDateOf(query.on), assignment);
}
