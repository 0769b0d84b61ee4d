import { byteAt } from '../bytes/byte-at.ts';
import { signingErrors } from '../errors.ts';
import { TAG } from './writer.ts';

/** One encoded value: its identifier octet, the whole encoding, and the content; all views of the same memory. */
export class DerNode {
  readonly tag: number;
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #body: number;
  readonly #end: number;

  /** @param body where the content begins */
  constructor(bytes: Uint8Array, { start, body, end }: { start: number; body: number; end: number }) {
    this.tag = byteAt(bytes, start);
    this.#bytes = bytes;
    this.#start = start;
    this.#body = body;
    this.#end = end;
  }

  /** The whole encoding. */
  get raw(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  get content(): Uint8Array {
    return this.#bytes.subarray(this.#body, this.#end);
  }

  /** Bytes of the whole encoding. */
  get size(): number {
    return this.#end - this.#start;
  }

  /** Reads the content where it stands, without a view of it: `read` is given the bytes, and where it begins and ends. */
  readContent<T>(read: (bytes: Uint8Array, from: number, to: number) => T): T {
    return read(this.#bytes, this.#body, this.#end);
  }

  /** The same for the whole encoding. */
  readRaw<T>(read: (bytes: Uint8Array, from: number, to: number) => T): T {
    return read(this.#bytes, this.#start, this.#end);
  }

  /** Whether the encoding stands before another one, or is the same, in a SET OF in DER (X.690 §11.6). */
  isInOrder(next: DerNode): boolean {
    const shared = Math.min(this.size, next.size);
    for (let i = 0; i < shared; i += 1) {
      const difference = byteAt(this.#bytes, this.#start + i) - byteAt(next.#bytes, next.#start + i);
      if (difference !== 0) return difference < 0;
    }
    return this.size <= next.size;
  }

  /** The elements inside. */
  enter(): DerReader {
    return new DerReader(this.#bytes, this.#body, this.#end);
  }
}

/** Reads the value that begins at `offset` and ends before `limit`. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER` (X.690 §10.1). */
export function readNode(bytes: Uint8Array, offset = 0, limit = bytes.length): DerNode {
  if (offset + 2 > limit) throw signingErrors.ASN1_MALFORMED({ reason: 'it ends too early' });
  if ((byteAt(bytes, offset) & 0x1f) === 0x1f) throw signingErrors.ASN1_MALFORMED({ reason: 'a tag number above 30' });
  const first = byteAt(bytes, offset + 1);
  const size = first < 0x80 ? 0 : first & 0x7f;
  const body = offset + 2 + size;
  const end = body + (first < 0x80 ? first : readLength(bytes, { body, size, limit }));
  if (end > limit) throw signingErrors.ASN1_MALFORMED({ reason: 'it ends too early' });
  return new DerNode(bytes, { start: offset, body, end });
}

/** A length in `size` octets before `body`. */
function readLength(bytes: Uint8Array, { body, size, limit }: { body: number; size: number; limit: number }): number {
  if (size === 0) throw signingErrors.ASN1_NOT_DER({ reason: 'indefinite length' });
  if (size > 4) throw signingErrors.ASN1_MALFORMED({ reason: 'a length above 4 GB' });
  if (body > limit) throw signingErrors.ASN1_MALFORMED({ reason: 'it ends too early' });
  let length = 0;
  for (let i = body - size; i < body; i++) length = length * 256 + byteAt(bytes, i);
  if (length < 0x80 || length < 256 ** (size - 1)) throw signingErrors.ASN1_NOT_DER({ reason: 'length not minimal' });
  return length;
}

/** Reads exactly one value. Errors: as {@link readNode}, and `ASN1_TRAILING_BYTES`. */
export function readWhole(bytes: Uint8Array): DerNode {
  const node = readNode(bytes);
  if (node.size !== bytes.length) throw signingErrors.ASN1_TRAILING_BYTES();
  return node;
}

/** Walks the elements of a constructed value in order. A tag that is not expected is `ASN1_MALFORMED`. */
export class DerReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #offset: number;

  /** @param from where the first element begins, @param to where the last one ends */
  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    this.#bytes = bytes;
    this.#offset = from;
    this.#end = to;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#end;
  }

  /** The next element, of this tag if one is given. */
  next(tag?: number): DerNode {
    const node = readNode(this.#bytes, this.#offset, this.#end);
    if (tag !== undefined) expectTag(node, tag);
    this.#offset += node.size;
    return node;
  }

  /** The next element if it has this tag. */
  optional(tag: number): DerNode | undefined {
    return !this.atEnd && this.#bytes[this.#offset] === tag ? this.next() : undefined;
  }

  /** The elements of the next value, which must have this tag. */
  enter(tag: number = TAG.sequence): DerReader {
    return this.next(tag).enter();
  }

  /** The elements of the next value if it has this tag. */
  optionalEnter(tag: number): DerReader | undefined {
    return this.optional(tag)?.enter();
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
  return expectTag(readWhole(bytes), tag).enter();
}

/** The elements of a value read before. */
export const enterNode = (node: DerNode, tag: number = TAG.sequence): DerReader => expectTag(node, tag).enter();

/** The node itself if it has this tag, else `ASN1_MALFORMED`. */
export function expectTag(node: DerNode, tag: number): DerNode {
  if (node.tag === tag) return node;
  const hex = (n: number) => `0x${n.toString(16).padStart(2, '0')}`;
  throw signingErrors.ASN1_MALFORMED({ reason: `tag ${hex(node.tag)} where ${hex(tag)} belongs` });
}
