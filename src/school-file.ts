import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { type SeedConfig } from './config.ts';
import { type SchoolData, type SeedDeps, type SeededAccount, seedSampleSchool } from './flows/seed/seed-school.ts';

/** What a person who starts the system for the first time is told. */
export interface SeedNews {
  readonly school: string;
  readonly accounts: number;
  readonly alreadySeeded: boolean;
  /** One account of each duty that has not been used yet, to sign in with. */
  readonly examples: readonly SeededAccount[];
}

/**
 * Makes the school of a file unless it is there. The one-time passwords are told once, in a file that only its owner can read; where
 * that file is missing, those that nobody has used yet are set anew.
 */
export async function seedSchoolFile(deps: SeedDeps, config: SeedConfig): Promise<SeedNews> {
  const sample = JSON.parse(await readFile(config.file, 'utf8')) as SchoolData;
  const { password: initialPassword, accountsFile } = config;
  const reissueUnused = accountsFile !== undefined && !existsSync(accountsFile);
  const { school, accounts, alreadySeeded } = await seedSampleSchool(deps, { sample, initialPassword, reissueUnused });
  const fresh = accounts.filter((account) => account.initialPassword !== undefined);
  if (accountsFile !== undefined && fresh.length > 0) await writeAccounts(accountsFile, school.code, fresh);
  return { school: school.code, accounts: accounts.length, alreadySeeded, examples: oneOfEachDuty(fresh) };
}

async function writeAccounts(file: string, school: string, accounts: readonly SeededAccount[]): Promise<void> {
  const lines = accounts.map(({ username, fullName, duties, initialPassword = '' }) =>
    [school, username, fullName, duties.join(' '), initialPassword].join(','),
  );
  const head = existsSync(file) ? [] : ['school,username,fullName,duties,initialPassword'];
  await writeFile(file, `${[...head, ...lines].join('\n')}\n`, { mode: 0o600, flag: 'a' });
}

function oneOfEachDuty(accounts: readonly SeededAccount[]): SeededAccount[] {
  const found = new Map<string, SeededAccount>();
  for (const account of accounts) {
    for (const duty of account.duties) if (!found.has(duty)) found.set(duty, account);
  }
  return [...new Set(found.values())];
}
