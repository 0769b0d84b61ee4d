import { canonicalJson, sha256Hex } from '../kernel/hash.ts';

/** What an entry is about: a record, an account, a certificate. */
export interface AuditSubject {
  readonly kind: string;
  readonly id: string;
}

/** One thing that happened. `id` is given by whoever tells of it, so that telling twice is telling once. */
export interface AuditEntry {
  readonly id: string;
  /** Dotted name of the event: `record.submitted`. */
  readonly event: string;
  readonly at: Date;
  /** The account's id, or `system`. */
  readonly actor: string;
  readonly subject: AuditSubject;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A link of a school's chain: the entries written together, and the hash of the link before. */
export interface AuditBlock {
  readonly seq: number;
  readonly previous: string;
  readonly entries: readonly AuditEntry[];
  readonly hash: string;
}

/** Where a chain stands: its last link's number and hash. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** The link before the first: number 0 and 64 zeros. */
export const GENESIS: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** The next link of a school's chain. */
export function linkBlock(school: string, head: AuditHead, entries: readonly AuditEntry[]): AuditBlock {
  const block = { seq: head.seq + 1, previous: head.hash, entries };
  return { ...block, hash: hashOf(school, block) };
}

/** What is wrong with a link, seen from the one before; undefined where nothing is. */
export type ChainFault = 'missing' | 'previous' | 'hash';

/** Judges one link against the head before it. */
export function judgeBlock(school: string, head: AuditHead, block: AuditBlock): ChainFault | undefined {
  if (block.seq !== head.seq + 1) return 'missing';
  if (block.previous !== head.hash) return 'previous';
  return hashOf(school, block) === block.hash ? undefined : 'hash';
}

function hashOf(school: string, block: Omit<AuditBlock, 'hash'>): string {
  const entries = block.entries.map(({ id, event, at, actor, subject, details }) => ({
    id,
    event,
    at: at.toISOString(),
    actor,
    subject: { kind: subject.kind, id: subject.id },
    details,
  }));
  return sha256Hex(canonicalJson({ school, seq: block.seq, previous: block.previous, entries }));
}
