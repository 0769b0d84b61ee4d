/** Keeps the results of the latest `limit` different keys, so that the stamps of a batch share their costly parts. */
export class RecentResults<T> {
  readonly #limit: number;
  readonly #results = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, make: () => T): T {
    const known = this.#results.get(key);
    const result = known ?? make();
    this.#results.delete(key);
    this.#results.set(key, result);
    this.#forgetOldest();
    return result;
  }

  #forgetOldest(): void {
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= this.#limit) return;
      this.#results.delete(oldest);
    }
  }
}
