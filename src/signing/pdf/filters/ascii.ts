import { isWhitespace } from '../syntax/characters.ts';
import { asBuffer } from '../../bytes/as-buffer.ts';
import { decodeHex } from '../syntax/lexer.ts';

const DIGITS = 5;
const FIRST_DIGIT = 33;
const LAST_DIGIT = 117;
/** `z`: four zeros. */
const ZEROS = 122;
/** `~`, the first half of the end mark. */
const END = 126;

/** Decodes ASCIIHexDecode (ISO 32000-1, 7.4.2). */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(62);
  return decodeHex(asBuffer(data), 0, end === -1 ? data.length : end);
}

/** Decodes ASCII85Decode (7.4.3); what is no digit of it ends the data. Undefined when it has room for more than `limit`. */
export function decodeAscii85(data: Uint8Array, limit: number): Uint8Array | undefined {
  const room = roomFor(data);
  if (room > limit) return undefined;
  const out = new DataView(new ArrayBuffer(room));
  let size = 0;
  let value = 0;
  let digits = 0;
  for (const code of data) {
    if (isWhitespace(code)) continue;
    if (code === ZEROS && digits === 0) size += 4;
    else if (code < FIRST_DIGIT || code > LAST_DIGIT) break;
    else {
      value = value * 85 + code - FIRST_DIGIT;
      digits += 1;
    }
    if (digits === DIGITS) {
      out.setUint32(size, value);
      size += 4;
      value = 0;
      digits = 0;
    }
  }
  if (digits > 1) {
    out.setUint32(size, value * 85 ** (DIGITS - digits) + 85 ** (DIGITS - digits) - 1);
    size += digits - 1;
  }
  return new Uint8Array(out.buffer, 0, size);
}

/** Bytes that the data can decode to at most, a last group in full. */
function roomFor(data: Uint8Array): number {
  let zeros = 0;
  let length = 0;
  for (const code of data) {
    if (code === END) break;
    if (code === ZEROS) zeros += 1;
    length += 1;
  }
  return zeros * 4 + Math.ceil((length - zeros) / DIGITS) * 4;
}
