import { setTimeout as delay } from 'node:timers/promises';
import { stateOf } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { type SigningProgress } from './request-signatures.ts';
import { type SigningDeps } from './signing-deps.ts';

/** Which request is looked at, and how long the answer may wait for its state to change, in seconds. */
export interface ProgressQuery {
  readonly request: string;
  readonly wait?: number | undefined;
  /** Ends when the client goes away. */
  readonly signal?: AbortSignal | undefined;
}

const FIRST_LOOK_MS = 40;
const SLOWEST_LOOK_MS = 400;

/**
 * Where one's own request stands. With `wait` the answer comes when no worker is busy with it any more, or when the time is over.
 * @throws SIGNING_REQUEST_NOT_FOUND
 */
export async function signingProgress(
  deps: Pick<SigningDeps, 'approvals' | 'clock'>,
  actor: Actor,
  query: ProgressQuery,
): Promise<SigningProgress> {
  const until = performance.now() + (query.wait ?? 0) * 1000;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 1.5, SLOWEST_LOOK_MS)) {
    const progress = await look(deps, actor, query.request);
    const state = stateOf(progress.request, progress.items, deps.clock.now());
    const left = until - performance.now();
    if ((state !== 'preparing' && state !== 'confirmed') || left <= 0 || query.signal?.aborted) return progress;
    await delay(Math.min(pause, left));
  }
}

async function look(deps: Pick<SigningDeps, 'approvals'>, actor: Actor, id: string): Promise<SigningProgress> {
  const scope = scopeOfActor(actor);
  const request = await deps.approvals.requests.get(scope, id, actor.account);
  return { request, items: await deps.approvals.items.list(scope, request) };
}

const NEWEST = 20;

/** One's own newest requests: one that was lost sight of is found again. */
export async function newestRequests(
  { approvals }: Pick<SigningDeps, 'approvals'>,
  actor: Actor,
): Promise<SigningProgress[]> {
  const scope = scopeOfActor(actor);
  const requests = await approvals.requests.newest(scope, actor.account, NEWEST);
  const items = await approvals.items.listOf(
    scope,
    requests.map(({ _id }) => _id),
  );
  return requests.map((request) => ({ request, items: items.filter((item) => item.request === request._id) }));
}
