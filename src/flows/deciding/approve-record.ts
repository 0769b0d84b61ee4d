import { assertMayKnow, judgeTurn } from '../../approvals/index.ts';
import { type Actor } from '../../kernel/actor.ts';
import { scopeOfActor } from '../../kernel/scope.ts';
import { type People } from '../../people/index.ts';
import { type RecordDocument } from '../../records/index.ts';
import { type DecideDeps, decideStep } from './decide-step.ts';

/**
 * Approves by click, proven by the account's password, which is asked for only where it is the actor's turn. An approval is not a signature, and where a step asks for a signature it
 * does not take its place.
 * @throws PASSWORD_WRONG, ACCOUNT_LOCKED and what `decideStep` throws
 */
export async function approveRecord(
  deps: DecideDeps & { readonly people: Pick<People, 'confirmPassword'> },
  actor: Actor,
  input: { readonly record: string; readonly password: string; readonly comment?: string | undefined },
): Promise<RecordDocument> {
  const scope = scopeOfActor(actor);
  const delegations = await deps.approvals.delegations.inForceFor(scope, actor.account);
  const record = await deps.records.get(scope, input.record);
  assertMayKnow(record, { actor, delegations });
  judgeTurn(record, { actor, delegations }, 'approve');
  await deps.people.confirmPassword(actor, input.password);
  return decideStep(deps, actor, { record: input.record, wish: 'approve', comment: input.comment });
}
