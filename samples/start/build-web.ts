import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectDir } from '../../services/paths.ts';

const WEB = join(projectDir, 'web');
const BUILT = join(projectDir, 'dist', 'web', 'index.html');

/** Builds the browser application where it was never built, or where its sources are newer. */
export async function buildWeb(log: (line: string) => void): Promise<void> {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest(WEB)) return;
  log('building the browser application');
  const vite = join(createRequire(join(WEB, 'package.json')).resolve('vite/package.json'), '..', 'bin', 'vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: WEB });
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
