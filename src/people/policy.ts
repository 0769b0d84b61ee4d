import { type ActiveDuty, type Duty, type ScopeLimit } from '../kernel/actor.ts';
import { isWithin, type LocalDate } from '../kernel/local-date.ts';
import { peopleErrors } from './errors.ts';
import { type HeldDuty } from './model.ts';
import { type NewDuty } from './types.ts';

/** What a duty must be limited by, one of these: a head heads a department, not all of them. */
const LIMITED: Partial<Record<Duty, readonly ScopeLimit[]>> = {
  departmentHead: ['department'],
  homeroomTeacher: ['class'],
  subjectTeacher: ['subject', 'department'],
};

/** A duty of a part of the school names that part. @throws DUTY_SCOPE_REQUIRED */
export function assertDutyScope({ duty, scope = {} }: Pick<NewDuty, 'duty' | 'scope'>): void {
  const limits = LIMITED[duty];
  if (!limits || limits.some((limit) => scope[limit] !== undefined)) return;
  throw peopleErrors.DUTY_SCOPE_REQUIRED({ duty, limits: [...limits] });
}

/** The duties in force on a date; the first and the last day count. */
export function activeDuties(duties: readonly HeldDuty[], today: LocalDate): ActiveDuty[] {
  return duties.filter((held) => isWithin(today, held)).map(({ duty, scope }) => ({ duty, scope }));
}

/** @throws NO_ACTIVE_DUTY, INSPECTOR_ACCESS_ENDED */
export function assertHasDuty(duties: readonly HeldDuty[], today: LocalDate): void {
  if (activeDuties(duties, today).length > 0) return;
  throw duties.some((held) => held.duty === 'inspector')
    ? peopleErrors.INSPECTOR_ACCESS_ENDED()
    : peopleErrors.NO_ACTIVE_DUTY();
}

/** @throws DUTY_DATES_INVALID, INSPECTOR_DATES_REQUIRED */
export function assertDutyDates(duty: Pick<HeldDuty, 'duty' | 'from' | 'until'>): void {
  const { from, until } = duty;
  if (duty.duty === 'inspector' && (from === undefined || until === undefined)) {
    throw peopleErrors.INSPECTOR_DATES_REQUIRED();
  }
  if (from !== undefined && until !== undefined && until < from) {
    throw peopleErrors.DUTY_DATES_INVALID({ from, until });
  }
}
