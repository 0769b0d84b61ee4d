import { isDuplicate } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { scopeOfSchool } from '../kernel/scope.ts';
import { type StructureContext } from './context.ts';
import { structureErrors } from './errors.ts';
import { type NewSchool, type School } from './types.ts';
import { type SchoolEntry } from './model.ts';
import { withId } from './snapshot.ts';

/**
 * Whose data the list of schools is: the installation's, not any school's. It is the one collection that is read before anybody
 * has signed in, so it lives in a scope of its own instead of there being a query without a scope.
 */
const INSTALLATION = scopeOfSchool('system');

export async function schoolByCode(context: StructureContext, code: string): Promise<School | undefined> {
  const found = await context.directory.in(INSTALLATION).findOne({ code });
  return found ? asSchool(found) : undefined;
}

/** @throws SCHOOL_NOT_FOUND */
export async function schoolById(context: StructureContext, id: string): Promise<School> {
  const found = await context.directory.in(INSTALLATION).findOne({ _id: id });
  if (!found) throw structureErrors.SCHOOL_NOT_FOUND();
  return asSchool(found);
}

export async function listSchools(context: StructureContext): Promise<School[]> {
  const found = await context.directory.in(INSTALLATION).find({}, { sort: { code: 1 } });
  return found.map(asSchool);
}

/** See `Structure.ensureSchool`. The event's id is the school's, so that a repeat after a crash tells it once. */
export async function ensureSchool(context: StructureContext, school: NewSchool, by: string): Promise<School> {
  const existing = await schoolByCode(context, school.code);
  const made = existing ?? (await insertSchool(context, school));
  const { id, code, name } = made;
  const subject = { kind: 'school', id };
  await context.audit.append(scopeOfSchool(id), [
    { id, event: 'school.created', at: context.clock.now(), actor: by, subject, details: { code, name } },
  ]);
  return made;
}

async function insertSchool(context: StructureContext, school: NewSchool): Promise<School> {
  try {
    return asSchool(await context.directory.in(INSTALLATION).insert({ _id: newId(), ...school }));
  } catch (error) {
    const other = isDuplicate(error) ? await schoolByCode(context, school.code) : undefined;
    if (!other) throw error;
    return other;
  }
}

function asSchool(entry: SchoolEntry): School {
  return withId(entry);
}
