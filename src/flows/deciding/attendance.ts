import { type Duty } from '../../kernel/actor.ts';
import { type Clock } from '../../kernel/clock.ts';
import { outboxEvent, type OutboxEvent } from '../../kernel/outbox.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import {
  isLeased,
  openStep,
  raised,
  type RecordChange,
  type RecordDocument,
  type RecordFilter,
  type RecordRepository,
  type RecordStep,
} from '../../records/index.ts';
import { type RecordEvents } from '../telling/publish-record-events.ts';
import { type TurnHolders } from '../telling/turn-holders.ts';

/** Who acts where nobody can use a duty, the next above first. The seal and the system's keys go to nobody else. */
const ABOVE: Partial<Record<RecordStep['duty'], readonly Duty[]>> = {
  subjectTeacher: ['departmentHead', 'vicePrincipal', 'principal'],
  homeroomTeacher: ['vicePrincipal', 'principal'],
  departmentHead: ['vicePrincipal', 'principal'],
  registrar: ['vicePrincipal', 'principal'],
  officeStaff: ['vicePrincipal', 'principal'],
  vicePrincipal: ['principal'],
  principal: ['vicePrincipal'],
};

/** Records whose open step is anybody's who holds a duty. */
const BY_DUTY: RecordFilter = { 'waiting.step': { $exists: true }, 'waiting.account': { $exists: false } };

export interface AttendanceDeps {
  readonly records: RecordRepository;
  readonly events: RecordEvents;
  readonly holders: TurnHolders;
  readonly clock: Clock;
}

/** Sees to it that every open step has somebody who can take it, and that who can is told. */
export class Attendance {
  readonly #deps: AttendanceDeps;
  /** By school: who could take each waiting step when it was last looked at. */
  readonly #seen = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

  constructor(deps: AttendanceDeps) {
    this.#deps = deps;
  }

  /** A change that opens a step, the step in the hands of those who can take it. */
  async attend(scope: SchoolScope, record: RecordDocument, change: RecordChange): Promise<RecordChange> {
    const { transition } = change;
    if (!transition?.waiting) return change;
    const { revision, steps, waiting } = transition;
    const after = { ...record, revision, steps };
    const placed = await this.#place(scope, after);
    if (!placed || isSame(placed, { raisedTo: openStep(after)?.raisedTo, unattended: waiting.unattended === true })) {
      return change;
    }
    return {
      ...change,
      transition: raised(transition, placed),
      events: [...change.events, ...this.#eventsOf(after, placed)],
    };
  }

  /** Looks at all that waits in a school: a post may have become vacant, or a new holder come. */
  async review(scope: SchoolScope): Promise<void> {
    const waiting = await this.#deps.records.find(scope, BY_DUTY, { fields: { searchKeys: 0 } });
    const seen = new Map<string, ReadonlySet<string>>();
    for (const record of waiting) {
      const now = await this.#reviewOne(scope, record);
      const holders = await this.#deps.holders.find(scope, now);
      const turn = `${now._id}:${now.revision}:${now.waiting?.step}`;
      seen.set(turn, holders);
      const before = this.#seen.get(scope.school)?.get(turn);
      const isNew = [...holders].some((account) => !before?.has(account));
      // A turn is told once; telling it again reaches exactly those who came to the duty since.
      if (isNew) await this.#deps.events.tellTurn(scope, now);
    }
    this.#seen.set(scope.school, seen);
  }

  async #reviewOne(scope: SchoolScope, record: RecordDocument): Promise<RecordDocument> {
    const { records, events, clock } = this.#deps;
    const changed = await records.changeFrom(scope, record, async (now) => {
      if (!now.waiting || isLeased(now, clock.now())) return undefined;
      const transition = { state: now.state, revision: now.revision, steps: now.steps, waiting: now.waiting };
      const change = await this.attend(scope, now, { transition, events: [] });
      return change.events.length > 0 ? change : undefined;
    });
    if (changed.outbox.length > 0) await events.publishOrLeave(scope, changed);
    return changed;
  }

  async #place(scope: SchoolScope, record: RecordDocument): Promise<Placement | undefined> {
    const step = openStep(record);
    if (!step || step.account !== undefined || step.duty === 'owner') return undefined;
    const { raisedTo: _, ...own } = step;
    const above = step.kind === 'seal' ? [] : (ABOVE[step.duty] ?? []);
    for (const raisedTo of [undefined, ...above]) {
      const tried = { ...own, ...(raisedTo && { raisedTo }) };
      if ((await this.#deps.holders.ofStep(scope, record, tried)).size > 0) return { raisedTo, unattended: false };
    }
    return { raisedTo: undefined, unattended: true };
  }

  #eventsOf(record: RecordDocument, { raisedTo, unattended }: Placement): OutboxEvent[] {
    const step = openStep(record);
    if (!step) return [];
    const event = unattended ? 'record.stepUnattended' : raisedTo ? 'record.stepRaised' : 'record.stepLowered';
    const details = { step: step.index, duty: step.duty, revision: step.revision, ...(raisedTo && { raisedTo }) };
    return [outboxEvent({ event, at: this.#deps.clock.now(), actor: 'system', details })];
  }
}

interface Placement {
  readonly raisedTo: Duty | undefined;
  readonly unattended: boolean;
}

function isSame(a: Placement, b: Placement): boolean {
  return a.raisedTo === b.raisedTo && a.unattended === b.unattended;
}
