import { pdfErrors } from '../errors.ts';
import { MAX_OBJECT_BYTES } from '../limits.ts';
import { Lexer, WindowTooShort } from '../syntax/lexer.ts';
import { type FileBytes } from './file-bytes.ts';

const FIRST_WINDOW = 4096;

/** Parses at an offset, in as small a window as the parse needs. */
export function readAt<T>(bytes: FileBytes, offset: number, read: (lexer: Lexer) => T): T {
  for (let length = FIRST_WINDOW; ; length *= 2) {
    if (length > 2 * MAX_OBJECT_BYTES) {
      throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'object size', limit: MAX_OBJECT_BYTES });
    }
    const window = bytes.window(offset, length);
    try {
      return read(new Lexer(window, offset));
    } catch (error) {
      if (!(error instanceof WindowTooShort)) throw error;
    }
  }
}

/** Exactly these bytes (fewer only at the end of the file); a view where they are in memory. */
export function sliceOf(bytes: FileBytes, offset: number, length: number): Buffer {
  const window = bytes.window(offset, length);
  const from = offset - window.start;
  return window.bytes.subarray(from, from + length);
}

/** Offset of the first occurrence of an ASCII word in `[from, to)`, -1 if there is none; `to` also bounds its end. */
export function findWord(bytes: FileBytes, word: string, { from, to }: { from: number; to: number }): number {
  const step = 1024 * 1024;
  for (let at = from; at < to; at += step) {
    const slice = sliceOf(bytes, at, Math.min(step + word.length - 1, to - at));
    const found = slice.indexOf(word, 0, 'latin1');
    if (found >= 0) return at + found;
  }
  return -1;
}
