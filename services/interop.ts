import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from './apt.ts';
import { ensureJudges } from './judges.ts';
import { cacheDir, projectDir } from './paths.ts';
import { type Log } from './service.ts';
import { findOnPath, requireTool, runStep } from './tools.ts';

const REQUIREMENTS = join(projectDir, 'services', 'interop-requirements.txt');
const VENV = join(cacheDir, 'interop-venv');

/** pyHanko's command line, once `prepareInterop` has run. */
export const pyhankoProgram = join(VENV, 'bin', 'pyhanko');

/** The Python that has pyHanko, once `prepareInterop` has run. */
export const pyhankoPython = join(VENV, 'bin', 'python');

/**
 * Installs what judges our PDFs from outside: pdfsig (its trust by certutil) and qpdf by apt, pyHanko (pinned) in a Python
 * environment, DSS and veraPDF (pinned) by Maven.
 */
export async function prepareInterop(log: Log): Promise<void> {
  const purpose = 'the interoperability tests';
  if (!findOnPath('pdfsig')) await aptInstall({ program: 'pdfsig', packages: ['poppler-utils'], purpose, log });
  if (!findOnPath('qpdf')) await aptInstall({ program: 'qpdf', packages: ['qpdf'], purpose, log });
  if (!findOnPath('certutil')) await aptInstall({ program: 'certutil', packages: ['libnss3-tools'], purpose, log });
  await ensurePyhanko(purpose, log);
  await ensureJudges(log);
}

async function ensurePyhanko(purpose: string, log: Log): Promise<void> {
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  const mark = join(VENV, 'installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const python = requireTool('python3', { purpose, install: 'apt-get install -y python3 python3-venv' });
  rmSync(VENV, { recursive: true, force: true });
  mkdirSync(cacheDir, { recursive: true });
  await runStep({ title: 'Making a Python environment', command: python, args: ['-m', 'venv', VENV], log });
  const args = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '-r', REQUIREMENTS];
  await runStep({ title: 'Installing pyHanko', command: pyhankoPython, args, log });
  writeFileSync(mark, wanted);
}
