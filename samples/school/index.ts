export { addDays, makeHolidays, makeYear, schoolYearOf, weekdayOf } from './calendar.ts';
export { toAscii, toPascalCase, toUsername } from './ascii.ts';
export { makeRandom, type Random } from './random.ts';
export { makeSampleSchool } from './sample-school.ts';
export {
  type DutyName,
  type DutyScope,
  type Gender,
  type Grade,
  type IsoDate,
  type SampleAccount,
  type SampleClass,
  type SampleDepartment,
  type SampleDuty,
  type SampleHoliday,
  type SampleSchool,
  type SampleSchoolOptions,
  type SampleStudent,
  type SampleSubject,
  type SampleTeachingAssignment,
  type SampleTerm,
  type SampleWeek,
  type SampleYear,
  type TermCode,
} from './types.ts';
