import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_STREAM_BYTES } from '../limits.ts';
import { type PdfStream } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { findWord, readAt, sliceOf } from '../source/read-at.ts';

/** The raw data of a stream: `length` bytes where `endstream` follows them, else up to the next `endstream`. */
export function readStreamData(bytes: FileBytes, stream: PdfStream, length: number | undefined): Buffer {
  const size = streamLength(bytes, stream, length);
  if (size > MAX_STREAM_BYTES) throw pdfErrors.PDF_LIMIT_EXCEEDED({ what: 'stream size', limit: MAX_STREAM_BYTES });
  return sliceOf(bytes, stream.start, size);
}

/** Length in bytes of a stream's raw data; PdfDamage when it has no end. */
export function streamLength(bytes: FileBytes, stream: PdfStream, length: number | undefined): number {
  const { start } = stream;
  if (length !== undefined && start + length <= bytes.size && endsAt(bytes, start + length)) return length;
  const to = Math.min(bytes.size, start + MAX_STREAM_BYTES);
  const end = findWord(bytes, 'endstream', { from: start, to });
  if (end < 0) {
    if (length !== undefined && start + length <= bytes.size) return length;
    throw new PdfDamage('stream without an end');
  }
  const tail = sliceOf(bytes, Math.max(start, end - 2), Math.min(2, end - start)).toString('latin1');
  if (tail === '\r\n') return end - start - 2;
  return end - start - (tail.endsWith('\n') || tail.endsWith('\r') ? 1 : 0);
}

function endsAt(bytes: FileBytes, offset: number): boolean {
  return readAt(bytes, offset, (lexer) => {
    lexer.skipWhitespace();
    return lexer.accept('endstream');
  });
}
