import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errors } from './errors.ts';
import { lastLines } from './log-file.ts';
import { findOnPath } from './tools.ts';
import { type Ending } from './service.ts';

const GRACE_MS = 10_000;
const READY_MS = 60_000;
const POLL_MS = 25;

/** What to run. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where its output goes, cut to nothing first; our own output if none is given. */
  readonly logFile?: string;
  /** How long it may take to end when asked, in milliseconds; ten seconds if not given. */
  readonly graceMs?: number;
}

/** A child process that belongs to this one. */
export interface ServiceProcess {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  stop(): Promise<void>;
  /** Waits until `isReady` answers true; SERVICE_DIED if the process ends first, SERVICE_NOT_READY after a minute. */
  waitUntil(isReady: () => Promise<boolean>): Promise<void>;
}

/**
 * Starts a service in its own process group, so that Ctrl-C reaches only us and we stop things in order; on Linux the
 * kernel ends it if we are killed before we can.
 */
export function startProcess(plan: ProcessPlan): ServiceProcess {
  const log = openLog(plan.logFile);
  const [command, args] = boundToUs(plan.command, plan.args);
  const child = spawn(command, args, {
    env: { ...process.env, ...plan.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  if (typeof log === 'number') closeSync(log);
  let ending: Ending | undefined;
  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve((ending = error.message)));
    child.once('exit', (code, signal) => resolve((ending = signal ? `signal ${signal}` : `exit ${code ?? '?'}`)));
  });
  const service: ServiceProcess = {
    pid: child.pid ?? -1,
    ended,
    stop: async () => {
      if (ending !== undefined) return;
      child.kill('SIGTERM');
      if ((await within(plan.graceMs ?? GRACE_MS, ended)) === undefined) child.kill('SIGKILL');
      await ended;
    },
    waitUntil: async (isReady) => {
      const deadline = Date.now() + READY_MS;
      while (!(await isReady())) {
        const facts = { service: plan.name, output: plan.logFile ? lastLines(plan.logFile) : '' };
        if (ending !== undefined) throw errors.SERVICE_DIED({ ...facts, exit: ending });
        if (Date.now() > deadline) {
          await service.stop();
          throw errors.SERVICE_NOT_READY({ ...facts, seconds: READY_MS / 1000 });
        }
        await within(POLL_MS, ended);
      }
    },
  };
  return service;
}

function openLog(file: string | undefined): number | 'inherit' {
  if (file === undefined) return 'inherit';
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w', 0o600);
}

function boundToUs(command: string, args: readonly string[]): [string, string[]] {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv') : undefined;
  return setpriv ? [setpriv, ['--pdeathsig', 'TERM', command, ...args]] : [command, [...args]];
}

async function within<T>(milliseconds: number, event: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const timeout = delay(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([event, timeout]);
  } finally {
    timer.abort();
  }
}
