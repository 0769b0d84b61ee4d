import { expect, it } from 'vitest';
import { SCHEMA_FOLDERS, schemaNames } from '../../schemas/index.ts';

it('every folder of schemas holds one: git keeps no empty folders, and a clone without one would not start', () => {
  const names = schemaNames();
  expect(SCHEMA_FOLDERS.filter((folder) => !names.some((name) => name.startsWith(`${folder}/`)))).toEqual([]);
});
