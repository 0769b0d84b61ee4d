import { type Approvals, approvalErrors, type SigningRequestDocument } from '../../approvals/index.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type RecordRepository } from '../../records/index.ts';

/** How an unconfirmed request ends: by its owner's will, or by time. */
export interface RequestEnd {
  readonly request: Pick<SigningRequestDocument, '_id' | 'records'>;
  readonly as: 'cancelled' | 'expired';
}

/**
 * Ends an unconfirmed request: its items stop and its records are free again. Of ending and confirming at once one wins; the
 * result is null where it was not this one. Repeating it finishes what a crash left half done.
 */
export async function endRequest(
  deps: { readonly approvals: Approvals; readonly records: RecordRepository },
  scope: SchoolScope,
  { request, as }: RequestEnd,
): Promise<SigningRequestDocument | null> {
  const ended = await deps.approvals.requests.end(scope, request._id, as);
  if (!ended) return null;
  await cleanUp(deps, scope, { request, as });
  return ended;
}

/** What follows from the end of a request; safe to repeat. */
export async function cleanUp(
  deps: { readonly approvals: Approvals; readonly records: RecordRepository },
  scope: SchoolScope,
  { request, as }: RequestEnd,
): Promise<void> {
  const error =
    as === 'cancelled' ? approvalErrors.SIGNING_REQUEST_CANCELLED() : approvalErrors.SIGNING_REQUEST_EXPIRED();
  await deps.approvals.items.failUnconfirmed(scope, request, { code: error.code, vi: error.vi, en: error.en });
  await deps.records.releaseLeases(scope, request.records, request._id);
  await deps.approvals.requests.settle(scope, request._id);
}

/** Takes some records out of an unconfirmed request; what was confirmed meanwhile stays with it. */
export async function giveUpRecords(
  deps: { readonly approvals: Approvals; readonly records: RecordRepository },
  scope: SchoolScope,
  { request, records }: { readonly request: string; readonly records: readonly string[] },
): Promise<void> {
  const { code, vi, en } = approvalErrors.SIGNING_TAKEN_OVER();
  const given: string[] = [];
  for (const record of records) {
    const end = { from: ['preparing', 'prepared'] as const, failure: { code, vi, en } };
    if (await deps.approvals.items.fail(scope, { request, record }, end)) given.push(record);
  }
  if (given.length > 0) await deps.records.releaseLeases(scope, given, request);
}
