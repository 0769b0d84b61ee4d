import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BullJobs, connectRedis } from '../../src/kernel/bull-jobs.ts';
import { newId } from '../../src/kernel/ids.ts';

/** Takes connections and never answers, like a Redis whose machine is stuck. */
let silent: Server;

beforeAll(async () => {
  silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(() => silent.close());

it.each(['a Redis that is away', 'a Redis that never answers'])(
  'a job for %s is refused in time, at the first use of its queue too, and closing ends',
  async (which) => {
    const { port } = silent.address() as { port: number };
    const redis = connectRedis(`redis://127.0.0.1:${which.endsWith('away') ? 1 : port}`);
    redis.on('error', () => undefined);
    const jobs = new BullJobs(redis, 'test');
    const payload = { school: newId(), request: newId(), record: newId() };
    await expect(jobs.enqueue('embed-signature', payload)).rejects.toMatchObject({ code: 'JOBS_UNAVAILABLE' });
    await jobs.close();
  },
);
