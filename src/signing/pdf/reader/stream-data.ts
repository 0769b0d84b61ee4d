import { pdfErrors, PdfDamage } from '../errors.ts';
import { MAX_STREAM_BYTES } from '../limits.ts';
import { countValue, type PdfStream } from '../objects.ts';
import { type FileBytes } from '../source/file-bytes.ts';
import { findWord, readAt, sliceOf } from '../source/read-at.ts';
import { referencesIn } from './references.ts';

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
  const end = findEnd(bytes, start);
  if (end < 0) {
    if (length !== undefined && start + length <= bytes.size) return length;
    throw new PdfDamage('stream without an end');
  }
  const tail = sliceOf(bytes, Math.max(start, end - 2), Math.min(2, end - start)).toString('latin1');
  if (tail === '\r\n') return end - start - 2;
  return end - start - (tail.endsWith('\n') || tail.endsWith('\r') ? 1 : 0);
}

/** Where no `endstream` stands, so that a file of streams without an end is not searched from each of them. */
const searched = new WeakMap<FileBytes, { readonly from: number; readonly to: number }>();

/** Offset of the next `endstream`, -1 if there is none within the limit. */
function findEnd(bytes: FileBytes, from: number): number {
  const word = 'endstream';
  const to = Math.min(bytes.size, from + MAX_STREAM_BYTES);
  const known = searched.get(bytes);
  const gap = known && known.from <= to && known.to >= from ? known : { from: to, to };
  const overlap = word.length - 1;
  const before = findWord(bytes, word, { from, to: Math.min(to, gap.from + overlap) });
  const found = before >= 0 ? before : findWord(bytes, word, { from: Math.max(from, gap.to - overlap), to });
  if (found < 0) searched.set(bytes, { from: Math.min(from, gap.from), to: Math.max(to, gap.to) });
  return found;
}

function endsAt(bytes: FileBytes, offset: number): boolean {
  return readAt(bytes, offset, (lexer) => {
    lexer.skipWhitespace();
    return lexer.accept('endstream');
  });
}

/** Offset after a stream's data where no other object has a say in it, else infinite. PdfDamage when it has no end. */
export function endAlone(bytes: FileBytes, stream: PdfStream): number {
  if (referencesIn(stream.dict).length > 0) return Infinity;
  return stream.start + streamLength(bytes, stream, countValue(stream.dict.get('Length')));
}
