import { addDays, weekdayOf } from '../school/index.ts';

const ZONE_MS = 7 * 3_600_000;

/** The week of the demo's lesson plan, and how far ahead of now its calendar puts it. */
export const DEMO_WEEK = 12;
export const LATE_WEEK = 10;

/** Today in the school's zone. */
export function today(now: Date = new Date()): string {
  return new Date(now.getTime() + ZONE_MS).toISOString().slice(0, 10);
}

/** The Monday of week 1 that makes this week week 10: plans for it are late but open, plans for week 12 are on time. */
export function firstWeekFor(date: string): string {
  const monday = addDays(date, 1 - weekdayOf(date));
  return addDays(monday, -7 * (LATE_WEEK - 1));
}

/** When a lesson plan is due by the school's rule: the Wednesday of the week before has not begun yet (Asia/Ho_Chi_Minh). */
export function lessonPlanDue(weekStartsOn: string): Date {
  return new Date(Date.parse(`${addDays(weekStartsOn, -5)}T00:00:00Z`) - ZONE_MS);
}
