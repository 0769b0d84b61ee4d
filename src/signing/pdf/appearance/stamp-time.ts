const SCHOOL_OFFSET_MINUTES = 7 * 60;

/**
 * The signing time as a stamp shows it, `dd/MM/yyyy HH:mm:ss +07:00` (Decree 30/2020/NĐ-CP, Annex I: date, hours,
 * minutes, seconds and the Vietnamese time zone).
 */
export function formatStampTime(time: Date): string {
  const local = new Date(time.getTime() + SCHOOL_OFFSET_MINUTES * 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${String(local.getUTCFullYear()).padStart(4, '0')}`;
  return `${date} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} +07:00`;
}
