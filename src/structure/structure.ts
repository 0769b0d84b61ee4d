import { type SchoolScope } from '../kernel/scope.ts';
import { finishChanges } from './change.ts';
import { type StructureContext } from './context.ts';
import { structureErrors } from './errors.ts';
import { type Structure, type StructureDeps, type Student } from './types.ts';
import { structureCollections } from './model.ts';
import * as ask from './queries.ts';
import { ensureSchool, listSchools, schoolByCode, schoolById } from './schools.ts';
import { plain, SnapshotCache, type Snapshot } from './snapshot.ts';
import * as write from './write.ts';

/** Makes the domain and registers its collections. */
export function createStructure(deps: StructureDeps): Structure {
  const collections = structureCollections(deps.db);
  const context: StructureContext = { ...deps, ...collections, snapshots: new SnapshotCache(collections) };
  return { ...schools(context), ...reads(context), ...people(context), ...writes(context) };
}

function schools(
  context: StructureContext,
): Pick<Structure, 'schoolByCode' | 'school' | 'listSchools' | 'ensureSchool'> {
  return {
    schoolByCode: (code) => schoolByCode(context, code),
    school: (scope) => schoolById(context, scope.school),
    listSchools: () => listSchools(context),
    ensureSchool: (school, by) => ensureSchool(context, school, by),
  };
}

type Reads = Pick<
  Structure,
  | 'years'
  | 'year'
  | 'currentYear'
  | 'week'
  | 'weekAt'
  | 'departments'
  | 'department'
  | 'subjects'
  | 'subject'
  | 'departmentOf'
  | 'classes'
  | 'class'
>;

function reads(context: StructureContext): Reads {
  const from = async <T>(scope: SchoolScope, read: (snapshot: Snapshot) => T): Promise<T> =>
    read(await context.snapshots.of(scope));
  return {
    years: (scope) => from(scope, ({ years }) => years),
    year: (scope, code) => from(scope, (snapshot) => ask.yearOf(snapshot, code)),
    currentYear: (scope, now) => from(scope, (snapshot) => ask.currentYearOf(snapshot, now)),
    week: (scope, year, number) => from(scope, (snapshot) => ask.weekOf(snapshot, year, number)),
    weekAt: (scope, year, at) => from(scope, (snapshot) => ask.weekAt(snapshot, year, at)),
    departments: (scope) => from(scope, ({ departments }) => departments),
    department: (scope, code) => from(scope, (snapshot) => ask.departmentOf(snapshot, code)),
    subjects: (scope) => from(scope, ({ subjects }) => subjects),
    subject: (scope, code) => from(scope, (snapshot) => ask.subjectOf(snapshot, code)),
    departmentOf: (scope, subject) => from(scope, (snapshot) => ask.subjectOf(snapshot, subject).department),
    classes: (scope, year) => from(scope, ({ classes }) => classes.filter((one) => one.year === year)),
    class: (scope, code, year) => from(scope, (snapshot) => ask.classOf(snapshot, code, year)),
  };
}

type PeopleReads = Pick<
  Structure,
  'assignments' | 'homerooms' | 'teaches' | 'isHomeroomTeacher' | 'students' | 'student'
>;

function people(context: StructureContext): PeopleReads {
  return {
    assignments: async (scope, query) => ask.assignmentsOf(await context.snapshots.of(scope), query),
    homerooms: async (scope, query) => ask.homeroomsOf(await context.snapshots.of(scope), query),
    teaches: async (scope, what) => ask.assignmentsOf(await context.snapshots.of(scope), what).length > 0,
    isHomeroomTeacher: async (scope, what) => ask.homeroomsOf(await context.snapshots.of(scope), what).length > 0,
    students: async (scope, query) =>
      (await context.students.in(scope).find({ ...query }, { sort: { code: 1 } })).map(plain),
    student: (scope, code, year) => findStudent(context, scope, { code, ...(year !== undefined && { year }) }),
  };
}

async function findStudent(
  context: StructureContext,
  scope: SchoolScope,
  filter: { readonly code: string; readonly year?: string },
): Promise<Student> {
  const found = await context.students.in(scope).findOne(filter, { sort: { year: -1 } });
  if (!found) throw structureErrors.STUDENT_NOT_FOUND({ student: filter.code });
  return plain(found);
}

type Writes = Pick<
  Structure,
  | 'putYear'
  | 'putDepartments'
  | 'putSubjects'
  | 'putClasses'
  | 'addAssignments'
  | 'addHomerooms'
  | 'endAssignment'
  | 'addStudents'
  | 'sweep'
>;

function writes(context: StructureContext): Writes {
  return {
    putYear: (change, year) => write.putYear(context, change, year),
    putDepartments: (change, departments) => write.putDepartments(context, change, departments),
    putSubjects: (change, subjects) => write.putSubjects(context, change, subjects),
    putClasses: (change, classes) => write.putClasses(context, change, classes),
    addAssignments: (change, assignments) => write.addAssignments(context, change, assignments),
    addHomerooms: (change, homerooms) => write.addHomerooms(context, change, homerooms),
    endAssignment: (change, at) => write.endAssignment(context, change, at),
    addStudents: (change, students) => write.addStudents(context, change, students),
    sweep: async (scope) => ({ changes: await finishChanges(context, scope) }),
  };
}
