import { type Actor, type Duty, holds } from '../kernel/actor.ts';
import { type Filter } from '../kernel/db.ts';
import { recordErrors } from './errors.ts';
import { type RecordDocument } from './types.ts';

/** Duties whose work covers every record of the school. */
const WHOLE_SCHOOL: readonly Duty[] = ['principal', 'vicePrincipal', 'recordsClerk', 'registrar', 'admin'];

/** Whether the record is the actor's own. */
export function owns(actor: Actor, record: Pick<RecordDocument, 'owner'>): boolean {
  return record.owner === actor.account;
}

/** @throws RECORD_NOT_YOURS */
export function assertOwns(actor: Actor, record: Pick<RecordDocument, 'owner'>): void {
  if (!owns(actor, record)) throw recordErrors.RECORD_NOT_YOURS();
}

/**
 * Which records an actor may see, as a filter: all, for those who lead the school or keep its records; their department's or
 * their class's, for its head; what was submitted in the years they were let in for, for inspectors; for everybody what is
 * their own or had a part of theirs.
 */
export function visibleTo(actor: Actor): Filter {
  if (holds(actor, ...WHOLE_SCHOOL)) return {};
  const ways: Filter[] = [{ owner: actor.account }, { 'steps.account': actor.account }];
  for (const { duty, scope } of actor.duties) {
    if (duty === 'departmentHead') {
      ways.push(scope.department === undefined ? {} : { 'scope.department': scope.department });
    }
    if (duty === 'homeroomTeacher' && scope.class !== undefined) ways.push({ 'scope.class': scope.class });
    if (duty === 'inspector') {
      ways.push({ submittedAt: { $exists: true }, ...(scope.year !== undefined && { year: scope.year }) });
    }
  }
  return { $or: ways };
}

/** The same rule as `visibleTo`, for one record. */
export function maySee(actor: Actor, record: RecordDocument): boolean {
  if (holds(actor, ...WHOLE_SCHOOL) || owns(actor, record)) return true;
  if (record.steps.some((step) => step.account === actor.account)) return true;
  return actor.duties.some(({ duty, scope }) => {
    if (duty === 'departmentHead')
      return scope.department === undefined || scope.department === record.scope.department;
    if (duty === 'homeroomTeacher') return scope.class !== undefined && scope.class === record.scope.class;
    if (duty === 'inspector') {
      return record.submittedAt !== undefined && (scope.year === undefined || scope.year === record.year);
    }
    return false;
  });
}

/** Who may grant an extension to somebody of these departments. */
export function mayExtend(actor: Actor, departments: readonly string[]): boolean {
  if (holds(actor, 'principal', 'vicePrincipal')) return true;
  return actor.duties.some(
    ({ duty, scope }) =>
      duty === 'departmentHead' && (scope.department === undefined || departments.includes(scope.department)),
  );
}
