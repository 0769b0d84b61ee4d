import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { errors } from './errors.ts';
import { type Log } from './service.ts';
import { findOnPath, requireTool, runStep } from './tools.ts';

const POLICY = '/usr/sbin/policy-rc.d';
const OPTIONS = ['-o', 'DPkg::Lock::Timeout=120'];

/** A program that comes by apt. */
export interface AptNeed {
  readonly program: string;
  readonly packages: readonly string[];
  readonly purpose: string;
  readonly log: Log;
}

/**
 * Installs packages where we are root and have apt, and gives the program's full path. No service that a package brings
 * is started. TOOL_MISSING with the command where we may not.
 */
export async function aptInstall(need: AptNeed): Promise<string> {
  const { program, packages, purpose, log } = need;
  const apt = findOnPath('apt-get');
  const install = `sudo apt-get install -y ${packages.join(' ')}`;
  if (apt === undefined || process.getuid?.() !== 0) throw errors.TOOL_MISSING({ tool: program, purpose, install });
  await withoutServiceStart(async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const args = [...OPTIONS, 'install', '-y', '--no-install-recommends', ...packages];
    const title = `Installing ${packages.join(', ')}`;
    try {
      await runStep({ title, command: apt, args, env, log });
    } catch {
      // The usual reason on a new machine: its package lists are empty or old. Any other shows again on the second try.
      await runStep({ title: 'Reading package lists', command: apt, args: [...OPTIONS, 'update'], env, log });
      await runStep({ title, command: apt, args, env, log });
    }
  });
  return requireTool(program, { purpose, install });
}

/** Debian's way to say that installing must not start services: policy-rc.d answers 101. */
async function withoutServiceStart(install: () => Promise<void>): Promise<void> {
  if (existsSync(POLICY)) return install();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
  try {
    await install();
  } finally {
    rmSync(POLICY, { force: true });
  }
}
