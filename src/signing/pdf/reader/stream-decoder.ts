import { pdfErrors, PdfDamage } from '../errors.ts';
import { decodeFilters } from '../filters/decode.ts';
import { MAX_DAMAGED_TOTAL, MAX_DEFLATE_RATIO, MAX_INFLATED_BYTES, MAX_INFLATED_TOTAL } from '../limits.ts';
import { type PdfObject } from '../objects.ts';

/** Undoes the filters of one file's streams, within a limit for all of them together. */
export class StreamDecoder {
  #decoded = 0;
  #damaged = 0;

  /** @throws PDF_LIMIT_EXCEEDED; PdfDamage where the data is bad */
  decode(raw: Uint8Array, filters: readonly string[], parameters: readonly PdfObject[]): Uint8Array {
    const data = this.#undo(raw, filters, parameters);
    this.#decoded += Math.max(raw.length, data.length);
    if (this.#decoded > MAX_INFLATED_TOTAL)
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'inflated data', limit: MAX_INFLATED_TOTAL });
    return data;
  }

  #undo(raw: Uint8Array, filters: readonly string[], parameters: readonly PdfObject[]): Uint8Array {
    try {
      return decodeFilters(raw, filters, parameters);
    } catch (error) {
      if (error instanceof PdfDamage) this.#countDamaged(raw);
      throw error;
    }
  }

  /** What a stream may have inflated to before it proved damaged costs as much time as one that is whole. */
  #countDamaged(raw: Uint8Array): void {
    this.#damaged += Math.min(MAX_INFLATED_BYTES, raw.length * MAX_DEFLATE_RATIO);
    if (this.#damaged > MAX_DAMAGED_TOTAL)
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'damaged streams', limit: MAX_DAMAGED_TOTAL });
  }
}
