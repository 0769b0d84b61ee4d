import { type Actor, type DutyScope } from '../kernel/actor.ts';
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
 * The records whose open step the actor may act on, as a filter over records. It may let through a little too much (a step
 * with limits of its own); `standingAt` has the last word.
 * @throws CURSOR_INVALID
 */
export function inboxFilter(actor: Actor, delegations: readonly DelegationDocument[], query: InboxQuery): RecordFilter {
  const turns: RecordFilter[] = [
    { 'waiting.account': actor.account },
    ...actor.duties.map((held) => dutyFilter(held.duty, held.scope)),
    ...delegations.map((lent) => ({
      ...dutyFilter(lent.duty, lent.scope),
      'waiting.kind': { $ne: 'seal' },
      owner: { $ne: actor.account },
      ...(lent.types.length > 0 && { type: { $in: lent.types } }),
    })),
  ];
  const parts: RecordFilter[] = [{ $or: turns }, wanted(query), ...afterCursor(query.cursor)];
  return { $and: parts.filter((part) => Object.keys(part).length > 0) };
}

function dutyFilter(duty: string, scope: DutyScope): RecordFilter {
  const limits: RecordFilter[] = [];
  if (scope.department !== undefined) limits.push(placed('department', scope.department));
  if (scope.class !== undefined) limits.push(placed('class', scope.class));
  if (scope.subject !== undefined) limits.push({ 'scope.subject': scope.subject });
  if (scope.grade !== undefined) limits.push({ 'scope.grade': scope.grade });
  if (scope.year !== undefined) limits.push({ year: scope.year });
  return {
    'waiting.duty': duty,
    'waiting.account': { $exists: false },
    ...(limits.length > 0 && { $and: limits }),
  };
}

/** What the step names counts; where it names nothing, what the record names. */
function placed(limit: 'department' | 'class', value: string): RecordFilter {
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
