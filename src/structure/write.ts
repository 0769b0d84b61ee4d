import { structureErrors } from './errors.ts';
import { makeChange } from './change.ts';
import { type StructureContext } from './context.ts';
import {
  type Department,
  type HomeroomAssignment,
  type SchoolClass,
  type SchoolYear,
  type StructureChange,
  type Student,
  type Subject,
  type TeachingAssignment,
} from './types.ts';
import { classOf, departmentOf, subjectOf, yearOf } from './queries.ts';
import { withId } from './snapshot.ts';
import { assertYear } from './validate.ts';

/** See `Structure.putYear`. */
export async function putYear(context: StructureContext, change: StructureChange, year: SchoolYear): Promise<void> {
  assertYear(year);
  await makeChange(context, change, { kind: 'yearPut', items: [year] });
}

/** See `Structure.putDepartments`. */
export async function putDepartments(
  context: StructureContext,
  change: StructureChange,
  departments: readonly Department[],
): Promise<void> {
  await makeChange(context, change, { kind: 'departmentsPut', items: inOrder(departments) });
}

/** See `Structure.putSubjects`. */
export async function putSubjects(
  context: StructureContext,
  change: StructureChange,
  subjects: readonly Subject[],
): Promise<void> {
  const snapshot = await context.snapshots.of(change.scope);
  for (const subject of subjects) departmentOf(snapshot, subject.department);
  await makeChange(context, change, { kind: 'subjectsPut', items: inOrder(subjects) });
}

/** See `Structure.putClasses`. */
export async function putClasses(
  context: StructureContext,
  change: StructureChange,
  classes: readonly SchoolClass[],
): Promise<void> {
  const snapshot = await context.snapshots.of(change.scope);
  for (const { year, subjects } of classes) {
    yearOf(snapshot, year);
    for (const subject of subjects) subjectOf(snapshot, subject);
  }
  await makeChange(context, change, { kind: 'classesPut', items: inOrder(classes) });
}

/** See `Structure.addAssignments`. */
export async function addAssignments(
  context: StructureContext,
  change: StructureChange,
  assignments: readonly Omit<TeachingAssignment, 'id'>[],
): Promise<void> {
  const snapshot = await context.snapshots.of(change.scope);
  for (const { class: code, year, subject, ...span } of assignments) {
    const taught = classOf(snapshot, code, year).subjects.includes(subject);
    if (!taught) throw structureErrors.SUBJECT_NOT_TAUGHT({ class: code, subject });
    assertSpan(span);
  }
  await makeChange(context, change, { kind: 'assignmentsAdded', items: assignments });
}

/** See `Structure.addHomerooms`. */
export async function addHomerooms(
  context: StructureContext,
  change: StructureChange,
  homerooms: readonly Omit<HomeroomAssignment, 'id'>[],
): Promise<void> {
  const snapshot = await context.snapshots.of(change.scope);
  for (const homeroom of homerooms) {
    classOf(snapshot, homeroom.class, homeroom.year);
    assertSpan(homeroom);
  }
  await makeChange(context, change, { kind: 'homeroomsAdded', items: homerooms });
}

/** See `Structure.endAssignment`. */
export async function endAssignment(
  context: StructureContext,
  change: StructureChange,
  at: { readonly id: string; readonly until: string },
): Promise<TeachingAssignment> {
  const found = await context.assignments.in(change.scope).findOne({ _id: at.id });
  if (!found) throw structureErrors.ASSIGNMENT_NOT_FOUND();
  const { id, ...assignment } = withId(found);
  const ended = { ...assignment, until: at.until };
  assertSpan(ended);
  await makeChange(context, change, { kind: 'assignmentEnded', items: [ended] });
  return { id, ...ended };
}

/** See `Structure.addStudents`. */
export async function addStudents(
  context: StructureContext,
  change: StructureChange,
  students: readonly Student[],
): Promise<void> {
  const snapshot = await context.snapshots.of(change.scope);
  for (const student of students) classOf(snapshot, student.class, student.year);
  await makeChange(context, change, { kind: 'studentsAdded', items: students });
}

function inOrder<T extends object>(items: readonly T[]): (T & { order: number })[] {
  return items.map((item, order) => ({ ...item, order }));
}

function assertSpan({ from, until }: { readonly from: string; readonly until?: string | undefined }): void {
  if (until !== undefined && until < from) throw structureErrors.ASSIGNMENT_DATES_INVALID({ from, until });
}
