import { type SchoolYear, type StudyWeek } from './types.ts';
import { structureErrors } from './errors.ts';

interface Fault {
  readonly reason: string;
  readonly reasonVi: string;
}

/**
 * A year must be in order: terms inside the year, weeks numbered from 1 without a gap, each inside its term and after the one
 * before. Weeks may leave days between them.
 * @throws YEAR_INVALID
 */
export function assertYear(year: SchoolYear): void {
  const fault = spanFault(year) ?? termFault(year) ?? weekFault(year);
  if (fault) throw structureErrors.YEAR_INVALID({ year: year.code, ...fault });
}

function spanFault(year: SchoolYear): Fault | undefined {
  const spans = [year, ...year.terms, ...year.weeks, ...year.holidays];
  const wrong = spans.find((span) => span.endsOn < span.startsOn);
  if (!wrong) return undefined;
  const { startsOn, endsOn } = wrong;
  return { reason: `${endsOn} is before ${startsOn}`, reasonVi: `ngày ${endsOn} trước ngày ${startsOn}` };
}

function termFault(year: SchoolYear): Fault | undefined {
  const outside = year.terms.find((term) => term.startsOn < year.startsOn || term.endsOn > year.endsOn);
  if (!outside) return undefined;
  return { reason: `term ${outside.code} is not inside it`, reasonVi: `học kỳ ${outside.code} nằm ngoài năm học` };
}

function weekFault(year: SchoolYear): Fault | undefined {
  for (const [index, week] of year.weeks.entries()) {
    const fault = faultOfWeek(year, week, index);
    if (fault)
      return { reason: `week ${week.number} ${fault.reason}`, reasonVi: `tuần ${week.number} ${fault.reasonVi}` };
  }
  return undefined;
}

function faultOfWeek(year: SchoolYear, week: StudyWeek, index: number): Fault | undefined {
  const before = year.weeks[index - 1];
  const term = year.terms.find((candidate) => candidate.code === week.term);
  if (week.number !== index + 1) return { reason: 'is out of order', reasonVi: 'sai thứ tự' };
  if (!term) return { reason: 'has no term', reasonVi: 'không thuộc học kỳ nào' };
  if (week.startsOn < term.startsOn || week.endsOn > term.endsOn) {
    return { reason: 'is not inside its term', reasonVi: 'nằm ngoài học kỳ' };
  }
  if (before && week.startsOn <= before.endsOn) {
    return { reason: 'begins before the last one ended', reasonVi: 'bắt đầu khi tuần trước chưa kết thúc' };
  }
  return undefined;
}
