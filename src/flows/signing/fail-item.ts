import { type SigningItemDocument } from '../../approvals/index.ts';
import { type HosoError, isHosoError } from '../../kernel/errors.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type SigningDeps } from './signing-deps.ts';

/** Whether trying again cannot help: everything our own code refuses, but not a service that is away or a record that is busy. */
export function isPermanent(error: unknown): error is HosoError {
  return isHosoError(error) && error.kind !== 'unavailable' && error.code !== 'RECORD_BUSY';
}

/** Ends an item with its reason and gives its record back. */
export async function failItem(
  deps: Pick<SigningDeps, 'approvals' | 'records' | 'log'>,
  scope: SchoolScope,
  { item, error }: { item: SigningItemDocument; error: HosoError },
): Promise<void> {
  const { request, record } = item;
  const failure = { code: error.code, vi: error.vi, en: error.en };
  const failed = await deps.approvals.items.fail(scope, item, { from: [item.state], failure });
  if (!failed) return;
  deps.log.warn({ err: error, request, record, school: scope.school }, 'signing item failed');
  await deps.records.releaseLeases(scope, [record], request);
}
