import { readFileSync } from 'node:fs';

/** The end of a log, for an error's text. */
export function lastLines(file: string, count = 20): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
