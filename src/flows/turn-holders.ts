import { type Approvals, placeOf, reaches } from '../approvals/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { canonicalJson } from '../kernel/hash.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type People } from '../people/index.ts';
import { openStep, type RecordDocument, type RecordStep } from '../records/index.ts';

/** How long an answer may be used again: news for people may be a moment behind, and a class's records come in heaps. */
const FRESH_MS = 5_000;
const MOST_KEPT = 2_000;

/** Finds the accounts whose turn a record's open step is: the one it names, else the duty's holders and their delegates. */
export class TurnHolders {
  readonly #deps: { people: Pick<People, 'holdersOf'>; approvals: Pick<Approvals, 'delegations'>; clock: Clock };
  readonly #kept = new Map<string, { until: number; value: Promise<unknown> }>();

  constructor(deps: { people: Pick<People, 'holdersOf'>; approvals: Pick<Approvals, 'delegations'>; clock: Clock }) {
    this.#deps = deps;
  }

  async find(scope: SchoolScope, record: RecordDocument): Promise<ReadonlySet<string>> {
    const step = openStep(record);
    if (!step) return new Set();
    if (step.account !== undefined) return new Set([step.account]);
    if (step.duty === 'owner') return new Set([record.owner]);
    const [holders, delegates] = await Promise.all([
      this.#holders(scope, record, step),
      step.kind === 'seal' ? [] : this.#delegates(scope, record, step),
    ]);
    return new Set([...holders, ...delegates]);
  }

  #holders(scope: SchoolScope, record: RecordDocument, step: RecordStep): Promise<string[]> {
    const { duty } = step;
    if (duty === 'owner') return Promise.resolve([record.owner]);
    const target = placeOf(record, step);
    return this.#fresh(`h:${scope.school}:${duty}:${canonicalJson(target)}`, async () => {
      const accounts = await this.#deps.people.holdersOf(scope, { duty, target });
      return accounts.map((account) => account.id);
    });
  }

  async #delegates(scope: SchoolScope, record: RecordDocument, step: RecordStep): Promise<string[]> {
    const lending = await this.#fresh(`d:${scope.school}:${step.duty}`, () =>
      this.#deps.approvals.delegations.lending(scope, step.duty),
    );
    return lending
      .filter((delegation) => reaches(delegation, record, step) && delegation.to !== record.owner)
      .map((delegation) => delegation.to);
  }

  #fresh<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.#deps.clock.now().getTime();
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return kept.value as Promise<T>;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const value = ask();
    this.#kept.set(key, { until: now + FRESH_MS, value });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
