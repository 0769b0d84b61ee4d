import { type Approvals, type InboxEntry, inboxFilter, type InboxQuery, standingAt } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { writeCursor } from '../../kernel/cursor.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { openStep, type RecordDocument, type RecordRepository } from '../../records/index.ts';

export interface InboxPage {
  readonly entries: readonly InboxEntry[];
  readonly nextCursor?: string;
}

/** Fields the inbox has no use for and that may be long. */
const LEFT_OUT = { searchKeys: 0, outbox: 0 } as const;

/** What waits for the actor, in their own name and by delegation, in the order of submission. @throws CURSOR_INVALID */
export async function listInbox(
  deps: { readonly records: RecordRepository; readonly approvals: Approvals },
  actor: Actor,
  query: InboxQuery,
): Promise<InboxPage> {
  const scope = scopeOfActor(actor);
  const limit = query.limit ?? 50;
  const delegations = await deps.approvals.delegations.inForceFor(scope, actor.account);
  const found = await deps.records.find(scope, inboxFilter(actor, delegations, query), {
    sort: { submittedAt: 1, _id: 1 },
    limit: limit + 1,
    fields: LEFT_OUT,
  });
  const page = found.slice(0, limit);
  const entries = page.flatMap((record) => {
    const step = openStep(record);
    const standing = standingAt(record, actor, delegations);
    return step && standing ? [{ record, turn: { step, ...standing } }] : [];
  });
  const last = page.at(-1);
  return { entries, ...(found.length > limit && last && { nextCursor: cursorOf(last) }) };
}

function cursorOf(record: RecordDocument): string {
  return writeCursor({ at: record.submittedAt ?? record.createdAt, id: record._id });
}
