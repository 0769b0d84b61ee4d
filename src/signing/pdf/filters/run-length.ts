const END = 128;
/** A run of 128 bytes takes two. */
const HIGHEST_RATIO = 64;

/** Decodes RunLengthDecode (ISO 32000-1, 7.4.5). Undefined when more than `limit` bytes would come out. */
export function decodeRunLength(data: Uint8Array, limit: number): Uint8Array | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const out = new Uint8Array(Math.min(limit, data.length * HIGHEST_RATIO));
  let size = 0;
  let at = 0;
  while (at + 1 < data.length) {
    const code = view.getUint8(at);
    if (code === END) break;
    const literal = code < END;
    const count = literal ? Math.min(code + 1, data.length - at - 1) : 257 - code;
    if (size + count > out.length) return undefined;
    if (literal) out.set(data.subarray(at + 1, at + 1 + count), size);
    else out.fill(view.getUint8(at + 1), size, size + count);
    size += count;
    at += literal ? count + 1 : 2;
  }
  return out.slice(0, size);
}
