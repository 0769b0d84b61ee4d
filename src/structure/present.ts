import {
  type Assignment as AssignmentJson,
  type SchoolClass as SchoolClassJson,
  type SchoolYear as SchoolYearJson,
} from '../../schemas/index.ts';
import { type SchoolClass, type SchoolYear, type TeachingAssignment } from './types.ts';

export function presentYear(year: SchoolYear): SchoolYearJson {
  return {
    ...year,
    terms: year.terms.map((term) => ({ ...term })) as SchoolYearJson['terms'],
    weeks: year.weeks.map((week) => ({ ...week })) as SchoolYearJson['weeks'],
    holidays: year.holidays.map((holiday) => ({ ...holiday })),
  };
}

export function presentClass(one: SchoolClass): SchoolClassJson {
  return { ...one, subjects: [...one.subjects] };
}

export function presentAssignment(assignment: TeachingAssignment, teacherName: string): AssignmentJson {
  const { until, ...rest } = assignment;
  return { ...rest, teacherName, ...(until !== undefined && { until }) };
}
