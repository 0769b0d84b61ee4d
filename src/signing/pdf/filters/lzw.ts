import { PdfDamage } from '../errors.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODE = 4096;

/** Decodes LZW (ISO 32000-1, 7.4.4); `early` is /EarlyChange. Undefined when more than `limit` bytes would come out. */
export function decodeLzw(data: Uint8Array, early: number, limit: number): Uint8Array | undefined {
  const prefix = new Uint16Array(MAX_CODE);
  const suffix = new Uint8Array(MAX_CODE);
  const lengths = new Uint16Array(MAX_CODE).fill(1, 0, 256);
  for (let code = 0; code < 256; code += 1) suffix[code] = code;
  let out = new Uint8Array(Math.min(limit, data.length * 4 + 256));
  let size = 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw new PdfDamage('LZW');
    const source = code < next ? code : previous;
    const length = (lengths[source] ?? 0) + (code < next ? 0 : 1);
    if (size + length > limit) return undefined;
    if (size + length > out.length) out = grow(out, Math.min(limit, (size + length) * 2));
    let walk = source;
    for (let at = size + (lengths[source] ?? 0) - 1; at >= size; at -= 1) {
      out[at] = suffix[walk] ?? 0;
      walk = prefix[walk] ?? 0;
    }
    const first = out[size] ?? 0;
    if (code >= next) out[size + length - 1] = first;
    size += length;
    if (previous >= 0 && next < MAX_CODE) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next += 1;
    }
    if (next + early >= 1 << width && width < 12) width += 1;
    previous = code;
  }
  return out.subarray(0, size);
}

function grow(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}
