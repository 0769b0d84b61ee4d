import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of schemas; a schema's name is its folder and file name, such as `api/login-request`. */
export const SCHEMA_FOLDERS = ['common', 'api', 'jobs'] as const;

/** The base of every schema's `$id`; relative `$ref`s between the files resolve against it. Nothing is fetched from it. */
export const SCHEMA_BASE = 'https://hoso.invalid/schemas/';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Reads every schema file: name to schema, with its `$id` added. */
export function readSchemas(folder: string = import.meta.dirname): Map<string, JsonSchema> {
  const schemas = new Map<string, JsonSchema>();
  for (const group of SCHEMA_FOLDERS) {
    for (const file of readdirSync(join(folder, group)).sort()) {
      if (!file.endsWith('.json')) continue;
      const name = `${group}/${file.slice(0, -'.json'.length)}`;
      const schema = JSON.parse(readFileSync(join(folder, group, file), 'utf8')) as JsonSchema;
      schemas.set(name, { ...schema, $id: `${SCHEMA_BASE}${name}.json` });
    }
  }
  return schemas;
}
