import { type Actor, coverFilter, covers, type Duty, type DutyScope, holds } from '../kernel/actor.ts';
import { recordErrors } from './errors.ts';
import { FINISHED_STATES, type RecordDocument, type RecordFilter } from './types.ts';

/** Duties whose work covers every record of the school. The administrator's is its accounts and its structure. */
const WHOLE_SCHOOL: readonly Duty[] = ['principal', 'vicePrincipal', 'recordsClerk', 'registrar'];

/** Whether the record is the actor's own. */
export function owns(actor: Actor, record: Pick<RecordDocument, 'owner'>): boolean {
  return record.owner === actor.account;
}

/** @throws RECORD_NOT_YOURS, and RECORD_NOT_FOUND where the actor may not even know of it */
export function assertOwns(actor: Actor, record: RecordDocument): void {
  if (owns(actor, record)) return;
  throw maySee(actor, record) ? recordErrors.RECORD_NOT_YOURS() : recordErrors.RECORD_NOT_FOUND();
}

/**
 * Which records an actor may see, as a filter: everybody what is their own or had a part of theirs. What was handed in once:
 * all, for those who lead the school or keep its records; their department's or their class's, for its head; what is finished
 * in the years they were let in for, for inspectors. A draft is its owner's alone. Every limit of a duty holds: the head of
 * 10A1 of one year is not that of another.
 */
export function visibleTo(actor: Actor): RecordFilter {
  const own: RecordFilter[] = [{ owner: actor.account }, { 'steps.account': actor.account }];
  const handedIn: RecordFilter = { submittedAt: { $exists: true } };
  if (holds(actor, ...WHOLE_SCHOOL)) return { $or: [...own, handedIn] };
  const opened = actor.duties
    .filter(({ duty, scope }) => opens(duty, scope))
    .map(({ duty, scope }): RecordFilter => {
      const limits = coverFilter<RecordFilter>(scope, (limit, value) =>
        limit === 'year' ? { year: value } : { [`scope.${limit}`]: value },
      );
      const finished: RecordFilter = duty === 'inspector' ? { state: { $in: FINISHED_STATES } } : {};
      return { $and: [handedIn, finished, ...limits] };
    });
  return { $or: [...own, ...opened] };
}

/** The same rule as `visibleTo`, for one record. */
export function maySee(actor: Actor, record: SeenRecord): boolean {
  if (owns(actor, record) || record.steps.some((step) => step.account === actor.account)) return true;
  if (record.submittedAt === undefined) return false;
  if (holds(actor, ...WHOLE_SCHOOL)) return true;
  return actor.duties.some(
    ({ duty, scope }) =>
      opens(duty, scope) &&
      covers(scope, { ...record.scope, year: record.year }) &&
      (duty !== 'inspector' || FINISHED_STATES.includes(record.state)),
  );
}

/** As much of a record as it takes to tell who may see it. */
export type SeenRecord = Pick<RecordDocument, 'owner' | 'steps' | 'scope' | 'year' | 'state' | 'submittedAt'>;

/** Whether a duty opens records that are not one's own; a head's and a homeroom teacher's only where it names of what. */
function opens(duty: Duty, scope: DutyScope): boolean {
  if (duty === 'departmentHead') return scope.department !== undefined;
  return duty === 'inspector' || (duty === 'homeroomTeacher' && scope.class !== undefined);
}

/** Who may grant an extension to somebody of these departments. */
export function mayExtend(actor: Actor, departments: readonly string[]): boolean {
  if (holds(actor, 'principal', 'vicePrincipal')) return true;
  return actor.duties.some(
    ({ duty, scope }) =>
      duty === 'departmentHead' && scope.department !== undefined && departments.includes(scope.department),
  );
}
