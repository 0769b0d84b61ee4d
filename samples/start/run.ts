import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isHosoError } from '../../src/kernel/errors.ts';
import { errors } from '../../services/errors.ts';
import { keptPorts, keptSecrets, type Secrets } from '../../services/kept-state.ts';
import { acquireLock } from '../../services/lock.ts';
import { dataDir, projectDir } from '../../services/paths.ts';
import { isFreePort } from '../../services/ports.ts';
import { buildWeb } from './build-web.ts';
import { accountsFile, sampleSeed } from './sample-seed.ts';
import { startProcess, type ServiceProcess } from '../../services/service-process.ts';
import { prepareServices, startServices, type RunningServices } from '../../services/services.ts';

const DEFAULT_PORT = '3000';
const APP_GRACE_MS = 30_000;
const log = (line: string) => console.log(`[hoso] ${line}`);

try {
  process.exitCode = await run(process.env['HOSO_DATA_DIR'] ?? dataDir);
} catch (error) {
  if (!isHosoError(error)) throw error;
  console.error(`${error.code}: ${error.vi}\n${error.en}`);
  process.exitCode = 1;
}

/** Sets up, starts the services and then the application; ends, in the opposite order, when asked or when one dies. */
async function run(dir: string): Promise<number> {
  const asked = askedToStop();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const releaseLock = acquireLock(join(dir, 'npm-start.lock'));
  try {
    await refuseTakenPort();
    const found = await prepareServices(log);
    await buildWeb(log);
    const secrets = keptSecrets(dir);
    const services = await startServices({ dir, ports: await keptPorts(dir), s3Credentials: secrets.s3, log });
    log(`services ready: MongoDB by ${found.mongo}, Redis by ${found.redis}, S3 by ${found.s3}; data in ${dir}`);
    if (process.env['HOSO_SEED_FILE'] === undefined) log(`accounts and their one-time passwords: ${accountsFile(dir)}`);
    try {
      return await runApp({ dir, services, secrets, asked });
    } finally {
      log('stopping the services');
      await services.stop();
      log('stopped; the data stays');
    }
  } finally {
    releaseLock();
  }
}

interface Running {
  readonly dir: string;
  readonly services: RunningServices;
  readonly secrets: Secrets;
  readonly asked: Promise<string>;
}

async function runApp({ dir, services, secrets, asked }: Running): Promise<number> {
  const app = startApp({ ...sampleSeed(dir), ...services.env }, secrets);
  const deaths = services.services.map(async ({ name, ended }) => ({ code: 1, why: `${name} died (${await ended})` }));
  const { code, why } = await Promise.race([
    asked.then((signal) => ({ code: 0, why: signal })),
    app.ended.then((ending) => ({ code: 1, why: `the application ended (${ending})` })),
    ...deaths,
  ]);
  (code === 0 ? log : console.error)(`${why}: stopping the application`);
  await app.stop();
  return code;
}

function startApp(settings: Readonly<Record<string, string>>, secrets: Secrets): ServiceProcess {
  const env = {
    HOST: '127.0.0.1',
    PORT: DEFAULT_PORT,
    HOSO_SERVER_KEY: secrets.serverKey,
    ...definedOf(['HOST', 'PORT', 'HOSO_SERVER_KEY']),
    ...settings,
  };
  const args = ['--import', 'tsx', join(projectDir, 'src', 'main.ts'), 'all'];
  return startProcess({ name: 'The application', command: process.execPath, args, env, graceMs: APP_GRACE_MS });
}

/** What the person set wins over what we choose. */
function definedOf(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

async function refuseTakenPort(): Promise<void> {
  const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
  if (!(await isFreePort(port))) throw errors.PORT_TAKEN({ port, other: port + 1 });
}

/** The first signal that asks us to stop; more of them change nothing, since the stop is under way. */
function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
