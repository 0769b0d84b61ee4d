import { type Logger } from '../../../kernel/logger.ts';
import {
  type ByteSource,
  type PreparedSignature,
  prepareSignature,
  type SignatureOptions,
} from '../../../signing/index.ts';
import { isPermanent } from '../fail-item.ts';
import { type StampPlan } from './plan-stamp.ts';

/**
 * Prepares a signature in the first way of its plan that the document takes. What is left out on the way is in the log.
 * @throws what the last way of the plan throws, or what may not come again
 */
export async function prepareStamped(
  source: ByteSource,
  options: SignatureOptions,
  { plan, log }: { readonly plan: StampPlan; readonly log: Logger },
): Promise<PreparedSignature> {
  const [{ what, choosePlace }, next, ...others] = plan;
  try {
    return await prepareSignature(source, { ...options, choosePlace });
  } catch (error) {
    if (!next || !isPermanent(error)) throw error;
    log.warn({ err: error, stamp: what, next: next.what }, 'a signature is not drawn as planned');
    return prepareStamped(source, options, { plan: [next, ...others], log });
  }
}
