import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type JsonSchema, readSchemas, SCHEMA_BASE } from './load.ts';
import { type SchemaTypes } from './types.ts';

export { type JsonSchema, SCHEMA_BASE, SCHEMA_FOLDERS } from './load.ts';
export type * from './types.ts';

export type SchemaName = keyof SchemaTypes;

/** One broken rule of a schema: where (a JSON pointer) and what. */
export interface SchemaProblem {
  readonly path: string;
  readonly message: string;
}

/** A value is not what its schema says. `problems` tells where and how, with none of the value's content. */
export class SchemaViolation extends Error {
  readonly schema: string;
  readonly problems: readonly SchemaProblem[];

  constructor(schema: string, problems: readonly SchemaProblem[]) {
    super(`not a valid ${schema}: ${problems.map((problem) => `${problem.path} ${problem.message}`).join('; ')}`);
    this.name = 'SchemaViolation';
    this.schema = schema;
    this.problems = problems;
  }
}

const schemas = readSchemas();
const strict = makeAjv(false);
const coercing = makeAjv(true);

/** The schema of this name as it stands in its file, for OpenAPI. */
export function schemaOf(name: string): JsonSchema | undefined {
  return schemas.get(name);
}

/** Every schema's name. */
export function schemaNames(): string[] {
  return [...schemas.keys()];
}

/**
 * Checks a value against a schema.
 * @throws SchemaViolation
 */
export function assertValid<N extends SchemaName>(name: N, value: unknown): asserts value is SchemaTypes[N] {
  check(name, validator(strict, name), value);
}

/**
 * Checks what came as text (path and query parameters): a copy is made in which numbers and booleans are what the schema says.
 * @throws SchemaViolation
 */
export function parseText<N extends SchemaName>(name: N, value: Readonly<Record<string, unknown>>): SchemaTypes[N] {
  const copy = { ...value };
  check(name, validator(coercing, name), copy);
  return copy as SchemaTypes[N];
}

/**
 * Compiles a schema that is not one of the named files.
 * @returns a function that throws SchemaViolation
 */
export function compileSchema(name: string, schema: JsonSchema): (value: unknown) => void {
  const validate = strict.compile(schema);
  return (value) => {
    check(name, validate, value);
  };
}

function makeAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, coerceTypes, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  for (const schema of schemas.values()) ajv.addSchema(schema);
  return ajv;
}

function validator(ajv: Ajv2020, name: string): ValidateFunction {
  const validate = ajv.getSchema(`${SCHEMA_BASE}${name}.json`);
  if (!validate) throw new Error(`no schema ${name}`);
  return validate;
}

function check(name: string, validate: ValidateFunction, value: unknown): void {
  if (validate(value)) return;
  throw new SchemaViolation(name, (validate.errors ?? []).slice(0, 20).map(asProblem));
}

function asProblem(error: ErrorObject): SchemaProblem {
  const extra = 'additionalProperty' in error.params ? `: ${String(error.params['additionalProperty'])}` : '';
  return { path: error.instancePath, message: `${error.message ?? error.keyword}${extra}` };
}
