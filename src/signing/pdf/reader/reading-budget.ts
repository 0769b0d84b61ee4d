import { pdfErrors } from '../errors.ts';
import { MAX_OBJECTS_READ, MAX_VALUES_READ } from '../limits.ts';

/** What one file may cost its reader in all; whatever goes beyond is PDF_LIMIT_EXCEEDED. */
export class ReadingBudget {
  #objects = 0;
  #values = 0;

  spendObject(): void {
    this.#objects += 1;
    if (this.#objects > MAX_OBJECTS_READ)
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'objects', limit: MAX_OBJECTS_READ });
  }

  spendValues(count: number): void {
    this.#values += count;
    if (this.#values > MAX_VALUES_READ) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'values', limit: MAX_VALUES_READ });
  }
}
