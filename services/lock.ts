import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errors } from './errors.ts';

/**
 * Takes a lock file for this process and gives the function that releases it. A lock left by a process that is gone is
 * taken over. ALREADY_RUNNING while its owner lives.
 */
export function acquireLock(file: string): () => void {
  const mine = ownerOf(process.pid);
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => release(file, mine);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const theirs = readIfThere(file);
    if (theirs !== undefined) removeIfStale(file, theirs);
  }
}

function removeIfStale(file: string, theirs: string): void {
  const pid = Number.parseInt(theirs, 10);
  const running = errors.ALREADY_RUNNING({ pid, lock: file });
  if (Number.isInteger(pid) && isAlive(pid) && ownerOf(pid) === theirs) throw running;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = readFileSync(aside, 'utf8');
  // Somebody else took the stale lock over between our reading and our renaming: give it back.
  if (moved !== theirs) linkSync(aside, file);
  rmSync(aside);
  if (moved !== theirs) throw running;
}

function release(file: string, mine: string): void {
  if (readIfThere(file) === mine) rmSync(file, { force: true });
}

/** The process and, on Linux, when it started, since a process number comes back after a restart of the machine. */
function ownerOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const sinceBoot = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  const boot = readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return `${pid} ${sinceBoot} ${boot}\n`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
