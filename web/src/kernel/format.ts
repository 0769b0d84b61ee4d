import { type Language } from './i18n.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface LocalTime {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** An instant by the clock of Việt Nam. */
export function localTime(at: Date): LocalTime {
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  const { day = '', month = '', year = '', hour = '', minute = '' } = found;
  const weekday = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay();
  return { day, month, year, hour, minute, weekday };
}

/** `30/11/2026` */
export function date(at: Date): string {
  const { day, month, year } = localTime(at);
  return `${day}/${month}/${year}`;
}

/** `30/11` */
export function shortDate(at: Date): string {
  const { day, month } = localTime(at);
  return `${day}/${month}`;
}

/** `17:00` */
export function time(at: Date): string {
  const { hour, minute } = localTime(at);
  return `${hour}:${minute}`;
}

/** `30/11/2026 17:00` */
export function dateTime(at: Date): string {
  return `${date(at)} ${time(at)}`;
}

/** `thứ Hai 30/11`, by which people know a deadline. */
export function weekdayDate(at: Date, language: Language = 'vi'): string {
  const { weekday } = localTime(at);
  if (language === 'vi') return `${WEEKDAYS[weekday] ?? ''} ${shortDate(at)}`;
  return `${new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short' }).format(at)} ${shortDate(at)}`;
}

/** `1.200` */
export function count(value: number, language: Language = 'vi'): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value);
}

/** `252 kB`, `1,2 MB` */
export function size(bytes: number, language: Language = 'vi'): string {
  if (bytes < 1_000_000) return `${count(Math.max(1, Math.round(bytes / 1000)), language)} kB`;
  return `${count(Math.round(bytes / 100_000) / 10, language)} MB`;
}

/** How long ago, or how long until: `3 giờ`, `4 ngày`; whole units, at least one minute. */
export function span(milliseconds: number, language: Language = 'vi'): string {
  const length = Math.abs(milliseconds);
  const [value, vi, en] =
    length >= DAY_MS
      ? [Math.floor(length / DAY_MS), 'ngày', 'day']
      : length >= HOUR_MS
        ? [Math.floor(length / HOUR_MS), 'giờ', 'hour']
        : [Math.max(1, Math.floor(length / MINUTE_MS)), 'phút', 'minute'];
  return language === 'vi' ? `${value} ${vi}` : `${value} ${en}${value === 1 ? '' : 's'}`;
}

/** The letters of a person's badge: of the first and the given name. */
export function initials(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toLocaleUpperCase('vi');
}
