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
