import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { errors } from './errors.ts';
import { lastLines } from './log-file.ts';
import { cacheDir } from './paths.ts';
import { type Log } from './service.ts';

const STILL_MS = 15_000;

/** The full path of a program on PATH, or undefined. */
export function findOnPath(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

/** What a program is for and how one gets it; the text of TOOL_MISSING. */
export interface ToolNeed {
  readonly purpose: string;
  readonly install: string;
}

/** The full path of a program, or TOOL_MISSING with the command that installs it. */
export function requireTool(program: string, need: ToolNeed): string {
  const found = findOnPath(program);
  if (found === undefined) throw errors.TOOL_MISSING({ tool: program, ...need });
  return found;
}

/** One step of the set-up. */
export interface Step {
  /** Said to the person, and the name of the log. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly log: Log;
}

/**
 * Runs one step to its end, its output in a log under `.cache/logs`; says that it goes on every fifteen seconds.
 * COMMAND_FAILED carries the last lines of the log.
 */
export async function runStep(step: Step): Promise<void> {
  const logs = join(cacheDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, `${step.title.replace(/[^\w.-]+/g, '-')}-${process.pid}.log`);
  const output = openSync(logFile, 'w', 0o600);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  step.log(`${step.title} ...`);
  const still = setInterval(() => step.log(`${step.title}: still at it after ${seconds()} s`), STILL_MS);
  try {
    const exit = await exitOf(step, output);
    if (exit !== 0) throw errors.COMMAND_FAILED({ step: step.title, exit, log: logFile, output: lastLines(logFile) });
    step.log(`${step.title}: done in ${seconds()} s`);
  } finally {
    clearInterval(still);
    closeSync(output);
  }
}

/** What a program prints when asked for its version (or anything else that is short), both streams together. */
export function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

function exitOf(step: Step, output: number): Promise<number | string> {
  return new Promise((resolve, reject) => {
    const child = spawn(step.command, step.args, {
      env: { ...process.env, ...step.env },
      stdio: ['ignore', output, output],
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '?'));
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
