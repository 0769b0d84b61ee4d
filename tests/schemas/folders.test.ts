import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEMA_FOLDERS } from '../../schemas/index.ts';

const ROOT = join(import.meta.dirname, '../..');

it('every folder of schemas is part of a fresh clone: git keeps no empty ones', () => {
  const tracked = execFileSync('git', ['ls-files', 'schemas'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const missing = SCHEMA_FOLDERS.filter((folder) => !tracked.some((file) => file.startsWith(`schemas/${folder}/`)));
  expect(missing).toEqual([]);
});
