import {
  type Delegation,
  type Inbox,
  type InboxItem,
  type SigningItem,
  type SigningRefusal,
  type SigningRequest,
} from '../../schemas/index.ts';
import { currentVersion, isLeased, type RecordDocument } from '../records/index.ts';
import { type Turn } from './judge-turn.ts';
import { stateOf } from './signing-request.ts';
import {
  type DelegationDocument,
  type Failure,
  type SigningItemDocument,
  type SigningRequestDocument,
} from './types.ts';

/** A record in somebody's inbox, with the turn they have at it. */
export interface InboxEntry {
  readonly record: RecordDocument;
  readonly turn: Turn;
}

/** A signing request as its owner sees it. */
export function presentRequest(
  request: SigningRequestDocument,
  items: readonly SigningItemDocument[],
  now: Date,
): SigningRequest {
  return {
    id: request._id,
    state: stateOf(request, items, now),
    kind: request.purpose,
    createdAt: request.createdAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    ...(request.confirmedAt && { confirmedAt: request.confirmedAt.toISOString() }),
    items: items.map(presentItem),
    refused: request.refused.map((refusal) => presentFailure(refusal.record, refusal)),
  };
}

function presentItem(item: SigningItemDocument): SigningItem {
  return {
    record: item.record,
    state: item.state,
    step: item.step.index,
    ...(item.failure && { failure: presentFailure(item.record, item.failure) }),
  };
}

function presentFailure(record: string, failure: Failure): SigningRefusal {
  return { record, code: failure.code, text: failure.vi, textEn: failure.en };
}

/** A delegation as both parties see it. */
export function presentDelegation(document: DelegationDocument): Delegation {
  return {
    id: document._id,
    from: { account: document.from, name: document.fromName },
    to: { account: document.to, name: document.toName },
    duty: document.duty,
    scope: present(document.scope),
    types: [...document.types],
    startsAt: document.startsAt.toISOString(),
    endsAt: document.endsAt.toISOString(),
    ...(document.endedAt && { endedAt: document.endedAt.toISOString() }),
    ...present({
      reason: document.reason,
      decisionNumber: document.decisionNumber,
      decisionDate: document.decisionDate,
    }),
    ...(document.openedBy && { openedBy: { ...document.openedBy } }),
  };
}

/** A page of what waits for somebody. */
export function presentInbox(
  page: { readonly entries: readonly InboxEntry[]; readonly nextCursor?: string },
  now: Date,
): Inbox {
  return {
    items: page.entries.map((entry) => presentEntry(entry, now)),
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}

function presentEntry({ record, turn }: InboxEntry, now: Date): InboxItem {
  const version = currentVersion(record);
  const { week, class: className, subject, department } = record.scope;
  return {
    record: record._id,
    type: record.type,
    code: record.code,
    title: record.title,
    fileName: record.fileName,
    folder: record.folder,
    year: record.year,
    ...present({ week, class: className, subject, department }),
    owner: { account: record.owner, name: record.ownerName },
    state: record.state,
    revision: record.revision,
    version: version.n,
    pages: version.pages,
    ...present({ timeliness: record.timeliness }),
    ...(record.submittedAt && { submittedAt: record.submittedAt.toISOString() }),
    ...(record.dueAt && { dueAt: record.dueAt.toISOString() }),
    step: { index: turn.step.index, kind: turn.step.kind, duty: turn.step.duty },
    ...present({ delegateOf: turn.delegateOf && { ...turn.delegateOf } }),
    leased: isLeased(record, now),
  };
}

/** The members that are there. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
