/** How long a version is locked: a number of years from an event, or for good. */
export type RetentionPeriod = number | 'permanent';

/** S3 knows no endless lock; a permanent record gets the longest one that every store takes and a legal hold beside it. */
export const PERMANENT_LOCK_YEARS = 99;

const ZONE_OFFSET_MS = 7 * 3_600_000;

/**
 * The instant until which a version stays locked: the end of the school's day (UTC+7) on which the period is over. A record of
 * 29 February is kept until 28 February of a common year's next day, that is 1 March.
 */
export function lockUntil(from: Date, period: RetentionPeriod): Date {
  const local = new Date(from.getTime() + ZONE_OFFSET_MS);
  const years = period === 'permanent' ? PERMANENT_LOCK_YEARS : period;
  const end = Date.UTC(local.getUTCFullYear() + years, local.getUTCMonth(), local.getUTCDate() + 1);
  return new Date(end - ZONE_OFFSET_MS);
}
