import { type NewExtension } from '../../schemas/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/local-date.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink, outboxEvent, type OutboxEvent, publishOutbox, publishPending } from '../kernel/outbox.ts';
import { scopeOfActor, type SchoolScope } from '../kernel/scope.ts';
import { type Account, type People } from '../people/index.ts';
import { assertKnownScope, assertPlausibleDates, type ScopePlaces, type Structure } from '../structure/index.ts';
import { recordErrors } from './errors.ts';
import { mayExtend } from './policy.ts';
import { type RecordTypes } from './record-types.ts';

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

export interface ExtensionsDeps {
  readonly extensions: SchoolCollection<Extension>;
  readonly types: RecordTypes;
  readonly people: Pick<People, 'account'>;
  readonly structure: ScopePlaces & Pick<Structure, 'currentYear'>;
  readonly sink: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The extensions of deadlines a school has granted. */
export class Extensions {
  readonly #deps: ExtensionsDeps;

  constructor(deps: ExtensionsDeps) {
    this.#deps = deps;
  }

  /**
   * Grants an extension: the principal and vice-principals to anybody, a department head to the department.
   * @throws EXTENSION_FORBIDDEN, SCOPE_UNKNOWN, DATE_IMPLAUSIBLE, TYPE_UNKNOWN, ACCOUNT_NOT_FOUND, YEAR_NOT_FOUND
   */
  async grant(actor: Actor, input: NewExtension): Promise<Extension> {
    const { types, people, structure, clock, extensions } = this.#deps;
    const scope = scopeOfActor(actor);
    const type = types.get(scope, input.type).id;
    const departments = departmentsOf(await people.account(scope, input.account));
    if (input.account === actor.account || !mayExtend(actor, departments)) throw recordErrors.EXTENSION_FORBIDDEN();
    const at = clock.now();
    const { code: year } = await (input.year === undefined
      ? structure.currentYear(scope, at)
      : structure.year(scope, input.year));
    const { week, class: code, subject } = input;
    await assertKnownScope(structure, scope, { year, week, class: code, subject });
    assertPlausibleDates(localDateOf(at), localDateOf(new Date(input.until)));
    const granted = { ...input, type, year, until: new Date(input.until) };
    const event = outboxEvent({ event: 'extension.granted', at, actor: actor.account, details: granted });
    const extension = await extensions.in(scope).insert({
      _id: newId(),
      ...granted,
      grantedBy: actor.account,
      grantedByName: actor.fullName,
      grantedAt: at,
      outbox: [event],
    });
    await publishOutbox(this.#place(scope), extension);
    return extension;
  }

  /** The newest 200 of an account, a year or a type. */
  list(
    scope: SchoolScope,
    query: { readonly account?: string; readonly year?: string; readonly type?: string },
  ): Promise<Extension[]> {
    return this.#deps.extensions.in(scope).find({ ...query }, { sort: { _id: -1 }, limit: 200 });
  }

  /** Tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<number> {
    return publishPending(this.#place(scope));
  }

  #place(scope: SchoolScope) {
    const { extensions, sink, log } = this.#deps;
    return { scope, collection: extensions.in(scope), kind: 'extension', sink, log };
  }
}

function departmentsOf({ departments, duties }: Account): string[] {
  return [...departments, ...duties.flatMap(({ scope }) => scope.department ?? [])];
}
