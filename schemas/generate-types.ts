import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { type JsonSchema, readSchemas } from './load.ts';

const TARGET = join(import.meta.dirname, 'types.ts');

/** The TypeScript of all schemas: one interface each and `SchemaTypes`, the map from a schema's name to its interface. */
export async function generateTypes(): Promise<string> {
  const schemas = readSchemas();
  const definitions: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const [name, schema] of schemas) {
    definitions[typeName(name)] = withLocalRefs(schema, name);
    properties[name] = { $ref: `#/$defs/${typeName(name)}` };
  }
  const root = {
    type: 'object',
    additionalProperties: false,
    properties,
    required: [...schemas.keys()],
    $defs: definitions,
  };
  return compile(root as never, 'SchemaTypes', {
    bannerComment: '// Made by `npm run generate` from the schemas in this folder; do not edit.',
    style: { singleQuote: true, printWidth: 120 },
    additionalProperties: false,
  });
}

/** `api/login-request` is `LoginRequest`; names are unique over the folders (a job's payload ends in `Job`). */
function typeName(name: string): string {
  const [group, file] = name.split('/') as [string, string];
  const base = file.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  return group === 'jobs' ? `${base}Job` : base;
}

function withLocalRefs(value: unknown, from: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withLocalRefs(item, from));
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value as JsonSchema)) {
    if (key === '$id' || key === '$schema') continue;
    copy[key] = key === '$ref' && typeof member === 'string' ? localRef(member, from) : withLocalRefs(member, from);
  }
  return copy;
}

function localRef(ref: string, from: string): string {
  const path = new URL(ref, `file:///${from}`).pathname.slice(1).replace(/\.json$/, '');
  return `#/$defs/${typeName(path)}`;
}

if (process.argv[1] === import.meta.filename) {
  const types = await generateTypes();
  if (process.argv.includes('--check')) {
    if (readFileSync(TARGET, 'utf8') !== types) throw new Error('schemas/types.ts is stale: run npm run generate');
  } else {
    writeFileSync(TARGET, types);
  }
}
