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
