import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');

/** One process of the application, as an operator starts it, with the test's hand on its throat. */
export class AppProcess {
  readonly role: 'web' | 'worker';
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;

  private constructor(role: 'web' | 'worker', port: number, child: ChildProcess) {
    this.role = role;
    this.port = port;
    this.#child = child;
    this.#gone = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  /** Starts `src/main.ts` and waits for it to say that it is ready. */
  static async start(role: 'web' | 'worker', env: Readonly<Record<string, string>>): Promise<AppProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', role], {
      cwd: ROOT,
      env: { ...process.env, ...env, NODE_ENV: 'test', LOG_LEVEL: 'info', PORT: '0', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const port = await new Promise<number>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${role} ended with ${code}: ${said.join('')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(`${line}\n`);
        if (said.length > 200) said.shift();
        const ready = readyPort(line);
        if (ready !== undefined) resolve(ready);
      });
    });
    return new AppProcess(role, port, child);
  }

  /** kill -9: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await this.#gone;
    return this.#child.exitCode;
  }
}

function readyPort(line: string): number | undefined {
  if (!line.startsWith('{')) return undefined;
  const entry = JSON.parse(line) as { msg?: string; port?: number };
  return entry.msg === 'ready' ? entry.port : undefined;
}
