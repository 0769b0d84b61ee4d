import { MAX_CONTAINER_CACHE_BYTES } from '../limits.ts';
import { type ObjectStream } from './object-stream.ts';

/** An inflated object stream and who may use it. */
export interface KeptStream {
  readonly container: ObjectStream;
  /** Number of its object. */
  readonly num: number;
  /** The file that read it; its own view of the file's other objects may have played a part. */
  readonly reader: object;
  /** File offset after its data where it depends on nothing but its bytes, so that every revision that has them finds the same. */
  readonly end: number;
}

/** Inflated object streams by the offset of their objects, for a file and its earlier revisions together. */
export class ObjectStreamCache {
  readonly #kept = new Map<number, KeptStream>();
  #bytes = 0;

  /** The stream that is object `num` and stands at an offset, as `reader`, a file of `size` bytes, finds it. */
  find(
    { num, offset }: { num: number; offset: number },
    { reader, size }: { reader: object; size: number },
  ): ObjectStream | undefined {
    const known = this.#kept.get(offset);
    if (known?.num !== num) return undefined;
    return known.reader === reader || known.end <= size ? known.container : undefined;
  }

  /** Keeps a stream; all others are dropped when they become too many. */
  keep(offset: number, stream: KeptStream): void {
    this.#bytes += stream.container.data.length;
    if (this.#bytes > MAX_CONTAINER_CACHE_BYTES) {
      this.#kept.clear();
      this.#bytes = stream.container.data.length;
    }
    this.#kept.set(offset, stream);
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}
