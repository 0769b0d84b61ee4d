import { type PdfFile } from '../../pdf/reader/pdf-file.ts';
import { MissingBytes } from '../../pdf/source/file-bytes.ts';

/**
 * Runs a step over several files at once, repeating it as their bytes arrive. Unlike `withPdf` it never turns to a
 * recovered file: what a verifier cannot read straight it must not guess, so that failure comes out as thrown.
 */
export async function runStep<T>(files: readonly PdfFile[], step: () => T): Promise<T> {
  for (;;) {
    try {
      for (const file of files) file.load();
      return step();
    } catch (error) {
      if (!(error instanceof MissingBytes)) throw error;
      await Promise.all(files.filter(({ size }) => error.offset < size).map(({ bytes }) => bytes.load(error)));
    }
  }
}
