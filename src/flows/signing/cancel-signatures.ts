import { approvalErrors } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { cleanUp, endRequest } from './end-request.ts';
import { type SigningProgress } from './request-signatures.ts';
import { type SigningDeps } from './signing-deps.ts';

/**
 * Ends one's own request before it is confirmed; its records are free at once. Cancelling twice is cancelling once.
 * @throws SIGNING_REQUEST_NOT_FOUND, SIGNING_REQUEST_CONFIRMED, SIGNING_IN_PROGRESS
 */
export async function cancelSignatures(
  deps: Pick<SigningDeps, 'approvals' | 'records'>,
  actor: Actor,
  id: string,
): Promise<SigningProgress> {
  const scope = scopeOfActor(actor);
  const request = await deps.approvals.requests.get(scope, id, actor.account);
  if (request.state === 'cancelled' || request.state === 'expired') {
    await cleanUp(deps, scope, { request, as: request.state });
  } else if (request.state === 'confirmed') {
    throw approvalErrors.SIGNING_REQUEST_CONFIRMED();
  } else if (!(await endRequest(deps, scope, { request, as: 'cancelled' }))) {
    throw approvalErrors.SIGNING_IN_PROGRESS();
  }
  const [now, items] = await Promise.all([
    deps.approvals.requests.get(scope, id),
    deps.approvals.items.list(scope, request),
  ]);
  return { request: now, items };
}
