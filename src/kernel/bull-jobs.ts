import { type JobsOptions, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { assertValid } from '../../schemas/index.ts';
import { defineErrors } from './errors.ts';
import { type JobName, type JobOptions, type JobPayload, type Jobs } from './jobs.ts';

export const jobErrors = defineErrors({
  JOBS_UNAVAILABLE: {
    kind: 'unavailable',
    vi: 'Hàng đợi công việc không phản hồi.',
    en: 'The job queue does not answer.',
  },
});

const RETRIES: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: { count: 1000 },
};

/** A queue that is made while Redis is away waits for it without end; nobody who asks for something waits longer than this. */
const ENQUEUE_MS = 2_000;

/** Jobs over BullMQ: one queue per job name, all under one key prefix of one Redis. */
export class BullJobs implements Jobs {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #queues = new Map<JobName, Queue>();

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  /** @throws JOBS_UNAVAILABLE when Redis does not take it; the sweep will bring the work back. */
  async enqueue<N extends JobName>(name: N, payload: JobPayload<N>, options: JobOptions = {}): Promise<void> {
    await this.enqueueMany(name, [{ payload, options }]);
  }

  async enqueueMany<N extends JobName>(
    name: N,
    items: readonly { payload: JobPayload<N>; options?: JobOptions }[],
  ): Promise<void> {
    if (items.length === 0) return;
    for (const item of items) assertValid(`jobs/${name}`, item.payload);
    const jobs = items.map((item) => ({ name, data: item.payload, opts: bullOptions(item.options) }));
    try {
      await within(ENQUEUE_MS, this.queue(name).addBulk(jobs));
    } catch (cause) {
      throw jobErrors.JOBS_UNAVAILABLE({}, cause);
    }
  }

  /** The BullMQ queue of one job; for workers, metrics and the bench. */
  queue(name: JobName): Queue {
    let queue = this.#queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection: this.#redis, prefix: this.#prefix, defaultJobOptions: RETRIES });
      this.#queues.set(name, queue);
    }
    return queue;
  }

  /** @throws JOBS_UNAVAILABLE */
  async ping(): Promise<void> {
    try {
      await this.#redis.ping();
    } catch (cause) {
      throw jobErrors.JOBS_UNAVAILABLE({}, cause);
    }
  }

  /** Ends also while Redis is away: what was to be said to it is given up. */
  async close(): Promise<void> {
    const closing = Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await within(ENQUEUE_MS, closing).catch(() => undefined);
    this.#redis.disconnect();
  }
}

/** What a promise gives, or a failure once it has taken too long; it may still come to its end later. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A connection for queues: commands fail fast when Redis is away, so that a request never hangs on it. */
export function connectRedis(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: 1, enableReadyCheck: true });
}

/** A connection for workers, which BullMQ wants to wait for Redis for as long as it takes. */
export function connectWorkerRedis(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true });
}

function bullOptions(options: JobOptions = {}): JobsOptions {
  return {
    ...(options.key !== undefined && { deduplication: { id: options.key } }),
    ...(options.delayMs !== undefined && { delay: options.delayMs }),
  };
}
