import { isDuplicate, type FindOptions, type NewDocument, type SchoolCollection } from '../kernel/db.ts';
import { type OutboxEvent } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { recordErrors } from './errors.ts';
import { type Transition } from './lifecycle.ts';
import { DEAD_STATES, type RecordDocument, type RecordFilter, type RecordLease, type RecordVersion } from './types.ts';

/** Fields of a record that a change may set besides what a transition sets. */
export type RecordPatch = Partial<
  Pick<
    RecordDocument,
    | 'dueAt'
    | 'submittedAt'
    | 'timeliness'
    | 'judged'
    | 'lock'
    | 'retention'
    | 'evidence'
    | 'title'
    | 'searchKeys'
    | 'owner'
    | 'ownerName'
  >
>;

/** One change of a record, written whole by one compare-and-swap, with the events that tell of it. */
export interface RecordChange {
  readonly transition?: Transition;
  readonly set?: RecordPatch;
  /** A version made by an upload, a signature or the archive. */
  readonly version?: RecordVersion;
  /** A lease to take, or null to give it back. */
  readonly lease?: RecordLease | null;
  readonly events: readonly OutboxEvent[];
}

/** How often a change is tried again after somebody else was first. */
const ATTEMPTS = 5;

/** Reading and changing the records of a school; every change is a compare-and-swap. */
export class RecordRepository {
  readonly #records: SchoolCollection<RecordDocument>;

  constructor(records: SchoolCollection<RecordDocument>) {
    this.#records = records;
  }

  /** @throws RECORD_NOT_FOUND */
  async get(scope: SchoolScope, id: string): Promise<RecordDocument> {
    const record = await this.#records.in(scope).findOne({ _id: id, ...VISIBLE });
    if (!record) throw recordErrors.RECORD_NOT_FOUND();
    return record;
  }

  /** Records by any filter of their fields; what is not yet whole is never among them. */
  find(scope: SchoolScope, filter: RecordFilter, options?: FindOptions<RecordDocument>): Promise<RecordDocument[]> {
    return this.#records.in(scope).find({ ...filter, ...VISIBLE }, options);
  }

  count(scope: SchoolScope, filter: RecordFilter): Promise<number> {
    return this.#records.in(scope).count({ ...filter, ...VISIBLE });
  }

  /** Whoever holds the place, whole or not. */
  atPlace(scope: SchoolScope, placeKey: string): Promise<RecordDocument | null> {
    return this.#records.in(scope).findOne({ placeKey });
  }

  /** Undefined where the place is taken. */
  async insert(scope: SchoolScope, record: NewDocument<RecordDocument>): Promise<RecordDocument | undefined> {
    try {
      return await this.#records.in(scope).insert(record);
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  }

  /** Makes a pending record whole. @throws UPLOAD_INTERRUPTED when a sweep took it away meanwhile */
  async complete(scope: SchoolScope, record: RecordDocument, change: RecordChange): Promise<RecordDocument> {
    const update = updateOf(record, change);
    const done = await this.#records.in(scope).compareAndSwap(versionOf(record), {
      ...update,
      $unset: { ...(update.$unset as object | undefined), pending: 1 },
    });
    if (!done) throw recordErrors.UPLOAD_INTERRUPTED();
    return done;
  }

  /** Removes records whose request died before their bytes were in place; returns how many. */
  removePending(scope: SchoolScope, before: Date): Promise<number> {
    return this.#records.in(scope).deleteMany({ 'pending.since': { $lt: before } });
  }

  /** Removes this pending record if it is still pending; for the request that made it and for one that takes its place. */
  discardPending(scope: SchoolScope, id: string): Promise<boolean> {
    return this.#records.in(scope).deleteOne({ _id: id, 'pending.since': { $exists: true } });
  }

  /** Leases those of the records that are free; who got which is seen by reading them again. */
  async lease(scope: SchoolScope, ids: readonly string[], lease: RecordLease & { readonly now: Date }): Promise<void> {
    const { now, ...taken } = lease;
    const free = [{ 'lease.until': { $exists: false } }, { 'lease.until': { $lte: now } }];
    const update = { $set: { lease: taken } };
    await this.#records.in(scope).updateMany({ _id: { $in: ids }, $or: free }, update);
  }

  /** Moves the end of the leases a request still has. */
  async extendLeases(scope: SchoolScope, ids: readonly string[], lease: RecordLease): Promise<void> {
    const mine = { _id: { $in: ids }, 'lease.request': lease.request };
    await this.#records.in(scope).updateMany(mine, { $set: { 'lease.until': lease.until } });
  }

  /** Gives back the leases of a request; those it no longer has stay as they are. */
  async releaseLeases(scope: SchoolScope, ids: readonly string[], request: string): Promise<void> {
    await this.#records.in(scope).updateMany({ _id: { $in: ids }, 'lease.request': request }, { $unset: { lease: 1 } });
  }

  /** Takes events that have been told out of the outbox. */
  async forgetEvents(scope: SchoolScope, id: string, events: readonly string[]): Promise<void> {
    await this.#records.in(scope).updateMany({ _id: id }, { $pull: { outbox: { id: { $in: events } } } });
  }

  /**
   * Writes what `plan` makes of the record, asking it again when somebody else was first. `plan` throws to refuse, and gives
   * undefined when there is nothing to do.
   * @throws RECORD_NOT_FOUND, RECORD_BUSY, and what `plan` throws
   */
  async change(
    scope: SchoolScope,
    id: string,
    plan: (record: RecordDocument) => RecordChange | undefined | Promise<RecordChange | undefined>,
  ): Promise<RecordDocument> {
    return this.changeFrom(scope, await this.get(scope, id), plan);
  }

  /** The same for a record that has just been read, which spares reading it again. */
  async changeFrom(
    scope: SchoolScope,
    read: RecordDocument,
    plan: (record: RecordDocument) => RecordChange | undefined | Promise<RecordChange | undefined>,
  ): Promise<RecordDocument> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const record = attempt === 1 ? read : await this.get(scope, read._id);
      const change = await plan(record);
      if (!change) return record;
      const changed = await this.#records.in(scope).compareAndSwap(versionOf(record), updateOf(record, change));
      if (changed) return changed;
    }
    throw recordErrors.RECORD_BUSY();
  }
}

const VISIBLE: RecordFilter = { 'pending.since': { $exists: false } };

function versionOf(record: RecordDocument): { id: string; version: number } {
  return { id: record._id, version: record.__v };
}

function updateOf(record: RecordDocument, change: RecordChange): Record<`$${string}`, unknown> {
  const { transition, version, lease } = change;
  const set: Record<string, unknown> = { ...change.set };
  const unset: Record<string, 1> = {};
  if (transition) {
    set['state'] = transition.state;
    set['revision'] = transition.revision;
    set['steps'] = transition.steps;
    if (transition.waiting) set['waiting'] = transition.waiting;
    else unset['waiting'] = 1;
    if (DEAD_STATES.includes(transition.state)) set['placeKey'] = record._id;
  }
  if (lease) set['lease'] = lease;
  if (lease === null) unset['lease'] = 1;
  return {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    $push: { outbox: { $each: change.events }, ...(version && { versions: version }) },
  };
}
