import {
  type Approvals,
  approvalErrors,
  assertMayKnow,
  type Candidate,
  type Failure,
  judgeTurn,
  mannerOf,
  postOf,
  purposeAt,
  type Refusal,
  REQUEST_LIFETIME_MS,
  type SigningItemDocument,
  type SigningPurpose,
  type SigningRequestDocument,
  type StampWish,
  type Turn,
} from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type HosoError, isHosoError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { type Jobs } from '../../kernel/jobs.ts';
import { type Logger } from '../../kernel/logger.ts';
import { scopeOfActor, type SchoolScope } from '../../kernel/scope.ts';
import {
  currentVersion,
  isLeased,
  leaseRefusal,
  openStep,
  type RecordDocument,
  recordErrors,
  type RecordRepository,
  type RecordStep,
} from '../../records/index.ts';
import { endRequest, giveUpRecords } from './end-request.ts';
import { enqueueLater } from './enqueue-later.ts';

export interface RequestDeps {
  readonly records: RecordRepository;
  readonly approvals: Approvals;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SigningWish {
  /** 1 to 200 record ids. */
  readonly records: readonly string[];
  /** Which credential signs; absent: the one that the first record's open step needs. */
  readonly kind?: SigningPurpose | undefined;
  readonly appearance?: StampWish | undefined;
}

/** A request together with its items. */
export interface SigningProgress {
  readonly request: SigningRequestDocument;
  readonly items: readonly SigningItemDocument[];
}

interface Chosen {
  readonly record: RecordDocument;
  readonly turn: Turn;
}

/**
 * Starts the signing of records with one later confirmation: each that is the actor's to sign is leased and prepared, each
 * other is named with its reason. Requests of the same person that were never confirmed give up these records, and only these.
 * Round trips: 7 to MongoDB and 1 to Redis, whatever the number of records.
 * @throws SIGNING_REQUEST_REFUSED with `details.refused` when no record is left
 */
export async function requestSignatures(deps: RequestDeps, actor: Actor, wish: SigningWish): Promise<SigningProgress> {
  const scope = scopeOfActor(actor);
  const [delegations, found] = await Promise.all([
    deps.approvals.delegations.inForceFor(scope, actor.account),
    deps.records.find(scope, { _id: { $in: wish.records } }),
  ]);
  const purpose = wish.kind ?? purposeOfFirst(wish.records, found);
  const judged = judgeAll(wish.records, found, { actor, delegations, purpose });
  const id = newId();
  const leased = await leaseChosen(deps, actor, { id, chosen: judged.chosen });
  const refused = [...judged.refused, ...leased.refused];
  if (leased.chosen.length === 0) throw approvalErrors.SIGNING_REQUEST_REFUSED({ refused: refused.map(briefly) });
  const progress = await store(deps, actor, { id, purpose, chosen: leased.chosen, refused, wish });
  await enqueueLater(deps, 'prepare-signature', progress.items);
  return progress;
}

function purposeOfFirst(ids: readonly string[], found: readonly RecordDocument[]): SigningPurpose {
  for (const id of ids) {
    const record = found.find((each) => each._id === id);
    const purpose = record && purposeAt(record);
    if (purpose) return purpose;
  }
  return 'personal';
}

/** Which of the records the actor may sign now, and why not the others. */
function judgeAll(
  ids: readonly string[],
  found: readonly RecordDocument[],
  by: Candidate & { readonly purpose: SigningPurpose },
): { chosen: Chosen[]; refused: Refusal[] } {
  const byId = new Map(found.map((record) => [record._id, record]));
  const chosen: Chosen[] = [];
  const refused: Refusal[] = [];
  for (const id of new Set(ids)) {
    try {
      const record = byId.get(id);
      if (!record) throw recordErrors.RECORD_NOT_FOUND();
      assertMayKnow(record, by);
      chosen.push({ record, turn: judgeTurn(record, by, by.purpose) });
    } catch (error) {
      if (!isHosoError(error)) throw error;
      refused.push({ record: id, ...failureOf(error) });
    }
  }
  return { chosen, refused };
}

/** Takes the leases, and looks again at what was leased: a record that moved on meanwhile is given back. */
async function leaseChosen(
  deps: RequestDeps,
  actor: Actor,
  { id, chosen }: { id: string; chosen: readonly Chosen[] },
): Promise<{ chosen: Chosen[]; refused: Refusal[] }> {
  const scope = scopeOfActor(actor);
  const ids = chosen.map(({ record }) => record._id);
  if (ids.length === 0) return { chosen: [], refused: [] };
  await replaceOwn(deps, actor, chosen);
  const now = deps.clock.now();
  const until = new Date(now.getTime() + REQUEST_LIFETIME_MS);
  await deps.records.lease(scope, ids, { request: id, until, account: actor.account, since: now, now });
  const mine = await deps.records.find(scope, { _id: { $in: ids }, 'lease.request': id });
  const kept = mine.flatMap((record) => {
    const before = chosen.find((each) => each.record._id === record._id);
    return before && sameTurn(before.record, record) ? [{ record, turn: before.turn }] : [];
  });
  const keptIds = new Set(kept.map(({ record }) => record._id));
  const moved = mine.filter((record) => !keptIds.has(record._id)).map((record) => record._id);
  if (moved.length > 0) await deps.records.releaseLeases(scope, moved, id);
  const busy = await deps.records.find(scope, { _id: { $in: ids.filter((each) => !keptIds.has(each)) } });
  const refused = busy.map((record) => ({ record: record._id, ...failureOf(leaseRefusal(record, actor.account)) }));
  return { chosen: kept, refused };
}

function sameTurn(before: RecordDocument, now: RecordDocument): boolean {
  return (
    before.revision === now.revision &&
    openStep(before)?.index === openStep(now)?.index &&
    currentVersion(before).sha256 === currentVersion(now).sha256
  );
}

/** Takes the records over from the actor's own unconfirmed requests; what those hold besides stays with them. */
async function replaceOwn(deps: RequestDeps, actor: Actor, chosen: readonly Chosen[]): Promise<void> {
  const scope = scopeOfActor(actor);
  const now = deps.clock.now();
  const held = chosen.flatMap(({ record }) => (isLeased(record, now) && record.lease ? [record.lease.request] : []));
  if (held.length === 0) return;
  const requests = await deps.approvals.requests.find(scope, [...new Set(held)]);
  const own = requests.filter((request) => request.account === actor.account && request.state === 'open');
  const wanted = new Set(chosen.map(({ record }) => record._id));
  await Promise.all(
    own.map((request) => {
      const taken = request.records.filter((record) => wanted.has(record));
      return taken.length === request.records.length
        ? endRequest(deps, scope, { request, as: 'cancelled' })
        : giveUpRecords(deps, scope, { request: request._id, records: taken });
    }),
  );
}

/** Items first: a request that exists has all of them; items without a request are ended when their lease is over. */
async function store(
  deps: RequestDeps,
  actor: Actor,
  made: { id: string; purpose: SigningPurpose; chosen: readonly Chosen[]; refused: Refusal[]; wish: SigningWish },
): Promise<SigningProgress> {
  const scope: SchoolScope = scopeOfActor(actor);
  const now = deps.clock.now();
  const who = { account: actor.account, accountName: actor.fullName };
  const { appearance } = made.wish;
  const items = await deps.approvals.items.add(
    scope,
    made.chosen.map(({ record, turn, turn: { step, delegateOf } }) => ({
      request: made.id,
      record: record._id,
      ...who,
      step: stepOfItem(step),
      ...inPlace(actor, turn),
      ...(delegateOf && { delegateOf }),
      base: { n: currentVersion(record).n, sha256: currentVersion(record).sha256 },
      ...(appearance && { appearance }),
    })),
  );
  const request = await deps.approvals.requests.add(scope, {
    _id: made.id,
    ...who,
    purpose: made.purpose,
    records: made.chosen.map(({ record }) => record._id),
    refused: made.refused,
    state: 'open',
    createdAt: now,
    expiresAt: new Date(now.getTime() + REQUEST_LIFETIME_MS),
    settled: false,
  });
  return { request, items };
}

function failureOf(error: HosoError): Failure {
  return { code: error.code, vi: error.vi, en: error.en };
}

function briefly(refusal: Refusal): { record: string; code: string; text: string; textEn: string } {
  return { record: refusal.record, code: refusal.code, text: refusal.vi, textEn: refusal.en };
}

/** The step as the signature will tell of it: by the duty that acts. */
function stepOfItem({ index, revision, kind, duty, raisedTo }: RecordStep): SigningItemDocument['step'] {
  return { index, revision, kind, duty: raisedTo ?? duty, ...(raisedTo && { inPlaceOf: duty }) };
}

/** How the actor signs where the duty is another's, by delegation or because nobody else could. */
function inPlace(actor: Actor, { step, delegateOf, byOrder }: Turn): Pick<SigningItemDocument, 'manner' | 'post'> {
  if (!delegateOf && step.raisedTo === undefined) return {};
  const post = postOf(actor);
  const manner = mannerOf(step.duty, { post, byOrder: byOrder === true });
  return { ...(manner && { manner }), ...(post && { post }) };
}
