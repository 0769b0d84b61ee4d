import {
  type Approvals,
  type DelegationDocument,
  isFreeToDecide,
  placeOf,
  reaches,
  type TurnRecord,
} from '../../approvals/index.ts';
import { type Duty, type DutyScope } from '../../kernel/actor.ts';
import { type Clock } from '../../kernel/clock.ts';
import { canonicalJson } from '../../kernel/hash.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type People } from '../../people/index.ts';
import { openStep, type RecordDocument, type RecordStep } from '../../records/index.ts';
import { TtlCache } from '../../kernel/ttl-cache.ts';

/** News for people may be a moment behind, and a class's records come in heaps. */
const FRESH_MS = 5_000;

export interface TurnHolderDeps {
  readonly people: Pick<People, 'holdersOf'>;
  readonly approvals: Pick<Approvals, 'delegations'>;
  readonly clock: Clock;
}

/** Finds the accounts whose turn a record's open step is: the one it names, else the duty's holders and their delegates. */
export class TurnHolders {
  readonly #deps: TurnHolderDeps;
  readonly #holders: TtlCache<string[]>;
  readonly #lending: TtlCache<DelegationDocument[]>;

  constructor(deps: TurnHolderDeps) {
    this.#deps = deps;
    this.#holders = new TtlCache(deps.clock, FRESH_MS);
    this.#lending = new TtlCache(deps.clock, FRESH_MS);
  }

  async find(scope: SchoolScope, record: RecordDocument): Promise<ReadonlySet<string>> {
    const step = openStep(record);
    if (!step) return new Set();
    if (step.account !== undefined) return new Set([step.account]);
    return step.duty === 'owner' ? new Set([record.owner]) : this.ofStep(scope, record, step);
  }

  /** Who may take a step that is by duty: its holders and their delegates who are free to decide it. */
  async ofStep(scope: SchoolScope, record: TurnRecord, step: RecordStep): Promise<ReadonlySet<string>> {
    const duty = step.raisedTo ?? step.duty;
    if (duty === 'owner') return new Set();
    const [holders, delegations] = await Promise.all([
      this.#holdersOf(scope, { duty, target: placeOf(record, step) }),
      step.kind === 'seal' ? [] : this.#lendingOf(scope, duty),
    ]);
    const delegates = delegations.filter((lent) => reaches(lent, record, step)).map(({ to }) => to);
    return new Set([...holders, ...delegates].filter((account) => isFreeToDecide(record, step, account)));
  }

  /** Who is to know of what nobody can do: the principal and the administrators. */
  async leaders(scope: SchoolScope): Promise<readonly string[]> {
    const found = await Promise.all([
      this.#holdersOf(scope, { duty: 'principal', target: {} }),
      this.#holdersOf(scope, { duty: 'admin', target: {} }),
    ]);
    return [...new Set(found.flat())];
  }

  #holdersOf(scope: SchoolScope, query: { readonly duty: Duty; readonly target: DutyScope }): Promise<string[]> {
    return this.#holders.get(`${scope.school}:${canonicalJson(query)}`, async () => {
      const accounts = await this.#deps.people.holdersOf(scope, query);
      return accounts.map((account) => account.id);
    });
  }

  #lendingOf(scope: SchoolScope, duty: Duty): Promise<DelegationDocument[]> {
    return this.#lending.get(`${scope.school}:${duty}`, () => this.#deps.approvals.delegations.lending(scope, duty));
  }
}
