/** Things that were opened, to be closed in the opposite order. */
export class ClosingStack {
  readonly #closers: { readonly name: string; readonly close: () => Promise<void> }[] = [];

  /** Remembers how to close something, and gives it back. */
  add<T>(name: string, thing: T, close: (thing: T) => Promise<void>): T {
    this.#closers.push({ name, close: () => close(thing) });
    return thing;
  }

  /**
   * Closes everything, the last opened first, each only when the one after it is closed. One that fails does not keep the
   * others open; repeated calls close nothing twice.
   * @throws AggregateError of what failed
   */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let closer = this.#closers.pop(); closer; closer = this.#closers.pop()) {
      try {
        await closer.close();
      } catch (cause) {
        failures.push(new Error(`${closer.name} did not close`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything closed');
  }
}
