import { type ActiveDuty } from '../kernel/actor.ts';
import { isWithin, type LocalDate } from '../kernel/local-date.ts';
import { peopleErrors } from './errors.ts';
import { type HeldDuty } from './model.ts';

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
