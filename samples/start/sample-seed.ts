import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstWeekFor, today } from '../demo/calendar.ts';
import { makeSampleSchool } from '../school/index.ts';

/**
 * The settings that make the application seed the sample school into an empty database. The school is made at the first
 * start, with its year around that day, and stays the same file afterwards. The accounts' one-time passwords go to
 * `accounts.csv` beside it. Empty where the person chose a school by HOSO_SEED_FILE, or runs production.
 */
export function sampleSeed(dir: string): Record<string, string> {
  if (process.env['HOSO_SEED_FILE'] !== undefined || process.env['NODE_ENV'] === 'production') return {};
  const file = join(dir, 'sample-school.json');
  if (!existsSync(file)) {
    const fresh = `${file}.${process.pid}`;
    const school = makeSampleSchool({ firstWeekStartsOn: firstWeekFor(today()) });
    writeFileSync(fresh, JSON.stringify(school, null, 1), { mode: 0o600 });
    renameSync(fresh, file);
  }
  return { HOSO_SEED_FILE: file, HOSO_SEED_ACCOUNTS_FILE: accountsFile(dir) };
}

/** Where the accounts of the sample school and their one-time passwords stand. */
export function accountsFile(dir: string): string {
  return join(dir, 'accounts.csv');
}
