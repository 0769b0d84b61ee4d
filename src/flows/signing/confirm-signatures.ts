import {
  approvalErrors,
  CONFIRMED_LEASE_MS,
  countItems,
  isExpired,
  judgeTurn,
  type PreparedItem,
  type SigningItemDocument,
  type SigningRequestDocument,
} from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { newId } from '../../kernel/ids.ts';
import { scopeOfActor, type SchoolScope } from '../../kernel/scope.ts';
import { signDigests, type Signer } from '../../signing/index.ts';
import { enqueueLater } from './enqueue-later.ts';
import { failItem } from './fail-item.ts';
import { type SigningProgress } from './request-signatures.ts';
import { type SigningDeps } from './signing-deps.ts';

type ReadyItem = SigningItemDocument & { readonly prepared: Omit<PreparedItem, 'increment'> };

/** What a person says to confirm: which request, and the PIN that opens their key. */
export interface Confirmation {
  readonly request: string;
  readonly pin: string;
}

/**
 * The second phase: one PIN, in this process alone, signs everything that was prepared. A request that is confirmed already is
 * answered as it stands; a wrong PIN leaves it as it was. Of two who confirm at once one signs.
 * Round trips, for any number of records: 9 to MongoDB beside those of opening the key, 1 to Redis.
 * @throws SIGNING_REQUEST_NOT_FOUND, SIGNING_REQUEST_EXPIRED, SIGNING_REQUEST_CANCELLED, SIGNING_NOT_READY,
 * SIGNING_NOTHING_READY, SIGNING_IN_PROGRESS, PIN_WRONG, PIN_LOCKED, CERTIFICATE_EXPIRED and what else opening the key throws
 */
export async function confirmSignatures(
  deps: SigningDeps,
  actor: Actor,
  confirmation: Confirmation,
): Promise<SigningProgress> {
  const scope = scopeOfActor(actor);
  const request = await deps.approvals.requests.get(scope, confirmation.request, actor.account);
  const items = await deps.approvals.items.toConfirm(scope, request);
  if (request.state === 'confirmed') return { request, items };
  assertConfirmable(request, items, deps.clock.now());
  const claim = newId();
  if (!(await deps.approvals.requests.claim(scope, request._id, claim))) return whoWasFirst(deps, actor, request._id);
  try {
    const ready = await stillTheirs(deps, actor, items);
    if (ready.length > 0) await sign(deps, actor, { request, ready, pin: confirmation.pin });
    await deps.approvals.requests.confirm(scope, request._id, claim);
  } catch (error) {
    await deps.approvals.requests.release(scope, request._id, claim);
    throw error;
  }
  return settleConfirmed(deps, scope, request);
}

/** What follows from a confirmation; safe to repeat. */
export async function settleConfirmed(
  deps: Pick<SigningDeps, 'approvals' | 'records' | 'jobs' | 'clock' | 'log'>,
  scope: SchoolScope,
  request: SigningRequestDocument,
): Promise<SigningProgress> {
  const until = new Date(deps.clock.now().getTime() + CONFIRMED_LEASE_MS);
  const [items, now] = await Promise.all([
    deps.approvals.items.list(scope, request),
    deps.approvals.requests.get(scope, request._id),
    deps.records.extendLeases(scope, request.records, { request: request._id, until }),
  ]);
  await enqueueLater(
    deps,
    'embed-signature',
    items.filter((item) => item.state === 'confirmed'),
  );
  return { request: now, items };
}

function assertConfirmable(request: SigningRequestDocument, items: readonly SigningItemDocument[], now: Date): void {
  if (request.state === 'cancelled') throw approvalErrors.SIGNING_REQUEST_CANCELLED();
  if (isExpired(request, now)) throw approvalErrors.SIGNING_REQUEST_EXPIRED();
  const { preparing, prepared, confirmed } = countItems(items);
  if (preparing > 0) throw approvalErrors.SIGNING_NOT_READY({ preparing });
  if (prepared + confirmed === 0) throw approvalErrors.SIGNING_NOTHING_READY();
}

async function whoWasFirst(deps: SigningDeps, actor: Actor, id: string): Promise<SigningProgress> {
  const scope = scopeOfActor(actor);
  const request = await deps.approvals.requests.get(scope, id, actor.account);
  if (request.state === 'confirmed') return { request, items: await deps.approvals.items.list(scope, request) };
  if (request.state === 'cancelled') throw approvalErrors.SIGNING_REQUEST_CANCELLED();
  if (isExpired(request, deps.clock.now())) throw approvalErrors.SIGNING_REQUEST_EXPIRED();
  throw approvalErrors.SIGNING_IN_PROGRESS();
}

/** The prepared items whose turn is still the actor's; a duty or a delegation may have ended since the request. */
async function stillTheirs(
  deps: SigningDeps,
  actor: Actor,
  items: readonly SigningItemDocument[],
): Promise<ReadyItem[]> {
  const scope = scopeOfActor(actor);
  const ready = items.filter((item): item is ReadyItem => item.state === 'prepared' && item.prepared !== undefined);
  const [delegations, records] = await Promise.all([
    deps.approvals.delegations.inForceFor(scope, actor.account),
    deps.records.find(scope, { _id: { $in: ready.map((item) => item.record) } }),
  ]);
  const byId = new Map(records.map((record) => [record._id, record]));
  const kept: ReadyItem[] = [];
  for (const item of ready) {
    try {
      const record = byId.get(item.record);
      if (!record) throw approvalErrors.BASE_CHANGED();
      judgeTurn(record, { actor, delegations }, item.step.kind === 'seal' ? 'seal' : 'personal');
      kept.push(item);
    } catch (error) {
      if (!isHosoError(error)) throw error;
      await failItem(deps, scope, { item, error });
    }
  }
  return kept;
}

async function sign(
  deps: SigningDeps,
  actor: Actor,
  { request, ready, pin }: { request: SigningRequestDocument; ready: readonly ReadyItem[]; pin: string },
): Promise<void> {
  const scope = scopeOfActor(actor);
  const signer = await deps.certificates.unlock(scope, { account: actor.account, purpose: request.purpose, pin });
  const items = await madeFor(deps, scope, { signer, ready });
  const signatures = await signDigests(
    signer,
    items.map((item) => item.prepared.digest),
  );
  const signed = items.flatMap((item, at) => {
    const cms = signatures[at];
    return cms ? [{ request: item.request, record: item.record, cms }] : [];
  });
  await deps.approvals.items.confirmed(scope, signed);
}

/** The items that were prepared for this signer's certificate; one that was replaced meanwhile needs a new request. */
async function madeFor(
  deps: SigningDeps,
  scope: SchoolScope,
  { signer, ready }: { signer: Signer; ready: readonly ReadyItem[] },
): Promise<ReadyItem[]> {
  const { certificateChain } = await signer.describe();
  const certificate = certificateChain[0] && sha256Hex(certificateChain[0]);
  const others = ready.filter((item) => item.prepared.certificate !== certificate);
  for (const item of others) await failItem(deps, scope, { item, error: approvalErrors.CERTIFICATE_CHANGED() });
  return ready.filter((item) => item.prepared.certificate === certificate);
}
