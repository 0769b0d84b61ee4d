import { type DutyScope } from '../kernel/actor.ts';
import { type HosoError, isHosoError } from '../kernel/errors.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { structureErrors } from './errors.ts';
import { type Structure } from './types.ts';

/** Days around today within which a date of a duty, a delegation or an extension makes sense: a working life, and a few years. */
const EARLIEST_DAYS = -50 * 366;
const LATEST_DAYS = 10 * 366;

/** What can be looked up of a scope. */
export type ScopePlaces = Pick<Structure, 'department' | 'class' | 'subject' | 'year' | 'week'>;

/**
 * Every part of the school that a scope names must be there.
 * @throws SCOPE_UNKNOWN naming the first that is not
 */
export async function assertKnownScope(
  structure: ScopePlaces,
  school: SchoolScope,
  scope: DutyScope & { readonly week?: number | undefined },
): Promise<void> {
  const { department, class: code, subject, year, week } = scope;
  if (department !== undefined) await known(structure.department(school, department), 'department', department);
  if (year !== undefined) await known(structure.year(school, year), 'year', year);
  if (code !== undefined) await known(structure.class(school, code, year), 'class', code);
  if (subject !== undefined) await known(structure.subject(school, subject), 'subject', subject);
  if (week !== undefined && year !== undefined) await known(structure.week(school, year, week), 'week', week);
}

/** Refuses dates of no living person and of no plan, such as 9999. @throws DATE_IMPLAUSIBLE */
export function assertPlausibleDates(today: LocalDate, ...dates: readonly (LocalDate | undefined)[]): void {
  const [earliest, latest] = [addDays(today, EARLIEST_DAYS), addDays(today, LATEST_DAYS)];
  const wrong = dates.find((date) => date !== undefined && (date < earliest || date > latest));
  if (wrong !== undefined) throw structureErrors.DATE_IMPLAUSIBLE({ date: wrong });
}

const PARTS = {
  department: { vi: 'tổ', en: 'department' },
  year: { vi: 'năm học', en: 'school year' },
  class: { vi: 'lớp', en: 'class' },
  subject: { vi: 'môn học', en: 'subject' },
  week: { vi: 'tuần', en: 'week' },
} as const;

async function known(search: Promise<unknown>, part: keyof typeof PARTS, value: string | number): Promise<void> {
  try {
    await search;
  } catch (error) {
    throw isHosoError(error) && error.code.endsWith('_NOT_FOUND') ? unknown(part, value) : error;
  }
}

function unknown(part: keyof typeof PARTS, value: string | number): HosoError {
  const { vi, en } = PARTS[part];
  return structureErrors.SCOPE_UNKNOWN({ part, value, partVi: vi, partEn: en });
}
