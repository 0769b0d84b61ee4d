import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder: the one with `package.json` above this file, also where it was compiled to somewhere inside. */
export const projectDir = projectAbove(import.meta.dirname);

/** What can be made again at any time: built stand-ins, tools, logs of set-up. */
export const cacheDir = join(projectDir, '.cache');

/** What `npm start` keeps between starts: data, ports, secrets. */
export const dataDir = join(projectDir, '.data');

function projectAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectAbove(dirname(folder));
}
