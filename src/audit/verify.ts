import { type SchoolCollection } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type AuditHead, type ChainFault, GENESIS, judgeBlock } from './chain.ts';
import { type BlockDocument } from './model.ts';

/** What the whole chain of a school was found to be. */
export interface ChainReport {
  readonly ok: boolean;
  readonly blocks: number;
  readonly entries: number;
  readonly head: AuditHead;
  /** The first broken link, where there is one: everything before it is proven, nothing after it is. */
  readonly fault?: { readonly seq: number; readonly what: ChainFault | 'headNotFound' };
}

/**
 * Walks a school's chain from its first link. An earlier head, kept elsewhere, proves that nothing was cut off its end:
 * without one a chain that lost its newest links cannot be told from a shorter one.
 */
export async function verifyChain(
  blocks: SchoolCollection<BlockDocument>,
  scope: SchoolScope,
  earlierHead?: string,
): Promise<ChainReport> {
  let head = GENESIS;
  let entries = 0;
  let found = earlierHead === undefined || earlierHead === GENESIS.hash;
  for await (const block of blocks.in(scope).stream({}, { sort: { seq: 1 } })) {
    const what = judgeBlock(scope.school, head, block);
    if (what) return { ok: false, blocks: head.seq, entries, head, fault: { seq: head.seq + 1, what } };
    head = { seq: block.seq, hash: block.hash };
    entries += block.entries.length;
    found ||= block.hash === earlierHead;
  }
  const report = { blocks: head.seq, entries, head };
  return found ? { ok: true, ...report } : { ok: false, ...report, fault: { seq: head.seq, what: 'headNotFound' } };
}
