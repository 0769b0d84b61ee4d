import { type Actor } from '../../kernel/actor.ts';
import { type HosoError, isHosoError } from '../../kernel/errors.ts';
import { outboxEvent } from '../../kernel/outbox.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import {
  isLeased,
  isSigned,
  leaseRefusal,
  type RecordChange,
  type RecordDocument,
  recordErrors,
  type RecordFilter,
  type RecordStep,
  stateDetails,
} from '../../records/index.ts';
import { type RecordFlowDeps } from './record-deps.ts';
import { holdToRules } from './successor.ts';

/** Records that one call may hand over. */
const MOST = 500;

/** Whose unfinished records go to whom, and why. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  /** Some of them; absent: all. */
  readonly records?: readonly string[] | undefined;
  readonly reason: string;
}

export interface HandedOver {
  readonly handed: readonly string[];
  readonly refused: readonly { readonly record: string; readonly error: HosoError }[];
}

/**
 * Gives the drafts, the returned and the unsigned records of somebody who leaves, or lost a class, to a successor who holds the
 * duty for them. Each is changed and told by itself, so that repeating it finishes what a crash left undone.
 * @throws ACCOUNT_NOT_FOUND, SUCCESSOR_UNFIT
 */
export async function handOver(deps: RecordFlowDeps, actor: Actor, wanted: HandOver): Promise<HandedOver> {
  const school = scopeOfActor(actor);
  const [from, to] = await Promise.all([
    deps.people.account(school, wanted.from),
    deps.people.account(school, wanted.to),
  ]);
  if (to.external || to.state !== 'active' || to.id === from.id) {
    throw recordErrors.SUCCESSOR_UNFIT({ name: to.fullName });
  }
  const successor = await deps.people.actorOf(school, to.id);
  const unfinished: RecordFilter = { owner: from.id, state: { $in: ['draft', 'returned', 'inApproval'] } };
  const chosen: RecordFilter = wanted.records ? { _id: { $in: wanted.records }, owner: from.id } : unfinished;
  const found = await deps.records.find(school, chosen, { limit: MOST, sort: { _id: 1 } });
  const handed: string[] = [];
  const refused: { record: string; error: HosoError }[] = [];
  for (const record of found) {
    try {
      await handOne(deps, { actor, successor, wanted }, record);
      handed.push(record._id);
    } catch (error) {
      if (!isHosoError(error)) throw error;
      refused.push({ record: record._id, error });
    }
  }
  const missing = (wanted.records ?? []).filter((id) => !found.some(({ _id }) => _id === id));
  const gone = missing.map((record) => ({ record, error: recordErrors.RECORD_NOT_FOUND() }));
  return { handed, refused: [...refused, ...gone] };
}

interface Parties {
  readonly actor: Actor;
  readonly successor: Actor;
  readonly wanted: HandOver;
}

async function handOne(deps: RecordFlowDeps, parties: Parties, record: RecordDocument): Promise<void> {
  const school = scopeOfActor(parties.actor);
  const changed = await deps.records.changeFrom(school, record, async (now) => {
    if (now.owner !== parties.wanted.from) throw recordErrors.RECORD_NOT_FOUND();
    if (isLeased(now, deps.clock.now())) throw leaseRefusal(now, parties.actor.account);
    assertUnsigned(now);
    await holdToRules(deps, parties.successor, now);
    return deps.attendance.attend(school, now, plan(now, parties, deps.clock.now()));
  });
  await deps.events.publishOrLeave(school, changed);
}

/** What somebody has signed stays theirs: it is returned first. */
function assertUnsigned(record: RecordDocument): void {
  const current = record.steps.filter(({ revision }) => revision === record.revision);
  const open = record.state === 'draft' || record.state === 'returned';
  if (open || (record.state === 'inApproval' && !isSigned({ steps: current }))) return;
  throw recordErrors.HANDOVER_TOO_LATE(stateDetails(record.state));
}

function plan(record: RecordDocument, { actor, successor, wanted }: Parties, at: Date): RecordChange {
  const { account: owner, fullName: ownerName } = successor;
  const { revision, state, waiting } = record;
  const steps = record.steps.map((step): RecordStep => {
    const isOwners = step.revision === revision && step.duty === 'owner' && ['open', 'waiting'].includes(step.state);
    return isOwners ? { ...step, account: owner, accountName: ownerName } : step;
  });
  const moved = waiting?.account === record.owner ? { ...waiting, account: owner } : waiting;
  const details = {
    ...{ from: record.owner, fromName: record.ownerName, to: owner, toName: ownerName },
    ...{ by: actor.fullName, reason: wanted.reason, state },
  };
  return {
    transition: { state, revision, steps, waiting: moved },
    set: { owner, ownerName },
    events: [outboxEvent({ event: 'record.handedOver', at, actor: actor.account, details })],
  };
}
