import { isWhitespace } from '../syntax/characters.ts';
import { decodeHex } from '../syntax/lexer.ts';

/** Decodes ASCIIHexDecode (ISO 32000-1, 7.4.2). */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const end = data.indexOf(62);
  return decodeHex(end === -1 ? data : data.subarray(0, end));
}

/** Decodes ASCII85Decode (7.4.3); what is no digit of it ends the data. */
export function decodeAscii85(data: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  for (const code of data) {
    if (isWhitespace(code)) continue;
    if (code === 122 && group.length === 0) out.push(0, 0, 0, 0);
    else if (code < 33 || code > 117) break;
    else group.push(code - 33);
    if (group.length === 5) {
      out.push(...groupBytes(group, 4));
      group = [];
    }
  }
  if (group.length > 1) {
    const kept = group.length - 1;
    while (group.length < 5) group.push(84);
    out.push(...groupBytes(group, kept));
  }
  return Uint8Array.from(out);
}

function groupBytes(group: readonly number[], count: number): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  return [value / 2 ** 24, value / 2 ** 16, value / 2 ** 8, value]
    .slice(0, count)
    .map((part) => Math.floor(part) & 255);
}
