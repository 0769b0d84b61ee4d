/** How many results to keep, and the longest encoding, in bytes, whose result is kept. */
export interface Memory {
  readonly count: number;
  readonly maxSize: number;
}

/**
 * A reader that keeps its last results by the bytes they were read from: the same few issuers sign everything. Only for
 * readers whose result depends on these bytes alone and is never changed. Failures are not kept.
 */
export function remembered<T>(read: (der: Uint8Array) => T, { count, maxSize }: Memory): (der: Uint8Array) => T {
  const kept = new Map<string, T>();
  return (der) => {
    if (der.length > maxSize) return read(der);
    const key = Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const result = read(Uint8Array.from(der)); // a copy: what is kept must not change with the caller's buffer
    if (kept.size >= count) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, result);
    return result;
  };
}
