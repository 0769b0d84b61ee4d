import { type PdfObject } from '../objects.ts';
import { type PdfFile } from './pdf-file.ts';
import { referencesIn } from './references.ts';

/**
 * Every object number that some objects lead to, each once, there or not; those in `passed` and what only they lead to are
 * left out. Repeated as bytes arrive, it goes on where it stopped.
 */
export class ReferenceWalk {
  readonly #file: PdfFile;
  readonly #visited: Set<number>;
  readonly #found = new Set<number>();
  /** Numbers whose objects were not looked into yet. */
  readonly #ahead: number[] = [];

  constructor(file: PdfFile, from: readonly PdfObject[], passed: Iterable<number> = []) {
    this.#file = file;
    this.#visited = new Set(passed);
    for (const object of from) this.#lookInto(object);
  }

  /** Walks to the end. */
  all(): ReadonlySet<number> {
    for (let num = this.#ahead.at(-1); num !== undefined; num = this.#ahead.at(-1)) {
      const object = this.#file.get(num);
      this.#ahead.pop();
      this.#lookInto(object);
    }
    return this.#found;
  }

  #lookInto(object: PdfObject): void {
    for (const num of referencesIn(object)) {
      if (this.#visited.has(num)) continue;
      this.#visited.add(num);
      this.#found.add(num);
      this.#ahead.push(num);
    }
  }
}
