import { type ActiveDuty, type Actor, coverFilter, type ScopeLimit } from '../kernel/actor.ts';
import { readCursor } from '../kernel/cursor.ts';
import { type RecordFilter, type StepKind } from '../records/index.ts';
import { type DelegationDocument } from './types.ts';

export interface InboxQuery {
  readonly type?: string | undefined;
  readonly year?: string | undefined;
  readonly week?: number | undefined;
  readonly department?: string | undefined;
  readonly class?: string | undefined;
  readonly subject?: string | undefined;
  readonly kind?: StepKind | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 200, else 50. */
  readonly limit?: number | undefined;
}

/**
 * The records whose open step the actor may act on, as a filter over records: the same rule as `standingAt`.
 * @throws CURSOR_INVALID
 */
export function inboxFilter(actor: Actor, delegations: readonly DelegationDocument[], query: InboxQuery): RecordFilter {
  const parts: RecordFilter[] = [turnFilter(actor, delegations), wanted(query), ...afterCursor(query.cursor)];
  return { $and: parts.filter((part) => Object.keys(part).length > 0) };
}

function turnFilter({ account, duties }: Actor, delegations: readonly DelegationDocument[]): RecordFilter {
  return {
    $or: [
      { 'waiting.account': account },
      ...duties.map((held) => dutyFilter(held, [account])),
      ...delegations.map((lent): RecordFilter => ({
        ...dutyFilter(lent, [account, lent.from]),
        'waiting.kind': { $ne: 'seal' },
        ...(lent.types.length > 0 && { type: { $in: lent.types } }),
      })),
    ],
  };
}

/** The steps that a duty reaches, unless one of these persons owns the record or decided another step of it. */
function dutyFilter({ duty, scope }: ActiveDuty, persons: readonly string[]): RecordFilter {
  const free: RecordFilter = {
    $or: [{ 'waiting.samePersonMay': true }, { owner: { $nin: persons }, 'waiting.decidedBy': { $nin: persons } }],
  };
  return {
    'waiting.duty': duty,
    'waiting.account': { $exists: false },
    $and: [free, ...coverFilter(scope, placed)],
  };
}

/** What the step names counts; where it names nothing, what the record names. */
function placed(limit: ScopeLimit, value: string | number): RecordFilter {
  if (limit === 'year') return { year: value };
  return {
    $or: [{ [`waiting.${limit}`]: value }, { [`waiting.${limit}`]: { $exists: false }, [`scope.${limit}`]: value }],
  };
}

function wanted(query: InboxQuery): RecordFilter {
  const filter: Record<string, unknown> = {};
  if (query.type !== undefined) filter['type'] = query.type;
  if (query.year !== undefined) filter['year'] = query.year;
  if (query.kind !== undefined) filter['waiting.kind'] = query.kind;
  for (const part of ['week', 'department', 'class', 'subject'] as const) {
    if (query[part] !== undefined) filter[`scope.${part}`] = query[part];
  }
  return filter;
}

function afterCursor(cursor: string | undefined): RecordFilter[] {
  if (cursor === undefined) return [];
  const { at, id } = readCursor(cursor);
  return [{ $or: [{ submittedAt: { $gt: at } }, { submittedAt: at, _id: { $gt: id } }] }];
}
