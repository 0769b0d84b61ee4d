import { compileSchema, type JsonSchema, SCHEMA_BASE, schemaOf } from '../../schemas/index.ts';

/** Texts that schemas of this API ask for; the first that fits is taken. */
const TEXTS = [
  '0'.repeat(32),
  '10A1',
  '2026-2027',
  '2026-12-01',
  '2026-12-01T00:00:00.000Z',
  'giaovien@thpt.example',
  '736291',
  'giaovienmoi',
  'AAAA',
  'THPT-001',
  'a'.repeat(64),
  'A'.repeat(100),
  'Một câu đủ dài cho mọi trường văn bản',
];

/**
 * The smallest value that a schema lets in: required members alone, the shortest lists. It lets the table of routes reach behind
 * the validation of every route, also of those that are not written yet.
 */
export function sampleOf(name: string): unknown {
  const schema = schemaOf(name);
  if (!schema) throw new Error(`no schema ${name}`);
  return valueFor(schema, name);
}

function valueFor(schema: JsonSchema, within: string): unknown {
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    const name = new URL(ref, `${SCHEMA_BASE}${within}.json`).href.slice(SCHEMA_BASE.length).replace(/\.json$/, '');
    return sampleOf(name);
  }
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  switch (schema['type']) {
    case 'object':
      return objectFor(schema, within);
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
        valueFor(schema['items'] as JsonSchema, within),
      );
    case 'string':
      return textFor(schema);
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return false;
    default:
      throw new Error(`no sample for ${JSON.stringify(schema)} in ${within}`);
  }
}

function objectFor(schema: JsonSchema, within: string): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.fromEntries(required.map((name) => [name, valueFor(properties[name] ?? {}, within)]));
}

function textFor(schema: JsonSchema): string {
  const { contentEncoding: _, $id: __, ...rules } = schema;
  const check = compileSchema('sample text', rules);
  const text = TEXTS.find((candidate) => {
    try {
      check(candidate);
      return true;
    } catch {
      return false;
    }
  });
  if (text === undefined) throw new Error(`no sample text fits ${JSON.stringify(schema)}`);
  return text;
}
