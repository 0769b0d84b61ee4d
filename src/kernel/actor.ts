/** The duties a person can hold in a school; each is held for a scope and a span of dates. */
export const DUTIES = [
  'principal',
  'vicePrincipal',
  'departmentHead',
  'subjectTeacher',
  'homeroomTeacher',
  'recordsClerk',
  'registrar',
  'officeStaff',
  'admin',
  'inspector',
] as const;

export type Duty = (typeof DUTIES)[number];

/** What part of the school a duty covers; an empty scope covers the whole school. Values are codes (`10A1`, `Toan`). */
export interface DutyScope {
  readonly department?: string | undefined;
  readonly class?: string | undefined;
  readonly subject?: string | undefined;
  readonly grade?: number | undefined;
  readonly year?: string | undefined;
}

/** A duty in force now. */
export interface ActiveDuty {
  readonly duty: Duty;
  readonly scope: DutyScope;
}

/** Who is acting: made from a session by `people`, never from what a client says of itself. */
export interface Actor {
  readonly account: string;
  readonly school: string;
  readonly username: string;
  readonly fullName: string;
  readonly duties: readonly ActiveDuty[];
  readonly session?: string;
  /** The initial password is still in use: nothing but changing it is allowed. */
  readonly mustChangePassword?: boolean;
}

/** Whether the actor holds one of these duties now, whatever its scope. */
export function holds(actor: Actor, ...duties: readonly Duty[]): boolean {
  return actor.duties.some((held) => duties.includes(held.duty));
}

/** The parts of a school by which a duty can be limited. */
export const SCOPE_LIMITS = ['department', 'class', 'subject', 'grade', 'year'] as const;

export type ScopeLimit = (typeof SCOPE_LIMITS)[number];

/** Whether a duty held for `held` reaches a place: what it names must be the same there, what it does not name is all. */
export function covers(held: DutyScope, place: DutyScope): boolean {
  return SCOPE_LIMITS.every((limit) => held[limit] === undefined || held[limit] === place[limit]);
}

/** The same rule as `covers` for a query: one condition for each limit, all of which must hold. */
export function coverFilter<F>(held: DutyScope, condition: (limit: ScopeLimit, value: string | number) => F): F[] {
  return SCOPE_LIMITS.flatMap((limit) => {
    const value = held[limit];
    return value === undefined ? [] : [condition(limit, value)];
  });
}
