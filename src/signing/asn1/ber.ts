import { signingErrors } from '../errors.ts';
import { encode, TAG } from './writer.ts';

/** What became of an encoding that may be BER. */
export interface DerForm {
  readonly der: Uint8Array;
  /** Bytes that the value took in the input. */
  readonly size: number;
}

const MAX_DEPTH = 40;
const CONSTRUCTED = 0x20;

/** String types that BER may cut into pieces, with their identifier octet. */
const CUTTABLE: ReadonlySet<number> = new Set([TAG.octetString, TAG.bitString, TAG.utf8String, TAG.ia5String]);

/**
 * Brings the first BER value of `bytes` into DER but for the order of sets: definite minimal lengths, strings in one
 * piece, `true` as FF (X.690 §10). For reading what others wrote; what this product writes is DER from the start.
 * Errors: `ASN1_MALFORMED`.
 */
export function toDer(bytes: Uint8Array): DerForm {
  const { der, end } = convert({ bytes, offset: 0, depth: 0 });
  return { der, size: end };
}

interface Place {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly depth: number;
}

function convert(place: Place): { der: Uint8Array; end: number } {
  const { bytes, offset, depth } = place;
  if (depth > MAX_DEPTH) throw malformed(`nested deeper than ${MAX_DEPTH}`);
  const { tag, start, end } = readHeader(bytes, offset);
  if (!(tag & CONSTRUCTED)) {
    if (end === undefined) throw malformed('indefinite length of a primitive value');
    return { der: primitive(tag, bytes.subarray(start, end)), end };
  }
  const children: Uint8Array[] = [];
  let at = start;
  while (end === undefined ? !isEndOfContents(bytes, at) : at < end) {
    const child = convert({ bytes: end === undefined ? bytes : bytes.subarray(0, end), offset: at, depth: depth + 1 });
    children.push(child.der);
    at = child.end;
  }
  return { der: joined(tag, children), end: end ?? at + 2 };
}

function readHeader(bytes: Uint8Array, offset: number): { tag: number; start: number; end: number | undefined } {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw malformed('it ends too early');
  if ((tag & 0x1f) === 0x1f) throw malformed('a tag number above 30');
  const start = offset + 2;
  if (first === 0x80) return { tag, start, end: undefined };
  const size = first > 0x80 ? first & 0x7f : 0;
  let length = size === 0 ? first : 0;
  for (let i = 0; i < size; i++) length = length * 256 + (bytes[start + i] ?? 0);
  const end = start + size + length;
  if (end > bytes.length) throw malformed('it ends too early');
  return { tag, start: start + size, end };
}

const isEndOfContents = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

function primitive(tag: number, content: Uint8Array): Uint8Array {
  const isTrue = tag === TAG.boolean && content.length === 1 && content[0] !== 0;
  return encode(tag, isTrue ? Uint8Array.of(0xff) : content);
}

/** A constructed value, or a string put together from its pieces. */
function joined(tag: number, children: readonly Uint8Array[]): Uint8Array {
  const type = tag & ~CONSTRUCTED;
  if (!CUTTABLE.has(type)) return encode(tag, ...children);
  const pieces = children.map((child) => {
    if (child[0] !== type) throw malformed('a string with a piece of another type');
    return contentOf(child);
  });
  if (type !== TAG.bitString) return encode(type, ...pieces);
  const unused = pieces.at(-1)?.subarray(0, 1) ?? Uint8Array.of(0);
  return encode(type, unused, ...pieces.map((piece) => piece.subarray(1)));
}

/** Content of a value that was just written here. */
function contentOf(der: Uint8Array): Uint8Array {
  const first = der[1] ?? 0;
  return der.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
}

const malformed = (reason: string) => signingErrors.ASN1_MALFORMED({ reason });
