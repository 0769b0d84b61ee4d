import { type Duty, type DutyScope } from '../kernel/actor.ts';
import { type Account } from '../people/index.ts';
import { approvalErrors } from './errors.ts';

/** Who may stand in for whom: leaders and heads for leaders, teachers for teachers, the office for the office. */
const STAND_INS: Partial<Record<Duty, readonly Duty[]>> = {
  principal: ['vicePrincipal', 'departmentHead'],
  vicePrincipal: ['principal', 'vicePrincipal', 'departmentHead'],
  departmentHead: ['principal', 'vicePrincipal', 'departmentHead', 'subjectTeacher', 'homeroomTeacher'],
  homeroomTeacher: ['departmentHead', 'subjectTeacher', 'homeroomTeacher'],
  subjectTeacher: ['departmentHead', 'subjectTeacher', 'homeroomTeacher'],
  registrar: ['vicePrincipal', 'registrar', 'recordsClerk', 'officeStaff'],
  officeStaff: ['registrar', 'recordsClerk', 'officeStaff'],
};
const LEADERS: readonly Duty[] = ['principal', 'vicePrincipal'];

/** What is lent, to whom. */
export interface Lending {
  readonly duty: Duty;
  readonly scope: DutyScope;
  readonly to: Account;
  /** The duties that the delegate holds on the day. */
  readonly held: readonly { readonly duty: Duty; readonly scope: DutyScope }[];
}

/** A delegate is at work in the school, and in a post that may stand in for the duty, where it is held. @throws DELEGATION_TO_UNFIT */
export function assertFitDelegate({ duty, scope, to, held }: Lending): void {
  const name = to.fullName;
  const refuse = (reasonVi: string, reasonEn: string) =>
    approvalErrors.DELEGATION_TO_UNFIT({ name, reasonVi, reasonEn });
  if (to.external) throw refuse('là người ngoài trường', 'they are not of the school');
  if (to.state !== 'active') throw refuse('tài khoản đang bị khóa', 'the account is disabled');
  const fitting = held.filter((own) => STAND_INS[duty]?.includes(own.duty));
  if (fitting.length === 0) throw refuse('không giữ nhiệm vụ phù hợp', 'they hold no fitting duty');
  const { department } = scope;
  if (duty !== 'departmentHead' || department === undefined) return;
  const isNear = fitting.some((own) => LEADERS.includes(own.duty) || own.scope.department === department);
  if (!isNear && !to.departments.includes(department)) {
    throw refuse('không thuộc tổ đó', 'they are not of that department');
  }
}
