import { type Approvals, type DelegationDocument, placeOf, reaches } from '../../approvals/index.ts';
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
    if (step.duty === 'owner') return new Set([record.owner]);
    const [holders, delegates] = await Promise.all([
      this.#holdersOf(scope, record, { ...step, duty: step.duty }),
      step.kind === 'seal' ? [] : this.#delegatesOf(scope, record, step),
    ]);
    return new Set([...holders, ...delegates]);
  }

  #holdersOf(
    scope: SchoolScope,
    record: RecordDocument,
    step: RecordStep & { readonly duty: Exclude<RecordStep['duty'], 'owner'> },
  ): Promise<string[]> {
    const query = { duty: step.duty, target: placeOf(record, step) };
    return this.#holders.get(`${scope.school}:${canonicalJson(query)}`, async () => {
      const accounts = await this.#deps.people.holdersOf(scope, query);
      return accounts.map((account) => account.id);
    });
  }

  async #delegatesOf(scope: SchoolScope, record: RecordDocument, step: RecordStep): Promise<string[]> {
    const lending = await this.#lending.get(`${scope.school}:${step.duty}`, () =>
      this.#deps.approvals.delegations.lending(scope, step.duty),
    );
    return lending
      .filter((delegation) => reaches(delegation, record, step) && delegation.to !== record.owner)
      .map((delegation) => delegation.to);
  }
}
