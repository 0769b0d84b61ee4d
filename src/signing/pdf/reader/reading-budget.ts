import { pdfErrors } from '../errors.ts';
import { MAX_INFLATED_TOTAL, MAX_OBJECTS_READ, MAX_VALUES_READ } from '../limits.ts';

/** What one file may cost its reader in all; whatever goes beyond is PDF_LIMIT_EXCEEDED. */
export class ReadingBudget {
  #objects = 0;
  #values = 0;
  #inflated = 0;

  spendObject(): void {
    this.#objects += 1;
    if (this.#objects > MAX_OBJECTS_READ) throw exceeded('objects', MAX_OBJECTS_READ);
  }

  spendValues(count: number): void {
    this.#values += count;
    if (this.#values > MAX_VALUES_READ) throw exceeded('values', MAX_VALUES_READ);
  }

  /** @param bytes size of a stream after its filters */
  spendInflated(bytes: number): void {
    this.#inflated += bytes;
    if (this.#inflated > MAX_INFLATED_TOTAL) throw exceeded('inflated data', MAX_INFLATED_TOTAL);
  }
}

function exceeded(what: string, limit: number): Error {
  return pdfErrors.PDF_LIMIT_EXCEEDED({ what, limit });
}
