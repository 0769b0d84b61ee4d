import { type Actor } from '../../kernel/actor.ts';
import { type RecordDocument } from '../../records/index.ts';
import { type DecideDeps, decideStep } from './decide-step.ts';

/**
 * Gives a record back to its owner, by whoever's turn it is.
 * @throws RETURN_REASON_REQUIRED and what `decideStep` throws
 */
export function returnRecord(
  deps: DecideDeps,
  actor: Actor,
  input: { readonly record: string; readonly reason: string },
): Promise<RecordDocument> {
  return decideStep(deps, actor, { record: input.record, wish: 'return', comment: input.reason });
}
