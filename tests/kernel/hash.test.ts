import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { canonicalJson, MeasuringStream, sha256Hex } from '../../src/kernel/hash.ts';

describe('canonical JSON', () => {
  it('gives one text for equal values, whatever the order of their members', () => {
    const date = new Date('2026-11-23T00:00:00Z');
    expect(canonicalJson({ b: [1, undefined, { d: 1, c: undefined }], a: date, z: null })).toBe(
      '{"a":"2026-11-23T00:00:00.000Z","b":[1,null,{"d":1}],"z":null}',
    );
    expect(canonicalJson({ x: 1, y: 'ồ' })).toBe(canonicalJson({ y: 'ồ', x: 1 }));
  });
});

describe('a measuring stream', () => {
  it('measures what passes and changes nothing of it', async () => {
    const chunks = [Buffer.from('Hồ sơ '), Buffer.from('điện tử')];
    const meter = new MeasuringStream();
    const passed: Buffer[] = [];
    await pipeline(Readable.from(chunks), meter, async (source) => {
      for await (const chunk of source as AsyncIterable<Buffer>) passed.push(chunk);
    });
    const whole = Buffer.concat(chunks);
    expect(Buffer.concat(passed)).toEqual(whole);
    expect(meter.measure()).toEqual({ sha256: createHash('sha256').update(whole).digest('hex'), size: whole.length });
    expect(sha256Hex(whole)).toBe(meter.measure().sha256);
  });

  it('refuses to say a measure before its end', () => {
    expect(() => new MeasuringStream().measure()).toThrow('not ended');
  });
});
