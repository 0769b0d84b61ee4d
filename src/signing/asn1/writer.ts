/** Writes DER (ITU-T X.690). Every function returns the complete encoding of one value. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The identifier octet of a context-specific tag, primitive or constructed. */
export const contextTag = (number: number, constructed = true): number => (constructed ? 0xa0 : 0x80) | number;

/** One value: identifier octet, minimal length, and the parts one after the other as its content. */
export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const lengthSize = length < 0x80 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : length < 0x1000000 ? 4 : 5;
  const out = Buffer.allocUnsafe(1 + lengthSize + length);
  out[0] = tag;
  if (lengthSize === 1) out[1] = length;
  else {
    out[1] = 0x80 | (lengthSize - 1);
    out.writeUIntBE(length, 2, lengthSize - 1);
  }
  let offset = 1 + lengthSize;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(TAG.sequence, ...parts);

/** SET OF: the elements in ascending order of their encodings (X.690 §11.6). */
export const setOf = (elements: readonly Uint8Array[], tag: number = TAG.set): Uint8Array =>
  encode(tag, ...[...elements].sort(compareEncodings));

/** The order of X.690 §11.6: as octet strings, the shorter padded with zeros at its end. */
export function compareEncodings(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/** [n] EXPLICIT around one value. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  encode(contextTag(number), ...parts);

/** The same value under another identifier octet: [n] IMPLICIT. */
export function retag(tag: number, value: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(value);
  copy[0] = tag;
  return copy;
}

/** INTEGER of a number, a bigint, or big-endian octets of an unsigned number. */
export function integer(value: number | bigint | Uint8Array, tag: number = TAG.integer): Uint8Array {
  return encode(tag, value instanceof Uint8Array ? unsignedContent(value) : signedContent(BigInt(value)));
}

export const enumerated = (value: number): Uint8Array => integer(value, TAG.enumerated);
export const boolean = (value: boolean): Uint8Array => encode(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const nullValue: Uint8Array = Uint8Array.of(TAG.null, 0);
export const octetString = (bytes: Uint8Array): Uint8Array => encode(TAG.octetString, bytes);

/** BIT STRING of whole octets, or of fewer bits with `unusedBits` zero bits at the end. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  encode(TAG.bitString, Uint8Array.of(unusedBits), bytes);

/** BIT STRING of named bits, trailing zero bits removed (X.690 §11.2.2). */
export function namedBits(bits: readonly number[]): Uint8Array {
  const last = Math.max(-1, ...bits);
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bitString(bytes, last < 0 ? 0 : 7 - (last & 7));
}

export const utf8String = (text: string): Uint8Array => encode(TAG.utf8String, Buffer.from(text, 'utf8'));
export const printableString = (text: string): Uint8Array => encode(TAG.printableString, Buffer.from(text, 'latin1'));
export const ia5String = (text: string, tag: number = TAG.ia5String): Uint8Array =>
  encode(tag, Buffer.from(text, 'latin1'));

const oidCache = new Map<string, Uint8Array>();

/** OBJECT IDENTIFIER of dotted decimals. */
export function oid(dotted: string): Uint8Array {
  const known = oidCache.get(dotted);
  if (known) return known;
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const encoded = encode(TAG.oid, Buffer.from([first * 40n + second, ...rest].flatMap(base128)));
  oidCache.set(dotted, encoded);
  return encoded;
}

/** Time as RFC 5280 §4.1.2.5 asks: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
export function time(date: Date): Uint8Array {
  const year = date.getUTCFullYear();
  if (year < 1950 || year > 2049) return generalizedTime(date);
  return encode(TAG.utcTime, Buffer.from(timeDigits(date).slice(2) + 'Z', 'latin1'));
}

/** GeneralizedTime in whole seconds; with milliseconds on request, trailing zeros left out (X.690 §11.7). */
export function generalizedTime(date: Date, milliseconds = false): Uint8Array {
  const fraction = milliseconds
    ? (date.getUTCMilliseconds() / 1000)
        .toFixed(3)
        .slice(1)
        .replace(/\.?0+$/, '')
    : '';
  return encode(TAG.generalizedTime, Buffer.from(`${timeDigits(date)}${fraction}Z`, 'latin1'));
}

function timeDigits(date: Date): string {
  return date.toISOString().slice(0, 19).replace(/[-:T]/g, '');
}

function base128(value: bigint): number[] {
  const groups = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 0x7fn) | 0x80);
  return groups;
}

function unsignedContent(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  if (trimmed.length === 0) return Uint8Array.of(0);
  return (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Uint8Array.of(0), trimmed]) : trimmed;
}

function signedContent(value: bigint): Uint8Array {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size++;
  const hex = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, '0');
  return Buffer.from(hex, 'hex');
}
