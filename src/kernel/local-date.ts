/** A date without time, `YYYY-MM-DD`, in the schools' zone Asia/Ho_Chi_Minh (UTC+7, no daylight saving time). */
export type LocalDate = string;

const ZONE_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The date it is in the schools' zone at this instant. */
export function localDateOf(at: Date): LocalDate {
  return new Date(at.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which this date begins in the schools' zone. */
export function startOfLocalDate(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - ZONE_OFFSET_MS);
}

/** The date `days` later, or earlier if negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 = Monday to 7 = Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether the date lies in the span; both ends belong to it, an absent end is open. */
export function isWithin(
  date: LocalDate,
  span: { readonly from?: LocalDate | undefined; readonly until?: LocalDate | undefined },
): boolean {
  return (span.from === undefined || span.from <= date) && (span.until === undefined || date <= span.until);
}

/** An instant as people say it, by the schools' clock. */
export function momentInWords(at: Date): { readonly vi: string; readonly en: string } {
  const local = new Date(at.getTime() + ZONE_OFFSET_MS).toISOString();
  const [year = '', month = '', day = ''] = local.slice(0, 10).split('-');
  const [hour = '', minute = ''] = local.slice(11, 16).split(':');
  const date = `${day}/${month}/${year}`;
  return { vi: `${hour} giờ ${minute} phút ngày ${date}`, en: `${hour}:${minute} on ${date}` };
}
