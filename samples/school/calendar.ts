import {
  type IsoDate,
  type SampleHoliday,
  type SampleTerm,
  type SampleWeek,
  type SampleYear,
  type TermCode,
} from './types.ts';

const WEEKS: Readonly<Record<TermCode, number>> = { HK1: 18, HK2: 17 };
const TERM_NAMES: Readonly<Record<TermCode, string>> = { HK1: 'Học kỳ I', HK2: 'Học kỳ II' };

/** First day of the lunar year, and the Hùng Kings' day (10th of the 3rd lunar month), by Vietnam's time (UTC+7). */
const LUNAR_DAYS: Readonly<Record<number, { readonly newYear: IsoDate; readonly hungKings: IsoDate }>> = {
  2026: { newYear: '2026-02-17', hungKings: '2026-04-26' },
  2027: { newYear: '2027-02-06', hungKings: '2027-04-16' },
  2028: { newYear: '2028-01-26', hungKings: '2028-04-04' },
  2029: { newYear: '2029-02-13', hungKings: '2029-04-23' },
  2030: { newYear: '2030-02-02', hungKings: '2030-04-12' },
  2031: { newYear: '2031-01-23', hungKings: '2031-04-01' },
  2032: { newYear: '2032-02-11', hungKings: '2032-04-19' },
  2033: { newYear: '2033-01-31', hungKings: '2033-04-09' },
};

/** The date `days` later (or earlier, if negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The Monday on which the first week of a school year starts: the first one from 5 September, the day of the opening. */
export function defaultFirstWeek(schoolYear: string): IsoDate {
  const opening = `${schoolYear.slice(0, 4)}-09-05`;
  return addDays(opening, (8 - weekdayOf(opening)) % 7);
}

/** Code of the school year a date falls in: July to June. */
export function schoolYearOf(date: IsoDate): string {
  const year = Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < 7 ? 1 : 0);
  return `${year}-${year + 1}`;
}

/**
 * The holidays of the 12 months that begin a week before the first school week. Tết closes two whole weeks, Monday to
 * Sunday: the one that holds the second day before the lunar new year and the next.
 */
export function makeHolidays(firstWeekStartsOn: IsoDate): readonly SampleHoliday[] {
  const begin = addDays(firstWeekStartsOn, -7);
  const end = addDays(begin, 365);
  const years = [Number(begin.slice(0, 4)), Number(begin.slice(0, 4)) + 1];
  return years
    .flatMap((year) => holidaysOf(year))
    .filter((holiday) => holiday.endsOn >= begin && holiday.startsOn < end)
    .sort((left, right) => left.startsOn.localeCompare(right.startsOn));
}

function holidaysOf(year: number): SampleHoliday[] {
  const day = (name: string, startsOn: IsoDate, endsOn = startsOn): SampleHoliday => ({ name, startsOn, endsOn });
  const fixed = [
    day('Tết Dương lịch', `${year}-01-01`),
    day('Ngày Chiến thắng và Quốc tế Lao động', `${year}-04-30`, `${year}-05-01`),
    day('Quốc khánh', `${year}-09-01`, `${year}-09-02`),
  ];
  const lunar = LUNAR_DAYS[year];
  if (lunar === undefined) return fixed;
  const eve = addDays(lunar.newYear, -2);
  const monday = addDays(eve, 1 - weekdayOf(eve));
  return [...fixed, day('Nghỉ Tết Nguyên đán', monday, addDays(monday, 13)), day('Giỗ Tổ Hùng Vương', lunar.hungKings)];
}

/**
 * The 35 study weeks in two terms (18 and 17); a week that a holiday closes from Monday to Saturday is skipped.
 *
 * @throws RangeError if the first day is no Monday or the lunar days of the year are not known (2026 to 2033 are).
 */
export function makeYear(firstWeekStartsOn: IsoDate, code = schoolYearOf(firstWeekStartsOn)): SampleYear {
  if (weekdayOf(firstWeekStartsOn) !== 1) throw new RangeError(`${firstWeekStartsOn} is not a Monday`);
  const spring = Number(code.slice(5, 9));
  if (LUNAR_DAYS[spring] === undefined) throw new RangeError(`the lunar new year of ${code} is not known`);
  const weeks = makeWeeks(firstWeekStartsOn, makeHolidays(firstWeekStartsOn));
  const terms = (['HK1', 'HK2'] as const).map((term) => makeTerm(term, weeks));
  return {
    code,
    startsOn: terms[0]?.startsOn ?? firstWeekStartsOn,
    endsOn: terms[1]?.endsOn ?? firstWeekStartsOn,
    terms,
    weeks,
  };
}

function makeWeeks(firstWeekStartsOn: IsoDate, holidays: readonly SampleHoliday[]): SampleWeek[] {
  const weeks: SampleWeek[] = [];
  for (let monday = firstWeekStartsOn; weeks.length < WEEKS.HK1 + WEEKS.HK2; monday = addDays(monday, 7)) {
    const saturday = addDays(monday, 5);
    if (holidays.some((holiday) => holiday.startsOn <= monday && holiday.endsOn >= saturday)) continue;
    const number = weeks.length + 1;
    weeks.push({ number, startsOn: monday, endsOn: addDays(monday, 6), term: number <= WEEKS.HK1 ? 'HK1' : 'HK2' });
  }
  return weeks;
}

function makeTerm(code: TermCode, all: readonly SampleWeek[]): SampleTerm {
  const weeks = all.filter((week) => week.term === code);
  const startsOn = weeks[0]?.startsOn ?? '';
  return { code, name: TERM_NAMES[code], startsOn, endsOn: weeks.at(-1)?.endsOn ?? startsOn, weeks };
}
