import { type RecordMetadata } from '../../../schemas/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { type UploadedFile } from '../../kernel/route.ts';
import { scopeOfActor, type SchoolScope } from '../../kernel/scope.ts';
import {
  assertPdfBytes,
  findPlace,
  type RecordDocument,
  type RecordPlace,
  reservePlace,
  uploadedVersion,
} from '../../records/index.ts';
import { type CheckedUpload, checkUpload } from './check-upload.ts';
import { judgeAt, type RecordFlowDeps } from './record-deps.ts';

export interface RecordUpload {
  readonly metadata: RecordMetadata;
  readonly file: UploadedFile;
}

/**
 * Makes a draft of an upload. In this order, so that a crash anywhere leaves nothing half-done: the bytes wait under a temporary
 * key; everything is checked; the record is inserted *pending*, which takes its place and is seen by nobody; the bytes get their
 * permanent place; one update makes the record whole. A pending record whose request died is removed by the next upload to its
 * place or by a sweep; temporary bytes are swept; permanent bytes no record names are found again by their hash.
 * @throws UPLOAD_EMPTY, UPLOAD_NOT_PDF, PDF_PASSWORD_REQUIRED, PDF_ACTIVE_CONTENT, RECORD_DUPLICATE, RECORD_EXISTS,
 * UPLOAD_INTERRUPTED, STORE_UNAVAILABLE and what `findPlace` and `checkUpload` throw
 */
export async function createRecord(deps: RecordFlowDeps, actor: Actor, upload: RecordUpload): Promise<RecordDocument> {
  const { metadata, file } = upload;
  const school = scopeOfActor(actor);
  assertPdfBytes(file);
  const place = await findPlace(deps, actor, { metadata, originalName: file.originalName });
  const checked = await checkUpload(deps, school, file);
  const pending = await reserve(deps, actor, { upload, place });
  const record = await complete(deps, school, { pending, checked, file });
  await deps.events.publishOrLeave(school, record);
  return record;
}

async function reserve(
  deps: RecordFlowDeps,
  actor: Actor,
  { upload, place }: { readonly upload: RecordUpload; readonly place: RecordPlace },
): Promise<RecordDocument> {
  const school = scopeOfActor(actor);
  const at = deps.clock.now();
  const verdict = await judgeAt(deps, school, { ...place, owner: actor.account, at });
  const departments = await deps.structure.departments(school);
  return reservePlace(deps.records, school, {
    place,
    owner: actor,
    file: upload.file,
    title: upload.metadata.title,
    departmentName: departments.find(({ code }) => code === place.scope.department)?.name,
    verdict,
    at,
  });
}

async function complete(
  deps: RecordFlowDeps,
  school: SchoolScope,
  {
    pending,
    checked,
    file,
  }: { readonly pending: RecordDocument; readonly checked: CheckedUpload; readonly file: UploadedFile },
): Promise<RecordDocument> {
  const { owner: by, createdAt: at, revision } = pending;
  try {
    const temporary = { key: file.temporaryKey, size: file.size, sha256: file.sha256 };
    const stored = await deps.store.makePermanent({ school: school.school, temporary });
    const version = uploadedVersion({ n: 1, revision, stored, checked, file, by, at });
    const { folder, fileName, timeliness } = pending;
    const details = { folder, fileName, sha256: version.sha256, size: version.size, timeliness, by: pending.ownerName };
    const event = outboxEvent({ event: 'record.created', at, actor: by, details });
    return await deps.records.complete(school, pending, { version, events: [event] });
  } catch (error) {
    await deps.records.discardPending(school, pending._id);
    throw error;
  }
}
