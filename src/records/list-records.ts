import { type RecordQuery } from '../../schemas/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { scopeOfActor } from '../kernel/scope.ts';
import { recordErrors } from './errors.ts';
import { visibleTo } from './policy.ts';
import { type RecordRepository } from './repository.ts';
import { type RecordTypes } from './record-types.ts';
import { searchFilter } from './search.ts';
import { type RecordDocument, type RecordFilter, type RecordState } from './types.ts';

const DEFAULT_LIMIT = 50;
const LEFT_OUT = { searchKeys: 0, outbox: 0, steps: 0 } as const;

/** A query, and the states among which it looks where it names none itself. */
export interface RecordSearch extends RecordQuery {
  readonly states?: readonly RecordState[];
}

export interface RecordPage {
  readonly records: readonly RecordDocument[];
  /** Where the next page begins; absent on the last one. */
  readonly nextCursor?: string;
}

/**
 * The records an actor may see that fit every part of the query, newest first, by pages of a key rather than of a count.
 * @throws TYPE_UNKNOWN, CURSOR_INVALID
 */
export async function listRecords(
  deps: { readonly records: RecordRepository; readonly types: RecordTypes },
  actor: Actor,
  query: RecordSearch,
): Promise<RecordPage> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const scope = scopeOfActor(actor);
  const type = query.type === undefined ? undefined : deps.types.get(scope, query.type).id;
  const filter = {
    $and: [fieldsFilter(query, type), visibleTo(actor), ...searchFilter(query.q ?? ''), after(query.cursor)],
  };
  const found = await deps.records.find(scope, filter, { sort: { _id: -1 }, limit: limit + 1, fields: LEFT_OUT });
  const records = found.slice(0, limit);
  const last = records.at(-1);
  return { records, ...(found.length > limit && last && { nextCursor: Buffer.from(last._id).toString('base64url') }) };
}

function fieldsFilter(query: RecordSearch, type: string | undefined): RecordFilter {
  const fields: Record<string, unknown> = {
    type,
    year: query.year,
    owner: query.owner,
    state: query.state ?? (query.states && { $in: query.states }),
    timeliness: query.timeliness,
    'scope.week': query.week,
    'scope.class': query.class,
    'scope.subject': query.subject,
    'scope.grade': query.grade,
    'scope.term': query.term,
    'scope.department': query.department,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function after(cursor: string | undefined): RecordFilter {
  if (cursor === undefined) return {};
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f]{32}$/.test(id)) throw recordErrors.CURSOR_INVALID();
  return { _id: { $lt: id } };
}
