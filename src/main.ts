import { readFile, writeFile } from 'node:fs/promises';
import { type App, openApp } from './app.ts';
import { type Config, readConfig, type SeedConfig } from './config.ts';
import { type SchoolData, seedSampleSchool } from './flows/seed-school.ts';
import { isHosoError } from './kernel/errors.ts';
import { createLogger, type Logger } from './kernel/logger.ts';

const ROLES = ['web', 'worker', 'all'] as const;
type Role = (typeof ROLES)[number];

try {
  await main(process.argv[2] ?? 'all');
} catch (error) {
  process.stderr.write(isHosoError(error) ? `${error.code}: ${error.vi}\n${error.en}\n` : `${String(error)}\n`);
  process.exitCode = 2;
}

async function main(roleName: string): Promise<void> {
  const role = ROLES.find((each) => each === roleName);
  if (!role) throw new Error(`the role must be one of ${ROLES.join(', ')}`);
  const config = readConfig(process.env);
  const log = createLogger({ level: config.logLevel, name: `hoso-${role}` });
  const stopAsked = signalled();
  const app = await openApp(config, log);
  try {
    if (config.seed && role !== 'worker') await seed(app, config.seed, log);
    const port = await start(app, role);
    announce(role, config, port);
    log.info({ role, port }, 'ready');
    log.info({ signal: await stopAsked }, 'stopping');
  } finally {
    await app.close();
  }
}

async function start(app: App, role: Role): Promise<number> {
  if (role === 'worker') return (await app.startWorker()).port;
  if (role === 'web') return (await app.startWeb()).port;
  return (await app.startAll()).port;
}

/** Makes the sample school unless it is there; the one-time passwords are told once, in a file that only its owner can read. */
async function seed(app: App, config: SeedConfig, log: Logger): Promise<void> {
  const sample = JSON.parse(await readFile(config.file, 'utf8')) as SchoolData;
  const options = { sample, ...(config.password !== undefined && { initialPassword: config.password }) };
  const { school, accounts, alreadySeeded } = await seedSampleSchool(app.domains, options);
  const fresh = accounts.filter((account) => account.initialPassword !== undefined);
  if (config.accountsFile !== undefined && fresh.length > 0) {
    const lines = fresh.map((account) => `${school.code},${account.username},${account.initialPassword ?? ''}`);
    await writeFile(config.accountsFile, `${['school,username,initialPassword', ...lines].join('\n')}\n`, {
      mode: 0o600,
      flag: 'a',
    });
  }
  log.info({ school: school.code, accounts: accounts.length, alreadySeeded }, 'sample school');
}

function announce(role: Role, config: Config, port: number): void {
  if (role === 'worker') return;
  const address = config.http.port === port ? config.http.publicUrl : `http://${config.http.host}:${port}`;
  process.stdout.write(`hoso: ${address}/api/v1 (OpenAPI: ${address}/api/openapi.json)\n`);
}

function signalled(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve(signal);
      });
  });
}
