import { describe, expect, it } from 'vitest';
import { bytesBeforeHeader } from '../../../src/signing/pdf/source/before-header.ts';
import { bufferSource, type ByteSource } from '../../../src/signing/pdf/source/byte-source.ts';
import { sourceFrom } from '../../../src/signing/pdf/source/source-from.ts';

const whole = Buffer.from('rubbish\n%PDF-1.7\n...');
const ranged: ByteSource = {
  size: whole.length,
  read: (offset, length) => Promise.resolve(whole.subarray(offset, offset + length)),
};

describe.each([
  ['in memory', bufferSource(whole)],
  ['read by ranges', ranged],
])('a source %s, from its header on', (_, source) => {
  it('is as long as what is left, and begins with the header', async () => {
    const start = await bytesBeforeHeader(source);
    expect(start).toBe(8);
    const rest = sourceFrom(source, start);
    expect(rest.size).toBe(whole.length - 8);
    expect(Buffer.from(await rest.read(0, rest.size)).equals(whole.subarray(8))).toBe(true);
    expect(Buffer.from(await rest.read(5, 3)).toString()).toBe('1.7');
    expect(rest.bytes === undefined).toBe(source.bytes === undefined);
    expect(await bytesBeforeHeader(rest)).toBe(0);
  });

  it('has nothing before a header that is not there, or that stands too far in', async () => {
    expect(await bytesBeforeHeader(sourceFrom(source, 9))).toBe(0);
    expect(await bytesBeforeHeader(bufferSource(Buffer.concat([Buffer.alloc(1024), whole])))).toBe(0);
  });
});
