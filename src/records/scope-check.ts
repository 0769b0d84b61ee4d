import { type RecordMetadata, type RecordType } from '../../schemas/index.ts';
import { type HosoError, isHosoError } from '../kernel/errors.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type SchoolClass, type SchoolYear, type Structure, type Subject } from '../structure/index.ts';
import { uploadErrors } from './errors.ts';
import { type RecordScope } from './types.ts';

export type ScopeStructure = Pick<
  Structure,
  'year' | 'currentYear' | 'class' | 'subject' | 'department' | 'student' | 'departmentOf'
>;

/** The parts of a school that a record's metadata name, found in the school's structure. */
export interface FoundScope {
  readonly year: SchoolYear;
  /** What the record is about, the department and the grade filled in where they follow. */
  readonly scope: RecordScope;
  readonly class?: SchoolClass | undefined;
  readonly subject?: Subject | undefined;
  readonly studentName?: string | undefined;
}

const FIELDS = ['department', 'class', 'subject', 'grade', 'term', 'week', 'month', 'student'] as const;
/** What may be said although the type does not ask for it: it follows from the rest and is held to it. */
const DERIVED: readonly string[] = ['department', 'grade', 'term'];

/**
 * Finds what the metadata name and holds it to the record type and to itself.
 * @throws YEAR_UNKNOWN, WEEK_UNKNOWN, CLASS_UNKNOWN, SUBJECT_UNKNOWN, STUDENT_UNKNOWN, DEPARTMENT_UNKNOWN, SUBJECT_NOT_IN_CLASS,
 * SCOPE_MISSING, SCOPE_UNUSED, SCOPE_CONTRADICTS
 */
export async function findScope(
  structure: ScopeStructure,
  at: { readonly school: SchoolScope; readonly now: Date },
  { type, metadata }: { readonly type: RecordType; readonly metadata: RecordMetadata },
): Promise<FoundScope> {
  assertFields(type, metadata);
  const { school } = at;
  const year =
    metadata.year === undefined
      ? await structure.currentYear(school, at.now)
      : await found(
          structure.year(school, metadata.year),
          'YEAR_NOT_FOUND',
          uploadErrors.YEAR_UNKNOWN({ year: metadata.year }),
        );
  assertWeek(year, metadata);
  const where = { school, year: year.code };
  const schoolClass = await findClass(structure, where, metadata);
  const subject = await findSubject(structure, school, metadata);
  assertTaken(schoolClass, subject);
  const department = await findDepartment(structure, school, metadata);
  const studentName = await findStudent(structure, where, metadata);
  const scope = usedScope(type, { ...metadata, ...(department !== undefined && { department }) });
  return { year, scope, class: schoolClass, subject, studentName };
}

function assertFields(type: RecordType, metadata: RecordMetadata): void {
  const { required, oneOf = [], optional = [] } = type.scope;
  const missing: string[] = required.filter((field) => metadata[field] === undefined);
  if (oneOf.length > 0 && oneOf.every((field) => metadata[field] === undefined)) missing.push(oneOf.join('|'));
  if (missing.length > 0) throw uploadErrors.SCOPE_MISSING({ type: type.id, fields: missing.join(', ') });
  const usable: readonly string[] = [...required, ...oneOf, ...optional, ...DERIVED];
  const unused = FIELDS.filter((field) => metadata[field] !== undefined && !usable.includes(field));
  if (unused.length > 0) throw uploadErrors.SCOPE_UNUSED({ type: type.id, fields: unused.join(', ') });
}

function assertWeek(year: SchoolYear, { week: number, term }: RecordMetadata): void {
  if (number === undefined) return;
  const week = year.weeks.find((candidate) => candidate.number === number);
  if (!week) throw uploadErrors.WEEK_UNKNOWN({ year: year.code, week: number, weeks: year.weeks.length });
  if (term !== undefined && term !== 'CN') assertSame('term', term, week.term);
}

async function findClass(
  structure: ScopeStructure,
  { school, year }: { school: SchoolScope; year: string },
  { class: code, grade }: RecordMetadata,
): Promise<SchoolClass | undefined> {
  if (code === undefined) return undefined;
  const unknown = uploadErrors.CLASS_UNKNOWN({ year, class: code });
  const schoolClass = await found(structure.class(school, code, year), 'CLASS_NOT_FOUND', unknown);
  if (grade !== undefined) assertSame('grade', grade, schoolClass.grade);
  return schoolClass;
}

async function findSubject(
  structure: ScopeStructure,
  school: SchoolScope,
  { subject: code }: RecordMetadata,
): Promise<Subject | undefined> {
  if (code === undefined) return undefined;
  return found(structure.subject(school, code), 'SUBJECT_NOT_FOUND', uploadErrors.SUBJECT_UNKNOWN({ subject: code }));
}

function assertTaken(schoolClass: SchoolClass | undefined, subject: Subject | undefined): void {
  if (!schoolClass || !subject || schoolClass.subjects.includes(subject.code)) return;
  throw uploadErrors.SUBJECT_NOT_IN_CLASS({ class: schoolClass.code, subject: subject.code });
}

async function findDepartment(
  structure: ScopeStructure,
  school: SchoolScope,
  { department: given, subject }: RecordMetadata,
): Promise<string | undefined> {
  if (subject !== undefined) {
    const department = await structure.departmentOf(school, subject);
    if (given !== undefined) assertSame('department', given, department);
    return department;
  }
  if (given === undefined) return undefined;
  const unknown = uploadErrors.DEPARTMENT_UNKNOWN({ department: given });
  return (await found(structure.department(school, given), 'DEPARTMENT_NOT_FOUND', unknown)).code;
}

async function findStudent(
  structure: ScopeStructure,
  { school, year }: { school: SchoolScope; year: string },
  { student: code, class: inClass }: RecordMetadata,
): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const unknown = uploadErrors.STUDENT_UNKNOWN({ student: code, class: inClass ?? year });
  const student = await found(structure.student(school, code, year), 'STUDENT_NOT_FOUND', unknown);
  if (inClass !== undefined && student.class !== inClass) throw unknown;
  return student.fullName;
}

/** Of what may be chosen between, the first that was given; what the type does not use is left out, the department stays. */
function usedScope(type: RecordType, given: RecordScope): RecordScope {
  const { required, oneOf = [], optional = [] } = type.scope;
  const chosen = oneOf.find((field) => given[field] !== undefined);
  const used: readonly string[] = [...required, ...optional, 'department', ...(chosen === undefined ? [] : [chosen])];
  return Object.fromEntries(
    FIELDS.filter((field) => used.includes(field) && given[field] !== undefined).map((field) => [field, given[field]]),
  );
}

function assertSame(field: string, given: string | number, expected: string | number): void {
  if (given !== expected) throw uploadErrors.SCOPE_CONTRADICTS({ field, given, expected });
}

/** What the structure does not know is a contradiction of the upload, not a missing page. */
async function found<T>(search: Promise<T>, code: string, otherwise: HosoError): Promise<T> {
  try {
    return await search;
  } catch (error) {
    if (isHosoError(error, code)) throw otherwise;
    throw error;
  }
}
