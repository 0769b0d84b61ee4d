import { type Filter, isDuplicate, type SchoolDocument, type ScopedCollection } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type StructureContext } from './context.ts';

type Item = Readonly<Record<string, unknown>>;

interface Target {
  readonly collection: (context: StructureContext, scope: SchoolScope) => ScopedCollection<SchoolDocument>;
  readonly key: readonly string[];
  /** `put` replaces what has the key, `add` leaves it as it is. */
  readonly mode: 'put' | 'add';
}

const target = (name: CollectionName, mode: Target['mode'], key: readonly string[]): Target => ({
  collection: (context, scope) => context[name].in(scope),
  key,
  mode,
});

type CollectionName = 'years' | 'departments' | 'subjects' | 'classes' | 'assignments' | 'homerooms' | 'students';

/** The kinds of change there are (what is added belongs to a year): into which collection, known by which key, and whether what is there gives way. */
export const CHANGES = {
  yearPut: target('years', 'put', ['code']),
  departmentsPut: target('departments', 'put', ['code']),
  subjectsPut: target('subjects', 'put', ['code']),
  classesPut: target('classes', 'put', ['year', 'code']),
  assignmentsAdded: target('assignments', 'add', ['year', 'class', 'subject', 'teacher', 'from']),
  assignmentEnded: target('assignments', 'put', ['year', 'class', 'subject', 'teacher', 'from']),
  homeroomsAdded: target('homerooms', 'add', ['year', 'class', 'teacher', 'from']),
  studentsAdded: target('students', 'add', ['year', 'code']),
} as const satisfies Readonly<Record<string, Target>>;

export type ChangeKind = keyof typeof CHANGES;

/** Carries out a change; doing it again changes nothing. */
export async function applyItems(
  context: StructureContext,
  scope: SchoolScope,
  change: { readonly kind: ChangeKind; readonly items: readonly Item[] },
): Promise<void> {
  const { collection, key, mode } = CHANGES[change.kind];
  const into = collection(context, scope);
  if (mode === 'add') await addMissing(into, key, change.items);
  else for (const item of change.items) await put(into, key, item);
  context.snapshots.forget(scope);
}

async function put(into: ScopedCollection<SchoolDocument>, key: readonly string[], item: Item): Promise<void> {
  const filter = Object.fromEntries(key.map((name) => [name, item[name]]));
  const write = () => into.upsert(filter, { $set: rest(item, key), $setOnInsert: { _id: newId() } });
  try {
    await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await write();
  }
}

async function addMissing(
  into: ScopedCollection<SchoolDocument>,
  key: readonly string[],
  items: readonly Item[],
): Promise<void> {
  const years = [...new Set(items.map((item) => item['year']))];
  // What is only added belongs to a year, in each of these collections.
  const ofTheYears = { year: { $in: years } } as Filter<SchoolDocument>;
  for (;;) {
    const there = new Set((await into.find(ofTheYears)).map((document) => keyText(document as unknown as Item, key)));
    const missing = items.filter((item) => !there.has(keyText(item, key)));
    if (missing.length === 0) return;
    try {
      await into.insertMany(missing.map((item) => ({ _id: newId(), ...item })));
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

function keyText(item: Item, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => item[name]));
}

function rest(item: Item, key: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !key.includes(name)));
}
