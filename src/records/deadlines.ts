import { type DeadlineMoment, type DeadlineRule } from '../../schemas/index.ts';
import { addDays, type LocalDate, startOfLocalDate, weekdayOf } from '../kernel/local-date.ts';
import { type Holiday, type SchoolYear, type StudyWeek } from '../structure/index.ts';
import { uploadErrors } from './errors.ts';
import { type Extension } from './extensions.ts';
import { type RecordScope, type Timeliness } from './types.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An instant that something is counted against; `inclusive` says whether the instant itself is still in time. */
export interface Due {
  readonly at: Date;
  readonly inclusive: boolean;
}

/** What a submission is judged by. */
export interface DeadlineFacts {
  readonly year: Pick<SchoolYear, 'code' | 'startsOn' | 'endsOn' | 'terms' | 'weeks' | 'holidays'>;
  readonly scope: RecordScope;
  /** Extensions granted to the owner for this type and year. */
  readonly extensions: readonly Pick<Extension, '_id' | 'week' | 'class' | 'subject' | 'until'>[];
}

export interface Verdict {
  readonly timeliness: Timeliness;
  /** Absent where the rule's anchor is not part of the record, such as a week. */
  readonly dueAt?: Date;
  /** Id of the extension that made it lawful. */
  readonly extension?: string;
  /** Since when late records are no longer taken, where that is over. */
  readonly closedAt?: Date;
}

/**
 * Judges a moment of submission. Times are instants; days are the school's (UTC+7).
 * A verdict with `closedAt` is one that `assertOpen` refuses.
 */
export function judge(rule: DeadlineRule | undefined, facts: DeadlineFacts, at: Date): Verdict {
  const due = rule && momentOf(rule.due, rule, facts);
  if (!rule || !due) return { timeliness: 'onTime' };
  const dueAt = due.at;
  if (isBefore(at, due)) return { timeliness: 'onTime', dueAt };
  const extension = extensionAt(facts, at);
  if (extension) return { timeliness: 'lateWithExtension', dueAt, extension: extension._id };
  const closes = rule.closes && momentOf(rule.closes, rule, facts);
  return { timeliness: 'late', dueAt, ...(closes && !isBefore(at, closes) && { closedAt: closes.at }) };
}

/** @throws SUBMISSION_CLOSED when it is too late without an extension */
export function assertOpen({ closedAt, dueAt }: Verdict): void {
  if (!closedAt) return;
  throw uploadErrors.SUBMISSION_CLOSED({ closedAt: closedAt.toISOString(), dueAt: dueAt?.toISOString() });
}

/** The instant a rule's moment means for this record; undefined where the record has no such anchor. */
export function momentOf(
  moment: DeadlineMoment,
  rule: Pick<DeadlineRule, 'holidays'>,
  facts: Pick<DeadlineFacts, 'year' | 'scope'>,
): Due | undefined {
  const anchor = anchorDate(moment, facts);
  if (anchor === undefined) return undefined;
  const day = offHolidays(addDays(anchor, moment.offsetDays ?? 0), rule.holidays, facts.year.holidays);
  const begins = startOfLocalDate(day).getTime();
  if (moment.until === 'dayBegins') return { at: new Date(begins), inclusive: false };
  if (moment.until === 'dayEnds') return { at: new Date(begins + DAY_MS - 1), inclusive: true };
  const [hours = 0, minutes = 0] = moment.until.split(':').map(Number);
  return { at: new Date(begins + (hours * 60 + minutes) * MINUTE_MS), inclusive: true };
}

function isBefore(at: Date, due: Due): boolean {
  return due.inclusive ? at.getTime() <= due.at.getTime() : at.getTime() < due.at.getTime();
}

function anchorDate(
  moment: DeadlineMoment,
  { year, scope }: Pick<DeadlineFacts, 'year' | 'scope'>,
): LocalDate | undefined {
  switch (moment.anchor) {
    case 'weekStart':
      return weekOf(moment, year.weeks, scope)?.startsOn;
    case 'weekEnd':
      return weekOf(moment, year.weeks, scope)?.endsOn;
    case 'weekBefore': {
      const week = weekOf(moment, year.weeks, scope);
      return week && addDays(mondayOf(week.startsOn), -7 + (moment.weekday ?? 1) - 1);
    }
    case 'termStart':
      return termOf(year, scope)?.startsOn;
    case 'termEnd':
      return termOf(year, scope)?.endsOn;
    case 'yearStart':
      return year.startsOn;
    case 'yearEnd':
      return year.endsOn;
    case 'monthEnd':
      return scope.month === undefined ? undefined : lastDayOf(scope.month, year.startsOn);
  }
}

function weekOf(moment: DeadlineMoment, weeks: readonly StudyWeek[], scope: RecordScope): StudyWeek | undefined {
  const number = scope.week ?? moment.week;
  return weeks.find((week) => week.number === number);
}

/** The term of the record; the whole year for `CN`. */
function termOf(year: DeadlineFacts['year'], scope: RecordScope) {
  return scope.term === 'CN' ? year : year.terms.find((term) => term.code === scope.term);
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** A school year runs over new year: its months from July on lie in its first calendar year. */
function lastDayOf(month: number, startsOn: LocalDate): LocalDate {
  const firstYear = Number(startsOn.slice(0, 4));
  const year = month >= 7 ? firstYear : firstYear + 1;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function offHolidays(day: LocalDate, policy: DeadlineRule['holidays'], holidays: readonly Holiday[]): LocalDate {
  if (policy === 'ignore') return day;
  const step = policy === 'earlier' ? -1 : 1;
  let moved = day;
  while (weekdayOf(moved) === 7 || holidays.some((off) => off.startsOn <= moved && moved <= off.endsOn)) {
    moved = addDays(moved, step);
  }
  return moved;
}

function extensionAt({ scope, extensions }: DeadlineFacts, at: Date) {
  return extensions.find(
    (extension) =>
      at.getTime() <= extension.until.getTime() &&
      (extension.week === undefined || extension.week === scope.week) &&
      (extension.class === undefined || extension.class === scope.class) &&
      (extension.subject === undefined || extension.subject === scope.subject),
  );
}
