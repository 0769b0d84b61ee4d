import { signingErrors } from '../errors.ts';
import { TAG } from './writer.ts';

/** One encoded value: its identifier octet, the whole encoding, and the content; all views of the same memory. */
export interface DerNode {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

/** Reads the value that begins at `offset`. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER` (X.690 §10.1). */
export function readNode(bytes: Uint8Array, offset = 0): DerNode {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw signingErrors.ASN1_MALFORMED({ reason: 'it ends too early' });
  if ((tag & 0x1f) === 0x1f) throw signingErrors.ASN1_MALFORMED({ reason: 'a tag number above 30' });
  let length = first;
  let start = offset + 2;
  if (first >= 0x80) {
    const size = first & 0x7f;
    if (size === 0) throw signingErrors.ASN1_NOT_DER({ reason: 'indefinite length' });
    if (size > 4) throw signingErrors.ASN1_MALFORMED({ reason: 'a length above 4 GB' });
    length = 0;
    for (let i = 0; i < size; i++) length = length * 256 + (bytes[start + i] ?? 0);
    if (length < 0x80 || length < 256 ** (size - 1)) throw signingErrors.ASN1_NOT_DER({ reason: 'length not minimal' });
    start += size;
  }
  const end = start + length;
  if (end > bytes.length) throw signingErrors.ASN1_MALFORMED({ reason: 'it ends too early' });
  return { tag, raw: bytes.subarray(offset, end), content: bytes.subarray(start, end) };
}

/** Reads exactly one value. Errors: as {@link readNode}, and `ASN1_TRAILING_BYTES`. */
export function readWhole(bytes: Uint8Array): DerNode {
  const node = readNode(bytes);
  if (node.raw.length !== bytes.length) throw signingErrors.ASN1_TRAILING_BYTES();
  return node;
}

/** Walks the elements of a constructed value in order. A tag that is not expected is `ASN1_MALFORMED`. */
export class DerReader {
  readonly #content: Uint8Array;
  #offset = 0;

  constructor(content: Uint8Array) {
    this.#content = content;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#content.length;
  }

  /** The next element, of this tag if one is given. */
  next(tag?: number): DerNode {
    const node = readNode(this.#content, this.#offset);
    if (tag !== undefined) expectTag(node, tag);
    this.#offset += node.raw.length;
    return node;
  }

  /** The next element if it has this tag. */
  optional(tag: number): DerNode | undefined {
    return !this.atEnd && this.#content[this.#offset] === tag ? this.next() : undefined;
  }

  /** The elements of the next value, which must have this tag. */
  enter(tag: number = TAG.sequence): DerReader {
    return new DerReader(this.next(tag).content);
  }

  /** The elements of the next value if it has this tag. */
  optionalEnter(tag: number): DerReader | undefined {
    const node = this.optional(tag);
    return node && new DerReader(node.content);
  }

  /** All elements that are left. */
  rest(): DerNode[] {
    const nodes: DerNode[] = [];
    while (!this.atEnd) nodes.push(this.next());
    return nodes;
  }

  /** Nothing may follow. */
  end(): void {
    if (!this.atEnd) throw signingErrors.ASN1_MALFORMED({ reason: 'an element that does not belong there' });
  }
}

/** The elements of one value that fills `bytes`. */
export function enterWhole(bytes: Uint8Array, tag: number = TAG.sequence): DerReader {
  return new DerReader(expectTag(readWhole(bytes), tag).content);
}

/** The elements of a value read before. */
export const enterNode = (node: DerNode, tag: number = TAG.sequence): DerReader =>
  new DerReader(expectTag(node, tag).content);

/** The node itself if it has this tag, else `ASN1_MALFORMED`. */
export function expectTag(node: DerNode, tag: number): DerNode {
  if (node.tag === tag) return node;
  const hex = (n: number) => `0x${n.toString(16).padStart(2, '0')}`;
  throw signingErrors.ASN1_MALFORMED({ reason: `tag ${hex(node.tag)} where ${hex(tag)} belongs` });
}
