import { Redis } from 'ioredis';
import { afterAll, describe, expect, inject, it } from 'vitest';

describe('Redis', () => {
  const redis = new Redis(inject('services').REDIS_URL);
  afterAll(() => redis.quit());

  it('never evicts a key, since a queue that loses keys loses work', async () => {
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  });

  it('writes every change to its append-only file, and nothing else', async () => {
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await redis.config('GET', 'save')).toEqual(['save', '']);
    expect(await redis.info('persistence')).toMatch(/aof_last_write_status:ok/);
  });

  it('listens on 127.0.0.1 only', async () => {
    expect(await redis.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  });

  it('is at least version 6.2', async () => {
    const [, major, minor] = /redis_version:(\d+)\.(\d+)/.exec(await redis.info('server')) ?? [];
    expect(Number(major) * 100 + Number(minor)).toBeGreaterThanOrEqual(602);
  });
});
