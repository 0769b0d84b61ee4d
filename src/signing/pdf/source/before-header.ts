import { HEADER_SEARCH_BYTES } from '../limits.ts';
import { type ByteSource } from './byte-source.ts';

/** How many bytes stand before the header `%PDF-`; 0 also where there is no header. */
export async function bytesBeforeHeader(source: ByteSource): Promise<number> {
  const start = Buffer.from(await source.read(0, Math.min(HEADER_SEARCH_BYTES, source.size)));
  return Math.max(0, start.indexOf('%PDF-'));
}
