import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertValid, type RecordType } from '../../schemas/index.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { uploadErrors } from './errors.ts';
import { FOLDER_FIELDS, NAME_FIELDS, TITLE_FIELDS } from './naming.ts';
import { parseTemplate } from './template.ts';

export type { RecordType };

/** Where the record types lie: one JSON file each. */
export const RECORD_TYPES_FOLDER = join(import.meta.dirname, '../../schemas/record-types');

/** The record types in force at a school. Asked by school, so that a school may one day have rules of its own. */
export interface RecordTypes {
  list(scope: SchoolScope): readonly RecordType[];
  /** By id (`lessonPlan`) or code (`KHBD`). @throws TYPE_UNKNOWN */
  get(scope: SchoolScope, idOrCode: string): RecordType;
}

/**
 * Reads every record type of the folders and checks it against its schema and against itself; adding one is adding a file.
 * @throws SchemaViolation, Error naming the file when a type contradicts itself or another
 */
export function loadRecordTypes(...folders: readonly string[]): RecordTypes {
  const types = (folders.length > 0 ? folders : [RECORD_TYPES_FOLDER]).flatMap(readFolder);
  assertDistinct(types);
  const byName = new Map(types.flatMap((type) => [[type.id, type] as const, [type.code, type] as const]));
  return {
    list: () => types,
    get(_scope, idOrCode) {
      const type = byName.get(idOrCode);
      if (!type) throw uploadErrors.TYPE_UNKNOWN({ type: idOrCode, known: types.map(({ id }) => id) });
      return type;
    },
  };
}

function readFolder(folder: string): RecordType[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => {
    const type: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    try {
      assertValid('common/record-type', type);
      assertConsistent(type);
    } catch (cause) {
      throw new Error(`record type ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    return type;
  });
}

function assertConsistent(type: RecordType): void {
  assertTemplate(type.folder, FOLDER_FIELDS, type);
  assertTemplate(type.fileName, NAME_FIELDS, type);
  assertTemplate(type.title, TITLE_FIELDS, type);
  for (const moment of [type.deadline?.due, type.deadline?.closes]) {
    if (moment && (moment.anchor === 'weekBefore') !== (moment.weekday !== undefined)) {
      throw new Error('a weekday goes with the anchor weekBefore, and only with it');
    }
  }
  const sealAt = type.chain.findIndex((step) => step.kind === 'seal');
  if (sealAt !== -1 && sealAt !== type.chain.length - 1) throw new Error('the seal is the last step of a chain');
}

/** Fields that are there whatever the scope, and those that follow from another. */
const ALWAYS = ['year', 'owner', 'code'];
const IMPLIED: Readonly<Record<string, string>> = {
  subjectName: 'subject',
  termName: 'term',
  studentName: 'student',
};

function assertTemplate(source: string, known: readonly string[], type: RecordType): void {
  const template = parseTemplate(source);
  const strange = template.fields.filter((field) => !known.includes(field));
  if (strange.length > 0) throw new Error(`unknown field {${strange.join('}, {')}} in "${source}"`);
  const given = [...ALWAYS, ...type.scope.required, ...(type.scope.required.includes('subject') ? ['department'] : [])];
  const missing = template.needed.filter((names) => {
    const sources = names.map((name) => IMPLIED[name] ?? name);
    const oneOf = type.scope.oneOf ?? [];
    return (
      !sources.some((name) => given.includes(name)) && !(oneOf.length > 0 && oneOf.every((n) => sources.includes(n)))
    );
  });
  if (missing.length > 0)
    throw new Error(`"${source}" needs {${missing.join('}, {')}}, which the scope does not require`);
}

function assertDistinct(types: readonly RecordType[]): void {
  const seen = new Set<string>();
  for (const { id, code } of types) {
    for (const name of [id, code]) {
      if (seen.has(name)) throw new Error(`two record types are called ${name}`);
      seen.add(name);
    }
  }
}
