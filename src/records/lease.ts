import { type HosoError } from '../kernel/errors.ts';
import { momentInWords } from '../kernel/local-date.ts';
import { recordErrors } from './errors.ts';
import { type RecordDocument } from './types.ts';

type Leasable = Pick<RecordDocument, 'lease'>;

/** Whether a signing request holds the record at this instant. */
export function isLeased({ lease }: Leasable, now: Date): boolean {
  return lease !== undefined && lease.until > now;
}

/** The refusal of whoever wants a record that is being signed: by whom, since when, until when. */
export function leaseRefusal({ lease }: Leasable, account: string): HosoError {
  const mine = lease?.account === account;
  const since = lease?.since && momentInWords(lease.since);
  const until = lease && momentInWords(lease.until);
  return recordErrors.RECORD_LEASED({
    mine,
    whoVi: mine ? 'chính bạn' : 'người khác',
    whoEn: mine ? 'you' : 'somebody else',
    sinceVi: since ? ` từ ${since.vi}` : '',
    sinceEn: since ? ` since ${since.en}` : '',
    untilVi: until ? `, đến ${until.vi}` : '',
    untilEn: until ? `, until ${until.en}` : '',
    ...(mine && lease && { request: lease.request }),
    ...(lease?.since && { since: lease.since.toISOString() }),
    ...(lease && { until: lease.until.toISOString() }),
  });
}
