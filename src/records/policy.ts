import { type Actor, type Duty, type DutyScope, holds } from '../kernel/actor.ts';
import { dutyCovers } from '../people/index.ts';
import { recordErrors } from './errors.ts';
import { FINISHED_STATES, type RecordDocument, type RecordFilter } from './types.ts';

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
 * their class's, for its head; what is finished in the years they were let in for, for inspectors; for everybody what is
 * their own or had a part of theirs. Every limit of a duty holds: the head of 10A1 of one year is not that of another.
 */
export function visibleTo(actor: Actor): RecordFilter {
  if (holds(actor, ...WHOLE_SCHOOL)) return {};
  const ways: RecordFilter[] = [{ owner: actor.account }, { 'steps.account': actor.account }];
  for (const { duty, scope } of actor.duties) {
    if (!opens(duty, scope)) continue;
    ways.push({ ...limitsOf(scope), ...(duty === 'inspector' && { state: { $in: FINISHED_STATES } }) });
  }
  return { $or: ways };
}

/** The same rule as `visibleTo`, for one record. */
export function maySee(actor: Actor, record: RecordDocument): boolean {
  if (holds(actor, ...WHOLE_SCHOOL) || owns(actor, record)) return true;
  if (record.steps.some((step) => step.account === actor.account)) return true;
  return actor.duties.some(
    ({ duty, scope }) =>
      opens(duty, scope) &&
      dutyCovers(scope, { ...record.scope, year: record.year }) &&
      (duty !== 'inspector' || FINISHED_STATES.includes(record.state)),
  );
}

/** Whether a duty opens records that are not one's own; a homeroom teacher's only where it names the class. */
function opens(duty: Duty, scope: DutyScope): boolean {
  return duty === 'departmentHead' || duty === 'inspector' || (duty === 'homeroomTeacher' && scope.class !== undefined);
}

function limitsOf({ year, ...within }: DutyScope): RecordFilter {
  const limits = Object.entries(within).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(limits.map(([name, value]) => [`scope.${name}`, value])),
    ...(year !== undefined && { year }),
  };
}

/** Who may grant an extension to somebody of these departments. */
export function mayExtend(actor: Actor, departments: readonly string[]): boolean {
  if (holds(actor, 'principal', 'vicePrincipal')) return true;
  return actor.duties.some(
    ({ duty, scope }) =>
      duty === 'departmentHead' && (scope.department === undefined || departments.includes(scope.department)),
  );
}
