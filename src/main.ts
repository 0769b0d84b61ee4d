import { type App, openApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { isHosoError } from './kernel/errors.ts';
import { createLogger } from './kernel/logger.ts';
import { seedSchoolFile, type SeedNews } from './school-file.ts';

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
    const news = config.seed && role !== 'worker' ? await seedSchoolFile(app.domains, config.seed) : undefined;
    const port = await start(app, role);
    announce(role, config, { port, news });
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

/** Tells a person where the system is and, the first time, whom to sign in as; none of it goes to the log. */
function announce(role: Role, config: Config, { port, news }: { port: number; news: SeedNews | undefined }): void {
  if (role === 'worker') return;
  const address = config.http.port === port ? config.http.publicUrl : `http://${config.http.host}:${port}`;
  const lines = [`hoso: ${address}/api/v1 (OpenAPI: ${address}/api/openapi.json)`];
  if (news) lines.push(`school ${news.school}, ${news.accounts} accounts`);
  for (const { username, initialPassword = '', fullName, duties } of news?.examples ?? []) {
    lines.push(`  ${username.padEnd(20)} ${initialPassword.padEnd(20)} ${fullName} (${duties.join(', ')})`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function signalled(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve(signal);
      });
  });
}
