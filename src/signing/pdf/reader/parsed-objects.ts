import { isHosoError } from '../../../kernel/errors.ts';
import { PdfDamage } from '../errors.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { readAt } from '../source/read-at.ts';
import { type IndirectObject, readIndirectObject } from '../syntax/object-parser.ts';

/** An object as it stands at an offset, and how many values were read for it. */
export interface ParsedObject {
  readonly found: IndirectObject;
  readonly values: number;
}

/**
 * What stands at the offsets of a file in memory, each place parsed once for the file and all its earlier revisions, whose
 * bytes it begins with. Strings are not decrypted.
 */
export class ParsedObjects {
  readonly #bytes: FileBytes;
  readonly #kept = new Map<number, ParsedObject | undefined>();

  constructor(bytes: FileBytes) {
    this.#bytes = bytes;
  }

  /**
   * The object at an offset as a reader of the first `size` bytes finds it: the same where it ends before them. Undefined
   * where it does not, or cannot be read, so that such a reader must look for itself.
   */
  within(size: number, offset: number): ParsedObject | undefined {
    if (!this.#kept.has(offset)) this.#kept.set(offset, this.#parse(offset));
    const known = this.#kept.get(offset);
    return known && known.found.end < size ? known : undefined;
  }

  #parse(offset: number): ParsedObject | undefined {
    try {
      return readAt(this.#bytes, offset, (lexer) => {
        const found = readIndirectObject(lexer);
        return { found, values: lexer.values };
      });
    } catch (error) {
      if (error instanceof PdfDamage || isHosoError(error)) return undefined;
      throw error;
    }
  }
}
