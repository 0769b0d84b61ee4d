import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectDir = fileURLToPath(new URL('..', import.meta.url));

/** What can be made again at any time: built stand-ins, tools, logs of set-up. */
export const cacheDir = join(projectDir, '.cache');

/** What `npm start` keeps between starts: data, ports, secrets. */
export const dataDir = join(projectDir, '.data');
