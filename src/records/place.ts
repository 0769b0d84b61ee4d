import { type RecordMetadata, type RecordType } from '../../schemas/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { scopeOfActor } from '../kernel/scope.ts';
import { type Structure } from '../structure/index.ts';
import { uploadErrors } from './errors.ts';
import { differencesOfName, type NameCheck } from './name-check.ts';
import { nameRecord, type RecordNames } from './naming.ts';
import { type RecordTypes } from './record-types.ts';
import { findScope, type FoundScope, type ScopeStructure } from './scope-check.ts';
import { type RecordDocument } from './types.ts';
import { assertMayUpload } from './uploaders.ts';

export interface PlaceDeps {
  readonly types: RecordTypes;
  readonly structure: ScopeStructure & Pick<Structure, 'assignments' | 'classes'>;
  readonly clock: Clock;
}

/** A record's place: its type, what it is about, and the names that follow from both. */
export interface RecordPlace extends FoundScope {
  readonly type: RecordType;
  readonly names: RecordNames;
}

/** What a client says of a file's name and folder, beside the name the file itself came with. */
export interface ClaimedNames {
  readonly originalName: string;
  readonly fileName?: string | undefined;
  readonly folder?: string | undefined;
}

/**
 * Finds the place of an upload from its metadata and holds the uploader and the claimed names to it.
 * @throws TYPE_UNKNOWN, NAME_CONTRADICTS, FOLDER_CONTRADICTS and what `findScope` and `assertMayUpload` throw
 */
export async function findPlace(
  deps: PlaceDeps,
  actor: Actor,
  upload: { readonly metadata: RecordMetadata; readonly originalName: string },
): Promise<RecordPlace> {
  const { metadata, originalName } = upload;
  const school = scopeOfActor(actor);
  const now = deps.clock.now();
  const type = deps.types.get(school, metadata.type);
  const found = await findScope(deps.structure, { school, now }, { type, metadata });
  await assertMayUpload(deps.structure, { school, actor, type, found, now });
  const place = { ...found, type, names: nameRecord(type, thingsOf(found, actor)) };
  const { fileName, folder } = metadata;
  await assertNames(deps, actor, { place, claimed: { originalName, fileName, folder } });
  return place;
}

/** @throws NAME_CONTRADICTS, FOLDER_CONTRADICTS */
async function assertNames(
  deps: Pick<PlaceDeps, 'types' | 'structure'>,
  owner: Pick<Actor, 'school' | 'fullName' | 'username'>,
  { place, claimed }: { readonly place: RecordPlace; readonly claimed: ClaimedNames },
): Promise<void> {
  const { names, type, year } = place;
  const school = scopeOfActor(owner);
  if (claimed.folder !== undefined && !isSameFolder(claimed.folder, names.folder)) {
    throw uploadErrors.FOLDER_CONTRADICTS({ given: claimed.folder, expected: names.folder });
  }
  const check: NameCheck = {
    type,
    things: thingsOf(place, owner),
    types: deps.types.list(school),
    grade: place.scope.grade ?? place.class?.grade,
    classes: (await deps.structure.classes(school, year.code)).map(({ code }) => code),
  };
  const differs = differencesOfName(claimed.originalName, check);
  if (differs.length > 0) {
    throw uploadErrors.NAME_CONTRADICTS({ given: claimed.originalName, expected: names.fileName, differs });
  }
  if (claimed.fileName !== undefined && !isSameName(claimed.fileName, names.fileName)) {
    const claimedDiffers = differencesOfName(claimed.fileName, check);
    throw uploadErrors.NAME_CONTRADICTS({ given: claimed.fileName, expected: names.fileName, differs: claimedDiffers });
  }
}

/**
 * Holds the names of a revision's file to the place its record has.
 * @throws NAME_CONTRADICTS, and what `findScope` throws when the school no longer has what the record is about
 */
export async function assertClaimedNames(
  deps: PlaceDeps,
  revision: {
    readonly actor: Actor;
    readonly record: Pick<RecordDocument, 'type' | 'year' | 'scope' | 'folder' | 'fileName' | 'title'>;
    readonly claimed: ClaimedNames;
  },
): Promise<void> {
  const { actor, record, claimed } = revision;
  const school = scopeOfActor(actor);
  const type = deps.types.get(school, record.type);
  const metadata = { type: type.id, year: record.year, ...record.scope };
  const found = await findScope(deps.structure, { school, now: deps.clock.now() }, { type, metadata });
  await assertNames(deps, actor, { place: { ...found, type, names: record }, claimed });
}

function thingsOf(found: FoundScope, owner: Pick<Actor, 'fullName' | 'username'>) {
  const { year, scope, subject, studentName } = found;
  return { year: year.code, scope, owner, subjectName: subject?.name, studentName };
}

function isSameName(claimed: string, right: string): boolean {
  const name = claimed.normalize('NFC').toLowerCase();
  return name === right.toLowerCase() || `${name}.pdf` === right.toLowerCase();
}

function isSameFolder(claimed: string, right: string): boolean {
  return claimed.normalize('NFC').replace(/^\/+|\/+$/g, '') === right;
}
