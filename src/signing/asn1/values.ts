import { asBuffer } from '../bytes/as-buffer.ts';
import { byteAt } from '../bytes/byte-at.ts';
import { signingErrors } from '../errors.ts';
import { type DerNode, expectTag } from './reader.ts';
import { TAG } from './writer.ts';
import { remembered } from './remembered.ts';

/** Reads primitive values, each in its one DER form (X.690 §8, §11). Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`. */

/** Dotted decimals of an OBJECT IDENTIFIER. */
export function readOid(node: DerNode): string {
  return expectTag(node, TAG.oid).readContent(dottedDecimals);
}

const dottedDecimals = remembered(
  (content) => {
    if (content.length > 64) throw signingErrors.ASN1_MALFORMED({ reason: 'an object identifier above 64 bytes' });
    if (content.length === 0 || byteAt(content, content.length - 1) & 0x80) {
      throw signingErrors.ASN1_MALFORMED({ reason: 'an object identifier that does not end' });
    }
    const arcs = readArcs(content);
    const first = arcs[0] ?? 0n;
    const root = first < 80n ? first / 40n : 2n;
    return [root, first - root * 40n, ...arcs.slice(1)].join('.');
  },
  { count: 512, maxSize: 16 },
);

function readArcs(content: Uint8Array): bigint[] {
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const octet of content) {
    if (fresh && octet === 0x80) throw signingErrors.ASN1_NOT_DER({ reason: 'object identifier not minimal' });
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    fresh = (octet & 0x80) === 0;
    if (fresh) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  return arcs;
}

/** The content octets of an INTEGER (two's complement, minimal). */
export function readIntegerBytes(node: DerNode, tag: number = TAG.integer): Uint8Array {
  const { content } = expectTag(node, tag);
  const [first, second] = content;
  if (first === undefined) throw signingErrors.ASN1_MALFORMED({ reason: 'an integer without content' });
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw signingErrors.ASN1_NOT_DER({ reason: 'integer not minimal' });
  }
  return content;
}

/** An INTEGER or ENUMERATED that fits 32 bits. */
export function readSmallInteger(node: DerNode, tag: number = TAG.integer): number {
  const content = readIntegerBytes(node, tag);
  if (content.length > 4) throw signingErrors.ASN1_MALFORMED({ reason: 'an integer out of range' });
  let value = byteAt(content, 0) & 0x80 ? -1 : 0;
  for (const octet of content) value = (value << 8) | octet;
  return value;
}

/** An INTEGER as lower-case hexadecimal without sign octet, as certificates' serial numbers are shown; `-` if negative. */
export function readIntegerHex(node: DerNode): string {
  const content = readIntegerBytes(node);
  if ((content[0] ?? 0) & 0x80) return `-${(-BigInt.asIntN(content.length * 8, toBigInt(content))).toString(16)}`;
  const hex = Buffer.from(content).toString('hex');
  return hex.length > 2 && hex.startsWith('00') ? hex.slice(2) : hex;
}

const toBigInt = (content: Uint8Array): bigint => BigInt(`0x${Buffer.from(content).toString('hex')}`);

export function readBoolean(node: DerNode): boolean {
  const { content } = expectTag(node, TAG.boolean);
  const [value] = content;
  if (content.length !== 1) throw signingErrors.ASN1_MALFORMED({ reason: 'a boolean of more than one byte' });
  if (value !== 0 && value !== 0xff) throw signingErrors.ASN1_NOT_DER({ reason: 'boolean neither 00 nor FF' });
  return value === 0xff;
}

export const readOctetString = (node: DerNode): Uint8Array => expectTag(node, TAG.octetString).content;

/** The octets of a BIT STRING; unused bits must be zero. */
export function readBitString(node: DerNode, tag: number = TAG.bitString): { bytes: Uint8Array; unusedBits: number } {
  const { content } = expectTag(node, tag);
  const unusedBits = content[0] ?? 8;
  const bytes = content.subarray(1);
  if (unusedBits > 7 || (bytes.length === 0 && unusedBits > 0)) {
    throw signingErrors.ASN1_MALFORMED({ reason: 'a bit string without a right count of unused bits' });
  }
  if ((bytes[bytes.length - 1] ?? 0) & ((1 << unusedBits) - 1)) {
    throw signingErrors.ASN1_NOT_DER({ reason: 'unused bits that are not zero' });
  }
  return { bytes, unusedBits };
}

/** A BIT STRING of whole octets: keys and signatures. */
export function readOctetBits(node: DerNode): Uint8Array {
  const { bytes, unusedBits } = readBitString(node);
  if (unusedBits !== 0) throw signingErrors.ASN1_MALFORMED({ reason: 'a bit string that is not whole bytes' });
  return bytes;
}

/** The numbers of the bits that are set in a BIT STRING of named bits. */
export function readNamedBits(node: DerNode, tag: number = TAG.bitString): number[] {
  const { bytes } = readBitString(node, tag);
  const bits: number[] = [];
  for (let bit = 0; bit < bytes.length * 8; bit++) if ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) bits.push(bit);
  return bits;
}

/** Text of any of the string types met in names and notices; other types give undefined. */
export function readText(node: DerNode): string | undefined {
  const bytes = asBuffer(node.content);
  switch (node.tag) {
    case TAG.utf8String:
      return bytes.toString('utf8');
    case TAG.bmpString:
      return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : undefined;
    case TAG.printableString:
    case TAG.ia5String:
    case 0x12: // NumericString
    case 0x14: // TeletexString, in practice Latin-1
    case 0x1a: // VisibleString
      return bytes.toString('latin1');
    default:
      return undefined;
  }
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d*[1-9])?Z$/;

/** UTCTime or GeneralizedTime in the DER form: seconds given, `Z`, no trailing zeros (X.690 §11.7, §11.8). */
export function readTime(node: DerNode): Date {
  if (node.tag !== TAG.utcTime) expectTag(node, TAG.generalizedTime);
  const text = Buffer.from(node.content).toString('latin1');
  const match = (node.tag === TAG.utcTime ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!match) throw signingErrors.ASN1_NOT_DER({ reason: 'time not in its one form' });
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number);
  const fullYear = node.tag === TAG.utcTime ? year + (year < 50 ? 2000 : 1900) : year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hours, minutes, seconds, Math.floor(Number(`0${match[7] ?? ''}`) * 1000));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || hours > 23 || minutes > 59 || seconds > 59) {
    throw signingErrors.ASN1_MALFORMED({ reason: 'a time that does not exist' });
  }
  return date;
}
