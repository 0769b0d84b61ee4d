import { isDuplicate, type SchoolCollection } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type AuditEntry, type AuditHead, GENESIS, linkBlock } from './chain.ts';
import { type BlockDocument } from './model.ts';

interface Waiting {
  readonly entries: readonly AuditEntry[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Lane {
  waiting: Waiting[];
  writing: boolean;
  head: AuditHead | undefined;
}

const MOST_ENTRIES_IN_A_BLOCK = 500;

/**
 * Appends to the schools' chains. Calls that come while a block is being written share the next block, so the chain is not
 * what limits a busy school; two processes take turns by the unique number of a block.
 */
export class AuditAppender {
  readonly #blocks: SchoolCollection<BlockDocument>;
  readonly #lanes = new Map<string, Lane>();

  constructor(blocks: SchoolCollection<BlockDocument>) {
    this.#blocks = blocks;
  }

  /** Returns when the entries are in the chain; entries whose ids are there already are left out. */
  append(scope: SchoolScope, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    const lane = this.#lane(scope);
    return new Promise((resolve, reject) => {
      lane.waiting.push({ entries, resolve, reject });
      if (!lane.writing) void this.#drain(scope, lane);
    });
  }

  #lane(scope: SchoolScope): Lane {
    let lane = this.#lanes.get(scope.school);
    if (!lane) {
      lane = { waiting: [], writing: false, head: undefined };
      this.#lanes.set(scope.school, lane);
    }
    return lane;
  }

  async #drain(scope: SchoolScope, lane: Lane): Promise<void> {
    lane.writing = true;
    while (lane.waiting.length > 0) {
      const batch = takeBatch(lane);
      try {
        await this.#write(scope, lane, batch);
        for (const each of batch) each.resolve();
      } catch (error) {
        lane.head = undefined;
        for (const each of batch) each.reject(error);
      }
    }
    lane.writing = false;
  }

  async #write(scope: SchoolScope, lane: Lane, batch: readonly Waiting[]): Promise<void> {
    const wanted = distinct(batch.flatMap((each) => each.entries));
    for (;;) {
      const head = lane.head ?? (await this.#readHead(scope));
      // Looked for after the head is known: whatever came later moves the head, and the insert below then fails and looks again.
      const fresh = await this.#notYetThere(scope, wanted);
      if (fresh.length === 0) return;
      const block = linkBlock(scope.school, head, fresh);
      try {
        await this.#blocks.in(scope).insert({ _id: newId(), ...block });
        lane.head = block;
        return;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        lane.head = undefined;
      }
    }
  }

  async #readHead(scope: SchoolScope): Promise<AuditHead> {
    const last = await this.#blocks.in(scope).findOne({}, { sort: { seq: -1 }, fields: { seq: 1, hash: 1 } });
    return last ?? GENESIS;
  }

  async #notYetThere(scope: SchoolScope, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
    const ids = entries.map((entry) => entry.id);
    const blocks = await this.#blocks.in(scope).find({ 'entries.id': { $in: ids } }, { fields: { 'entries.id': 1 } });
    const there = new Set(blocks.flatMap((block) => block.entries.map((entry) => entry.id)));
    return entries.filter((entry) => !there.has(entry.id));
  }
}

function takeBatch(lane: Lane): Waiting[] {
  const batch: Waiting[] = [];
  let entries = 0;
  while (
    lane.waiting[0] &&
    (batch.length === 0 || entries + lane.waiting[0].entries.length <= MOST_ENTRIES_IN_A_BLOCK)
  ) {
    const next = lane.waiting.shift() as Waiting;
    entries += next.entries.length;
    batch.push(next);
  }
  return batch;
}

/** One entry an id, with what JSON cannot hold taken out, so that what is hashed is what a database gives back. */
function distinct(entries: readonly AuditEntry[]): AuditEntry[] {
  const byId = new Map<string, AuditEntry>();
  for (const entry of entries) {
    if (byId.has(entry.id)) continue;
    const { details, ...rest } = entry;
    byId.set(
      entry.id,
      details ? { ...rest, details: JSON.parse(JSON.stringify(details)) as Record<string, unknown> } : rest,
    );
  }
  return [...byId.values()];
}
