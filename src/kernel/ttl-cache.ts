import { type Clock } from './clock.ts';

const MOST_KEPT = 2_000;

/** Answers that may be a moment old: asked once, then given again for a while. A failure is not kept. */
export class TtlCache<T> {
  readonly #clock: Clock;
  readonly #freshMs: number;
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<T> }>();

  constructor(clock: Clock, freshMs: number) {
    this.#clock = clock;
    this.#freshMs = freshMs;
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.#clock.now().getTime();
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return kept.value;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const value = ask();
    this.#kept.set(key, { until: now + this.#freshMs, value });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
