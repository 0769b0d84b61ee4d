import { asBuffer } from '../../bytes/as-buffer.ts';

/** The text of a text string (ISO 32000-1, 7.9.2.2): UTF-16 by its byte order mark, UTF-8 by its (PDF 2.0), else taken as Latin-1. */
export function decodeTextString(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  const [first, second, third] = buffer;
  if (first === 0xfe && second === 0xff) {
    const even = Buffer.from(buffer.subarray(2, buffer.length - (buffer.length % 2)));
    return even.swap16().toString('utf16le');
  }
  if (first === 0xff && second === 0xfe) return buffer.toString('utf16le', 2);
  if (first === 0xef && second === 0xbb && third === 0xbf) return buffer.toString('utf8', 3);
  return buffer.toString('latin1');
}
