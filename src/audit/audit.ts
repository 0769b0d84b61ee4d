import { type Database } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { AuditAppender } from './append.ts';
import { type AuditEntry } from './chain.ts';
import { auditCollection } from './model.ts';
import { type ChainReport, verifyChain } from './verify.ts';

/** The log of everything that happened: append-only, one hash chain a school. */
export interface Audit {
  /** Appends entries; returns when they are in the chain. Entries whose ids are already there are left out. */
  append(scope: SchoolScope, entries: readonly AuditEntry[]): Promise<void>;
  /** What happened to one subject, oldest first. */
  history(scope: SchoolScope, subject: string): Promise<AuditEntry[]>;
  /** Walks the chain; `earlierHead` is a head's hash that was kept elsewhere and must still be part of it. */
  verify(scope: SchoolScope, earlierHead?: string): Promise<ChainReport>;
}

export function createAudit(deps: { db: Database }): Audit {
  const blocks = auditCollection(deps.db);
  const appender = new AuditAppender(blocks);
  return {
    append: (scope, entries) => appender.append(scope, entries),
    verify: (scope, earlierHead) => verifyChain(blocks, scope, earlierHead),
    async history(scope, subject) {
      const found = await blocks.in(scope).find({ 'entries.subject.id': subject }, { sort: { seq: 1 } });
      return found.flatMap((block) => block.entries).filter((entry) => entry.subject.id === subject);
    },
  };
}
