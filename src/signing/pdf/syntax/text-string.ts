import { PdfString } from '../objects.ts';

/** A text string (ISO 32000-1, 7.9.2.2): plain ASCII as it is, everything else in UTF-16BE with its byte order mark. */
export function textString(text: string): PdfString {
  if (/^[\t\n\r\x20-\x7e]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'));
  return new PdfString(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), { hex: true });
}

/** A date string (7.9.4) of an instant, shown at an offset from UTC given in minutes (Viet Nam: 420). */
export function dateString(time: Date, offsetMinutes = 0): PdfString {
  const local = new Date(time.getTime() + offsetMinutes * 60_000).toISOString();
  const date = local.slice(0, 4) + local.slice(5, 7) + local.slice(8, 10);
  const digits = date + local.slice(11, 13) + local.slice(14, 16) + local.slice(17, 19);
  const minutes = Math.abs(offsetMinutes);
  const hh = String(Math.floor(minutes / 60)).padStart(2, '0');
  const mm = String(minutes % 60).padStart(2, '0');
  return new PdfString(Buffer.from(`D:${digits}${offsetMinutes < 0 ? '-' : '+'}${hh}'${mm}'`, 'latin1'));
}
