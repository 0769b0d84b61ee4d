import { type Schemas } from '../kernel/api.ts';

export type Field = Schemas['record-scope-field'];
export type Scope = Partial<Record<Field, string>>;

/** What somebody may upload, and for what: from the school's structure and their own assignments. */
export interface Choices {
  readonly types: readonly Schemas['record-type'][];
  readonly subjects: readonly { readonly id: string; readonly label: string }[];
  readonly classes: readonly { readonly id: string; readonly grade: number }[];
  readonly departments: readonly { readonly id: string; readonly label: string }[];
}

export interface Guess {
  readonly type: string | undefined;
  readonly scope: Scope;
}

/** Without tone marks, `đ` as `d`, in lower case, signs as blanks: as file names are written. */
function folded(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  return bare.replace(/[^a-z0-9]+/g, ' ').trim();
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(khbd|giao an|bai day)\b/, 'lessonPlan'],
  [/\b(khgv|khgdcn|ca nhan)\b/, 'teacherEducationPlan'],
  [/\b(khdhtcm|khtcm|to chuyen mon)\b/, 'departmentTeachingPlan'],
  [/\b(scn|chu nhiem)\b/, 'homeroomBook'],
];

/** What a file's name says of the record in it, as far as that is among what the person may choose. */
export function guessFrom(fileName: string, choices: Choices): Guess {
  const name = folded(fileName.replace(/\.pdf$/i, ''));
  const kind = KINDS.find(([words]) => words.test(name))?.[1];
  // Most of what a teacher hands in are lesson plans; the guess is marked as one.
  const likely = [kind, 'lessonPlan'].find((id) => choices.types.some((candidate) => candidate.id === id));
  const type = likely ?? (choices.types.length === 1 ? choices.types[0]?.id : undefined);
  const scope: Scope = {};
  const week = /\bt(?:uan)? ?0?(\d{1,2})\b/.exec(name)?.[1];
  if (week !== undefined && Number(week) >= 1 && Number(week) <= 35) scope.week = String(Number(week));
  const found = choices.classes.find(({ id }) => new RegExp(`\\b${folded(id)}\\b`).test(name));
  if (found) scope.class = found.id;
  const subject = choices.subjects.find(({ id, label }) => name.includes(folded(label)) || name.includes(folded(id)));
  if (subject) scope.subject = subject.id;
  if (choices.subjects.length === 1) scope.subject ??= choices.subjects[0]?.id ?? '';
  if (choices.departments.length === 1) scope.department = choices.departments[0]?.id ?? '';
  return { type, scope };
}

/** The fields that a kind of record asks for: those it needs, and the first of which it needs one. */
export function fieldsOf(type: Schemas['record-type'] | undefined): readonly Field[] {
  if (!type) return [];
  const { required, oneOf = [] } = type.scope;
  return [...required, ...oneOf.slice(0, 1)];
}

/** What is sent for a file: only what its kind asks for, numbers as numbers. */
export function metadataOf(type: Schemas['record-type'], scope: Scope): Schemas['record-metadata'] {
  const numbers: readonly Field[] = ['week', 'grade', 'month'];
  const wanted = fieldsOf(type).flatMap((field) => {
    const value = scope[field];
    return value === undefined || value === ''
      ? []
      : [[field, numbers.includes(field) ? Number(value) : value] as const];
  });
  return { type: type.id, ...Object.fromEntries(wanted) };
}
