import { type SchoolDocument } from '../kernel/db.ts';
import { type OutboxEvent } from '../kernel/outbox.ts';

/** Leave to submit later than the rule says, with a reason. What it does not name it covers all of. */
export interface Extension extends SchoolDocument {
  account: string;
  type: string;
  year: string;
  week?: number;
  class?: string;
  subject?: string;
  /** The last instant that counts. */
  until: Date;
  reason: string;
  grantedBy: string;
  grantedByName: string;
  grantedAt: Date;
  outbox: OutboxEvent[];
}
