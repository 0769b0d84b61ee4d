export { structureErrors } from './errors.ts';
export { assertKnownScope, assertPlausibleDates, type ScopePlaces } from './known-scope.ts';
export { createStructure } from './structure.ts';
export {
  type StructureDeps,
  type StructureChange,
  type School,
  type NewSchool,
  type Term,
  type StudyWeek,
  type Holiday,
  type SchoolYear,
  type Department,
  type Subject,
  type SchoolClass,
  type TeachingAssignment,
  type HomeroomAssignment,
  type Student,
  type AssignmentQuery,
  type Structure,
} from './types.ts';
