import { describe, expect, it } from 'vitest';
import { MAX_CONTAINER_CACHE_BYTES } from '../../../../src/signing/pdf/limits.ts';
import { type ObjectStream } from '../../../../src/signing/pdf/reader/object-stream.ts';
import { ObjectStreamCache } from '../../../../src/signing/pdf/reader/object-stream-cache.ts';

const [one, other] = [{ name: 'one file' }, { name: 'another' }];
const streamOf = (bytes: number): ObjectStream => ({
  data: Buffer.alloc(bytes),
  numbers: [],
  offsets: [],
  places: new Map(),
  read: new Map(),
});

describe('an inflated object stream that is kept', () => {
  const kept = new ObjectStreamCache();
  const [alone, dependent] = [streamOf(3), streamOf(3)];
  kept.keep(100, { container: alone, num: 7, reader: one, end: 150 });
  kept.keep(200, { container: dependent, num: 8, reader: one, end: Infinity });

  it('is not found elsewhere, nor under another number', () => {
    expect(kept.find({ num: 7, offset: 101 }, { reader: one, size: 300 })).toBeUndefined();
    expect(kept.find({ num: 8, offset: 100 }, { reader: one, size: 300 })).toBeUndefined();
  });

  it('is not found by a revision that ends before its data', () => {
    expect(kept.find({ num: 7, offset: 100 }, { reader: other, size: 149 })).toBeUndefined();
    expect(kept.find({ num: 7, offset: 100 }, { reader: other, size: 150 })).toBe(alone);
  });

  it('is for its own reader alone where other objects had a say in it', () => {
    expect(kept.find({ num: 8, offset: 200 }, { reader: other, size: 300 })).toBeUndefined();
    expect(kept.find({ num: 8, offset: 200 }, { reader: one, size: 300 })).toBe(dependent);
  });
});

describe('many object streams', () => {
  it('are dropped when they would fill the memory', () => {
    const cache = new ObjectStreamCache();
    const large = streamOf(MAX_CONTAINER_CACHE_BYTES / 2 + 1);
    for (const offset of [1, 2]) cache.keep(offset, { container: large, num: offset, reader: one, end: 9 });
    expect(cache.find({ num: 1, offset: 1 }, { reader: one, size: 10 })).toBeUndefined();
    expect(cache.find({ num: 2, offset: 2 }, { reader: one, size: 10 })).toBe(large);
    cache.clear();
    expect(cache.find({ num: 2, offset: 2 }, { reader: one, size: 10 })).toBeUndefined();
  });
});
