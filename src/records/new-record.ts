import { type NewDocument } from '../kernel/db.ts';
import { type Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { startOfLocalDate } from '../kernel/local-date.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { lockUntil, type StoredObject } from '../../storage/index.ts';
import { type RecordType } from '../../schemas/index.ts';
import { type SchoolYear } from '../structure/index.ts';
import { type Verdict } from './deadlines.ts';
import { type CheckedPdf } from './pdf-check.ts';
import { type RecordPlace } from './place.ts';
import { type RecordPatch } from './repository.ts';
import { searchKeysOf } from './search.ts';
import { type OutsideSignature, type RecordDocument, type RecordRetention, type RecordVersion } from './types.ts';

/** Everything a new record is made from. */
export interface NewRecordParts {
  readonly place: RecordPlace;
  readonly owner: Pick<Actor, 'account' | 'fullName'>;
  readonly file: UploadedFile;
  readonly title?: string | undefined;
  readonly departmentName?: string | undefined;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** A draft that waits for its bytes, without a version: nobody sees it until it has one. */
export function pendingRecord(parts: NewRecordParts, fileName: string): NewDocument<RecordDocument> {
  const { place, owner, file, at } = parts;
  const { type, year, scope, names } = place;
  const title = parts.title?.normalize('NFC').trim() || names.title;
  const things = { title, code: type.code, type: type.id, ownerName: owner.fullName, scope, year: year.code, fileName };
  return {
    _id: newId(),
    year: year.code,
    type: type.id,
    code: type.code,
    owner: owner.account,
    ownerName: owner.fullName,
    scope,
    title,
    folder: names.folder,
    fileName,
    placeKey: placeKeyOf(names.folder, fileName),
    state: 'draft',
    revision: 1,
    createdAt: at,
    ...judgedFields(type, parts.verdict, at),
    versions: [],
    steps: [],
    retention: retentionOf(type, year),
    searchKeys: searchKeysOf({
      ...things,
      typeName: type.name.vi,
      subjectName: place.subject?.name,
      departmentName: parts.departmentName,
      studentName: place.studentName,
    }),
    outbox: [],
    pending: { temporaryKey: file.temporaryKey, sha256: file.sha256, since: at },
  };
}

/** A version of uploaded bytes that are in their permanent place. */
export function uploadedVersion(upload: {
  readonly n: number;
  readonly revision: number;
  readonly stored: StoredObject;
  readonly checked: CheckedPdf & { readonly outside?: readonly OutsideSignature[] };
  readonly file: UploadedFile;
  readonly by: string;
  readonly at: Date;
}): RecordVersion {
  const { n, revision, stored, checked, file, by, at } = upload;
  return {
    n,
    revision,
    sha256: stored.sha256,
    size: stored.size,
    pages: checked.pages,
    objectKey: stored.key,
    ...(stored.version !== undefined && { objectVersion: stored.version }),
    originalName: file.originalName,
    by,
    at,
    kind: 'upload',
    ...(checked.signedOutside && { signedOutside: true }),
    ...(checked.outside && checked.outside.length > 0 && { outside: checked.outside }),
    signatures: [],
  };
}

export function placeKeyOf(folder: string, fileName: string): string {
  return `${folder}/${fileName}`;
}

/** How the record stood to its deadline at this moment, as it is kept. */
export function judgedFields(type: RecordType, verdict: Verdict, at: Date): RecordPatch {
  const { dueAt, timeliness, extension } = verdict;
  const basis = type.deadline?.basis;
  return {
    timeliness,
    ...(dueAt && { dueAt }),
    judged: {
      at,
      rule: basis ? [basis.document, basis.clause, basis.source].filter(Boolean).join(', ') : type.id,
      ...(dueAt && { dueAt }),
      ...(extension !== undefined && { extension }),
    },
  };
}

/** The period runs from the end of the school year, or from the day the record is finished, which is not known yet. */
function retentionOf(type: RecordType, year: SchoolYear): RecordRetention {
  const { period, startsAt } = type.retention;
  if (period === 'permanent') return { class: 'permanent', hold: [] };
  const until = startsAt === 'yearEnd' ? lockUntil(startOfLocalDate(year.endsOn), period) : undefined;
  return { class: `${period}y`, hold: [], ...(until && { until }) };
}
