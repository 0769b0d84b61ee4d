import { readConfig } from '../config.ts';
import { createFoundation } from '../foundation.ts';
import { seedSchoolFile, type SeedNews } from '../school-file.ts';
import { connectDatabase } from '../kernel/db.ts';
import { createLogger } from '../kernel/logger.ts';
import { readArguments } from './arguments.ts';
import { type Command, type CommandIo, type ExitCode } from './command.ts';
import { errors } from './errors.ts';
import { USAGE } from './words.ts';

const usage = 'school create --data FILE.json --accounts FILE.csv';
const OPTIONS = { data: { type: 'string' }, accounts: { type: 'string' } } as const;

/**
 * Sets up a school from a file of its master data (the form of `samples/school`): structure, accounts, certificate authority. Each
 * account's one-time password is appended to the accounts file, readable by its owner alone. The environment is that of the application.
 * Safe to repeat: what is there stays, and a run that was killed is taken up where it stopped.
 */
export const schoolCreate: Command = {
  usage,
  async run(args, io): Promise<ExitCode> {
    const { values, positionals } = readArguments(args, OPTIONS, usage);
    const { data: file, accounts: accountsFile } = values;
    if (file === undefined || accountsFile === undefined || positionals.length > 0)
      throw errors.CLI_USAGE({ what: USAGE.missing('--data', '--accounts'), usage });
    const news = await createSchool(io, { file, accountsFile });
    io.out(`${news.alreadySeeded ? 'there already' : 'created'}: ${news.school}, ${news.accounts} accounts`);
    return 0;
  },
};

async function createSchool(
  { env, clock }: CommandIo,
  files: { file: string; accountsFile: string },
): Promise<SeedNews> {
  const config = readConfig(env);
  const log = createLogger({ level: 'silent' });
  await using db = await connectDatabase(config.mongo);
  const foundation = createFoundation(config, { db, clock, log });
  await db.ensureIndexes();
  return await seedSchoolFile(foundation, { ...files, password: undefined });
}
