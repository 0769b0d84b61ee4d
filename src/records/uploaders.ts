import { type RecordType } from '../../schemas/index.ts';
import { type Actor, covers } from '../kernel/actor.ts';
import { localDateOf } from '../kernel/local-date.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Structure } from '../structure/index.ts';
import { uploadErrors } from './errors.ts';
import { type FoundScope } from './scope-check.ts';
import { type RecordDocument } from './types.ts';

type UploaderRule = RecordType['uploaders'][number];

export interface UploadClaim {
  readonly school: SchoolScope;
  readonly actor: Actor;
  readonly type: RecordType;
  readonly found: FoundScope;
  readonly now: Date;
}

/**
 * Holds the uploader to the record type's rules: one of its duties, for the scope it names, and teaching where it says so. Who
 * teaches today or on any day of the record's week may hand in for it.
 * @throws UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT
 */
export async function assertMayUpload(
  structure: Pick<Structure, 'assignments' | 'classes'>,
  claim: UploadClaim,
): Promise<void> {
  const { actor, type, found } = claim;
  const held = type.uploaders.filter((rule) => holdsFor(actor, rule, found));
  if (held.length === 0) throw uploadErrors.UPLOADER_NOT_ALLOWED({ type: type.id });
  if (held.some((rule) => !rule.teaches) || (await teaches(structure, claim))) return;
  const { subject, class: code, grade, department } = found.scope;
  throw uploadErrors.CLASS_NOT_TAUGHT({
    subject: subject ?? '',
    where: code ?? (grade === undefined ? (department ?? '') : `khối ${grade}`),
  });
}

/**
 * Holds whoever hands a record in to its type's rules as they stand now: a duty may have ended since the upload.
 * @throws UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT, YEAR_NOT_FOUND, CLASS_NOT_FOUND
 */
export async function assertMayHandIn(
  structure: Pick<Structure, 'assignments' | 'classes' | 'class' | 'year'>,
  claim: Omit<UploadClaim, 'found'> & { readonly record: Pick<RecordDocument, 'scope' | 'year'> },
): Promise<void> {
  const { school, record } = claim;
  const { scope } = record;
  const [year, schoolClass] = await Promise.all([
    structure.year(school, record.year),
    scope.class === undefined ? undefined : structure.class(school, scope.class, record.year),
  ]);
  await assertMayUpload(structure, { ...claim, found: { year, scope, class: schoolClass } });
}

function holdsFor(actor: Actor, rule: UploaderRule, { scope, class: schoolClass }: FoundScope): boolean {
  const known = { ...scope, grade: scope.grade ?? schoolClass?.grade };
  const target = Object.fromEntries((rule.within ?? []).map((field) => [field, known[field]]));
  return actor.duties.some((held) => {
    if (held.duty !== rule.duty) return false;
    const narrowed = Object.fromEntries((rule.within ?? []).map((field) => [field, held.scope[field]]));
    return covers(narrowed, target);
  });
}

async function teaches(
  structure: Pick<Structure, 'assignments' | 'classes'>,
  { school, actor, found, now }: UploadClaim,
): Promise<boolean> {
  const { year, scope } = found;
  if (scope.subject === undefined) return false;
  const query = { year: year.code, teacher: actor.account, subject: scope.subject };
  const week = year.weeks.find(({ number }) => number === scope.week) ?? {
    startsOn: year.startsOn,
    endsOn: year.startsOn,
  };
  const today = localDateOf(now);
  const spans = [week, { startsOn: today, endsOn: today }];
  const taught = (await structure.assignments(school, query)).filter((assignment) =>
    spans.some(({ startsOn, endsOn }) => assignment.from <= endsOn && startsOn <= (assignment.until ?? startsOn)),
  );
  if (scope.class !== undefined) return taught.some((assignment) => assignment.class === scope.class);
  if (scope.grade === undefined) return taught.length > 0;
  const grades = new Map((await structure.classes(school, year.code)).map(({ code, grade }) => [code, grade]));
  return taught.some((assignment) => grades.get(assignment.class) === scope.grade);
}
