import { type RevisionMetadata } from '../../../schemas/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { type UploadedFile } from '../../kernel/route.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import {
  assertClaimedNames,
  assertPdfBytes,
  currentVersion,
  decide,
  type RecordChange,
  type RecordDocument,
  recordErrors,
  retitled,
  uploadedVersion,
} from '../../records/index.ts';
import { type StoredObject } from '../../../storage/index.ts';
import { type CheckedUpload, checkUpload } from './check-upload.ts';
import { type RecordFlowDeps } from './record-deps.ts';
import { takeUp } from './successor.ts';

export interface RecordRevision {
  readonly record: string;
  readonly metadata: RevisionMetadata;
  readonly file: UploadedFile;
}

/**
 * Puts new bytes into a draft or a returned record, as the next revision; the old ones stay with their signatures. The bytes are
 * permanent before the record names them: a crash between the two leaves the record as it was.
 * @throws RECORD_NOT_FOUND, RECORD_NOT_YOURS, UPLOADER_NOT_ALLOWED, CLASS_NOT_TAUGHT, RECORD_STATE_CONFLICT, RECORD_LOCKED, RECORD_DUPLICATE, NAME_CONTRADICTS and what
 * `checkUpload` throws
 */
export async function reviseRecord(
  deps: RecordFlowDeps,
  actor: Actor,
  { record: id, metadata, file }: RecordRevision,
): Promise<RecordDocument> {
  const school = scopeOfActor(actor);
  assertPdfBytes(file);
  const record = await deps.records.get(school, id);
  await takeUp(deps, actor, record);
  assertRevisable(record, file);
  await assertClaimedNames(deps, { actor, record, claimed: { ...metadata, originalName: file.originalName } });
  const checked = await checkUpload(deps, school, file);
  const temporary = { key: file.temporaryKey, size: file.size, sha256: file.sha256 };
  const stored = await deps.store.makePermanent({ school: school.school, temporary });
  const revised = await deps.records.change(school, id, async (now) => {
    const taken = await takeUp(deps, actor, now);
    assertRevisable(now, file);
    const change = planRevision(now, { actor, metadata, file, stored, checked, at: deps.clock.now() });
    return { ...change, set: { ...change.set, ...taken.set }, events: [...taken.events, ...change.events] };
  });
  await deps.events.publishOrLeave(school, revised);
  return revised;
}

function assertRevisable(record: RecordDocument, file: UploadedFile): void {
  decide(record, { type: 'revise' });
  const { _id, fileName, folder, state } = record;
  if (currentVersion(record).sha256 === file.sha256) {
    throw recordErrors.RECORD_DUPLICATE({ record: _id, fileName, folder, state });
  }
}

interface RevisionParts {
  readonly actor: Actor;
  readonly metadata: RevisionMetadata;
  readonly file: UploadedFile;
  readonly stored: StoredObject;
  readonly checked: CheckedUpload;
  readonly at: Date;
}

function planRevision(record: RecordDocument, parts: RevisionParts): RecordChange {
  const { actor, metadata, file, stored, checked, at } = parts;
  const transition = decide(record, { type: 'revise' });
  const { revision } = transition;
  const n = currentVersion(record).n + 1;
  const version = uploadedVersion({ n, revision, stored, checked, file, by: actor.account, at });
  const details = {
    revision,
    version: n,
    sha256: stored.sha256,
    by: actor.fullName,
    ...(metadata.note && { note: metadata.note }),
  };
  return {
    transition,
    version,
    set: retitled(record, metadata.title),
    events: [outboxEvent({ event: 'record.revised', at, actor: actor.account, details })],
  };
}
