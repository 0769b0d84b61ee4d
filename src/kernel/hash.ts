import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** SHA-256 of bytes or UTF-8 text, as 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** What a stream was found to be once it has passed: its SHA-256 (hex) and its size in bytes. */
export interface Measure {
  readonly sha256: string;
  readonly size: number;
}

/** A stream that lets bytes pass unchanged and measures them; ask `measure()` after it has ended. */
export class MeasuringStream extends Transform {
  readonly #hash = createHash('sha256');
  #size = 0;
  #measure: Measure | undefined;

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, data?: Buffer) => void): void {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    done(null, chunk);
  }

  override _flush(done: (error?: Error | null) => void): void {
    this.#measure = { sha256: this.#hash.digest('hex'), size: this.#size };
    done();
  }

  /** Bytes seen so far. */
  get size(): number {
    return this.#size;
  }

  measure(): Measure {
    if (!this.#measure) throw new Error('the stream has not ended yet');
    return this.#measure;
  }
}

/** JSON with sorted keys and no undefined members: equal values give equal text (RFC 8785 for the values we use). */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
