import { approvalErrors, type SigningRequestDocument } from '../approvals/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { scopeOfSchool, type SchoolScope } from '../kernel/scope.ts';
import { type RecordFilter } from '../records/index.ts';
import { type Structure } from '../structure/index.ts';
import { sweepTemporary } from '../../storage/index.ts';
import { evidenceDue } from './archiving/archive-record.ts';
import { settleConfirmed } from './signing/confirm-signatures.ts';
import { cleanUp, endRequest } from './signing/end-request.ts';
import { enqueueForRecord, enqueueLater } from './signing/enqueue-later.ts';
import { type SigningDeps } from './signing/signing-deps.ts';

/** A domain's own clearing up, done once an hour for each school. */
export interface Housekeeping {
  readonly name: string;
  run(scope: SchoolScope): Promise<unknown>;
}

export interface SweepDeps extends SigningDeps {
  readonly structure: Pick<Structure, 'school' | 'listSchools'>;
  readonly housekeeping: readonly Housekeeping[];
  /** An item that has not moved for so long has lost its job, in milliseconds. */
  readonly stuckMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 500;
const AT_ONCE = 16;
const FINISHED: RecordFilter = {
  $or: [{ state: 'sealed' }, { state: 'approved', 'waiting.step': { $exists: false } }],
};

/**
 * Looks in MongoDB for work that was forgotten, and puts it back: it alone makes a lost Redis, a killed worker or a store that was
 * away harmless. Every part is safe to repeat and to run twice at once, and a part that fails does not keep the others from their turn.
 */
export class Sweeper {
  readonly #deps: SweepDeps;
  #cleanedAt: number | undefined;

  constructor(deps: SweepDeps) {
    this.#deps = deps;
  }

  async run(school?: string): Promise<void> {
    const schools = school === undefined ? (await this.#deps.structure.listSchools()).map(({ id }) => id) : [school];
    const hourly = this.#isHourOver(this.#deps.clock);
    for (const id of schools) await this.#sweepSchool(scopeOfSchool(id), hourly);
    if (hourly) await this.#attempt('temporary objects', () => removeTemporaries(this.#deps));
  }

  async #sweepSchool(scope: SchoolScope, hourly: boolean): Promise<void> {
    const deps = this.#deps;
    await this.#attempt('stuck items', () => requeueItems(deps, scope));
    await this.#attempt('overdue requests', () => endOverdue(deps, scope));
    await this.#attempt('untold events', () => tellEvents(deps, scope));
    await this.#attempt('finished records', () => archiveFound(deps, scope, FINISHED));
    await this.#attempt('evidence due', () => archiveFound(deps, scope, evidenceDue(deps)));
    if (!hourly) return;
    await this.#attempt('unattended steps', () => deps.attendance.review(scope));
    for (const part of deps.housekeeping) await this.#attempt(part.name, () => part.run(scope));
  }

  #isHourOver(clock: Clock): boolean {
    const now = clock.now().getTime();
    if (this.#cleanedAt !== undefined && now - this.#cleanedAt < HOUR_MS) return false;
    this.#cleanedAt = now;
    return true;
  }

  async #attempt(part: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#deps.log.error({ err: error, part }, 'a part of the sweep failed; the next one tries again');
    }
  }
}

async function requeueItems(deps: SweepDeps, scope: SchoolScope): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - deps.stuckMs);
  const stuck = await deps.approvals.items.stuck(scope, since, BATCH);
  const inState = (state: string) => stuck.filter((item) => item.state === state);
  await enqueueLater(deps, 'prepare-signature', inState('preparing'));
  await enqueueLater(deps, 'embed-signature', inState('confirmed'));
  const { code, vi, en } = approvalErrors.SIGNING_REQUEST_EXPIRED();
  await deps.approvals.items.failAbandoned(scope, { code, vi, en });
}

/** Unconfirmed requests expire; those whose end or confirmation a crash left half done are brought to it. */
async function endOverdue(deps: SweepDeps, scope: SchoolScope): Promise<void> {
  for (const request of await deps.approvals.requests.overdue(scope, BATCH)) await endOne(deps, scope, request);
}

async function endOne(deps: SweepDeps, scope: SchoolScope, request: SigningRequestDocument): Promise<void> {
  if (request.state === 'cancelled' || request.state === 'expired') {
    return cleanUp(deps, scope, { request, as: request.state });
  }
  const items = await deps.approvals.items.list(scope, request);
  const signed = items.some((item) => item.state === 'confirmed' || item.state === 'embedded');
  if (request.state === 'confirmed') {
    if (!items.some((item) => item.state === 'confirmed')) await deps.approvals.requests.settle(scope, request._id);
  } else if (signed) {
    if (await deps.approvals.requests.adopt(scope, request._id)) await settleConfirmed(deps, scope, request);
  } else {
    await endRequest(deps, scope, { request, as: 'expired' });
  }
}

async function tellEvents(deps: SweepDeps, scope: SchoolScope): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - deps.stuckMs);
  const untold = await deps.records.find(scope, { 'outbox.at': { $lt: since } }, { limit: BATCH });
  for (let at = 0; at < untold.length; at += AT_ONCE) {
    await Promise.all(untold.slice(at, at + AT_ONCE).map((record) => deps.events.publishOrLeave(scope, record)));
  }
}

async function archiveFound(deps: SweepDeps, scope: SchoolScope, filter: RecordFilter): Promise<void> {
  const found = await deps.records.find(scope, filter, { limit: BATCH, fields: { _id: 1 } });
  for (const { _id } of found) await enqueueForRecord(deps, 'archive-record', { scope, record: _id });
}

async function removeTemporaries({ store, clock }: SweepDeps): Promise<void> {
  await sweepTemporary(store, new Date(clock.now().getTime() - DAY_MS));
}
