import { isDeepStrictEqual } from 'node:util';
import { type SchoolScope } from '../kernel/scope.ts';
import { recordErrors } from './errors.ts';
import { alternativeName } from './naming.ts';
import { type NewRecordParts, pendingRecord, placeKeyOf } from './new-record.ts';
import { type RecordType } from './record-types.ts';
import { type RecordRepository } from './repository.ts';
import { type RecordDocument } from './types.ts';

/** After this long a request that has not finished its record is dead, and the next one takes its place. */
export const PENDING_MS = 60_000;

const ATTEMPTS = 100;

/**
 * Takes the place of a new record by inserting it, pending, under its unique key; of two at once one wins. Where another record
 * has the same name without being the same thing (two people of one name), the next free number is taken.
 * @throws RECORD_DUPLICATE for the same bytes in the same place, RECORD_EXISTS for others
 */
export async function reservePlace(
  records: RecordRepository,
  scope: SchoolScope,
  parts: NewRecordParts,
): Promise<RecordDocument> {
  const { names } = parts.place;
  let number = 1;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fileName = number === 1 ? names.fileName : alternativeName(names.fileName, number);
    const record = pendingRecord(parts, fileName);
    const inserted = await records.insert(scope, record);
    if (inserted) return inserted;
    const first = await records.atPlace(scope, placeKeyOf(names.folder, fileName));
    if (!first) continue;
    if (isDead(first, parts.at)) await records.discardPending(scope, first._id);
    else if (isSameThing(first, record, parts.place.type)) throw taken(first, parts);
    else number += 1;
  }
  throw recordErrors.RECORD_BUSY();
}

function isDead({ pending }: RecordDocument, now: Date): boolean {
  return pending !== undefined && now.getTime() - pending.since.getTime() > PENDING_MS;
}

type Identity = Pick<RecordDocument, 'type' | 'year' | 'owner' | 'scope'>;

/** What a record is of: its kind, year and scope; its owner counts only where each teacher has one of their own. */
function isSameThing(first: RecordDocument, second: Identity, { group }: Pick<RecordType, 'group'>): boolean {
  const identity = ({ type, year, owner, scope }: Identity) => ({
    type,
    year,
    ...(group === 'teacher' && { owner }),
    scope: { ...scope },
  });
  return isDeepStrictEqual(identity(first), identity(second));
}

function taken(first: RecordDocument, { file }: NewRecordParts) {
  const details = { record: first._id, folder: first.folder, fileName: first.fileName, state: first.state };
  const hashes = [first.pending?.sha256, ...first.versions.map(({ sha256 }) => sha256)];
  return hashes.includes(file.sha256) ? recordErrors.RECORD_DUPLICATE(details) : recordErrors.RECORD_EXISTS(details);
}
