import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { projectDir } from './paths.ts';
import { type Log } from './service.ts';
import { type ServiceProcess, startProcess } from './service-process.ts';
import { type RunningServices, startServices } from './services.ts';

export type AppRole = 'web' | 'worker' | 'all';

/** One running process of the application. */
export interface AppProcess extends ServiceProcess {
  readonly role: AppRole;
  /** `http://127.0.0.1:<port>`; a worker answers only for its health there. */
  readonly url: string;
}

/** A whole throw-away installation: services in a folder, and as many processes of the application as are wanted. */
export interface RunningSystem {
  readonly services: RunningServices;
  readonly env: Readonly<Record<string, string>>;
  /** Starts one more process and waits until it is ready. */
  startApp(role: AppRole, env?: Readonly<Record<string, string>>): Promise<AppProcess>;
  /** What runs now, for looking at memory and processor time. */
  processes(): readonly { readonly name: string; readonly pid: number }[];
  stop(): Promise<void>;
}

/** Starts the services in `dir`; the application's processes are then started one by one. */
export async function startSystem(options: {
  dir: string;
  memory?: boolean;
  env?: Readonly<Record<string, string>>;
  log?: Log;
}): Promise<RunningSystem> {
  const services = await startServices({
    dir: options.dir,
    memory: options.memory ?? true,
    ...(options.log && { log: options.log }),
  });
  const env = {
    HOSO_SERVER_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'warn',
    ...options.env,
    ...services.env,
  };
  const apps: AppProcess[] = [];
  return {
    services,
    env,
    async startApp(role, more = {}) {
      const app = await launch(role, { ...env, ...more }, options.dir);
      apps.push(app);
      return app;
    },
    processes: () => {
      const own = services.services.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }]));
      return [...own, ...apps.map(({ role, pid }) => ({ name: role, pid }))];
    },
    async stop() {
      await Promise.all(apps.map((app) => app.stop()));
      await services.stop();
    },
  };
}

async function launch(role: AppRole, env: Readonly<Record<string, string>>, dir: string): Promise<AppProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = startProcess({
    name: `The application (${role})`,
    command: process.execPath,
    args: ['--import', 'tsx', join(projectDir, 'src', 'main.ts'), role],
    env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
    logFile: join(dir, `app-${role}-${port}.log`),
    graceMs: 30_000,
  });
  await running.waitUntil(() => answers(`${url}/readyz`));
  return { ...running, role, url };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
