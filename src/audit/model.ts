import { type Database, type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import { type AuditBlock } from './chain.ts';

export type BlockDocument = SchoolDocument & AuditBlock;

/** Blocks are only ever inserted. The unique `seq` is what makes two writers take turns. */
export function auditCollection(db: Database): SchoolCollection<BlockDocument> {
  const subject = { _id: false, kind: { type: String, required: true }, id: { type: String, required: true } };
  const entry = {
    _id: false,
    id: { type: String, required: true },
    event: { type: String, required: true },
    at: { type: Date, required: true },
    actor: { type: String, required: true },
    subject: { type: subject, required: true },
    details: { type: Object },
  };
  return db.collection<BlockDocument>({
    name: 'audit_blocks',
    fields: {
      seq: { type: Number, required: true },
      previous: { type: String, required: true },
      entries: { type: [entry], required: true },
      hash: { type: String, required: true },
    },
    indexes: [
      { keys: { seq: 1 }, unique: true },
      { keys: { 'entries.subject.id': 1, seq: 1 } },
      { keys: { 'entries.id': 1 } },
    ],
  });
}
