import { isHosoError } from '../kernel/errors.ts';

/** An error as one line, `code: text` in both languages. */
export function errorLine(error: unknown): string {
  if (isHosoError(error)) return oneLine(`${error.code}: ${error.vi} / ${error.en}`);
  return oneLine(`INTERNAL: ${error instanceof Error ? error.message : String(error)}`);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
