import { Readable } from 'node:stream';

/**
 * A stream of what is made of another's bytes, which ends with it: a generator that was never begun runs no clean-up of its own,
 * and the source would keep its connection.
 */
export function fromSource(source: Readable, made: AsyncIterable<Buffer>): Readable {
  const stream = Readable.from(made, { objectMode: false });
  stream.once('close', () => source.destroy());
  return stream;
}
