import { type Job, Worker } from 'bullmq';
import { assertValid } from '../schemas/index.ts';
import { type Flows } from '../src/flows/index.ts';
import { connectWorkerRedis } from '../src/kernel/bull-jobs.ts';
import { type Jobs } from '../src/kernel/jobs.ts';
import { type Logger } from '../src/kernel/logger.ts';
import { JOBS } from './index.ts';
import { type AnyJob } from './job.ts';

export interface WorkerOptions {
  readonly flows: Flows;
  /** Where the sweep's own jobs are put. */
  readonly queue: Jobs;
  readonly redisUrl: string;
  readonly prefix: string;
  /** Jobs of one kind that this process does at once. */
  readonly concurrency: number;
  readonly sweepMs: number;
  readonly log: Logger;
}

export interface RunningWorkers {
  /** Takes no new job, waits for those under way, then gives its connections back; the queues are closed by their owner after it. */
  close(): Promise<void>;
}

/** A job whose process died is given to another after this long; the lock of a living one is renewed in time. */
const LOCK_MS = 6_000;
const STALLED_CHECK_MS = 2_000;
/** Every job may be repeated, so one that took its process down may be tried by others; the sweep would bring it back anyway. */
const MOST_STALLS = 10;

/** Starts a worker for each job, and the clock of the sweep. */
export function startWorkers(options: WorkerOptions): RunningWorkers {
  const connection = connectWorkerRedis(options.redisUrl);
  connection.on('error', (error) => options.log.warn({ err: error }, 'the workers have no Redis'));
  const workers = JOBS.map((job) => {
    const worker = new Worker(job.name, (taken: Job<unknown>) => perform(options, job, taken), {
      connection,
      prefix: options.prefix,
      concurrency: Math.max(1, Math.round(options.concurrency * job.share)),
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MOST_STALLS,
    });
    worker.on('error', (error) => options.log.warn({ err: error, job: job.name }, 'worker error'));
    return worker;
  });
  const sweeps = startSweeps(options);
  return {
    async close() {
      await sweeps.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      connection.disconnect();
    },
  };
}

async function perform({ flows, log }: WorkerOptions, job: AnyJob, taken: Job<unknown>): Promise<void> {
  const { data } = taken;
  assertValid(`jobs/${job.name}`, data);
  try {
    await job.run(flows, data);
  } catch (error) {
    log.warn({ err: error, job: job.name, payload: data, attempt: taken.attemptsMade + 1 }, 'job failed');
    throw error;
  }
}

/**
 * Puts a sweep in the queue at every interval. All processes do, and all but one of an interval's are the same job to the queue.
 * The clock is the process's own and not the queue's, so that an emptied Redis does not stop it.
 */
function startSweeps({ queue, sweepMs, log }: WorkerOptions): { stop(): Promise<void> } {
  let asking: Promise<void> = Promise.resolve();
  const ask = () => {
    const key = `sweep-${Math.floor(Date.now() / sweepMs)}`;
    asking = queue.enqueue('sweep', {}, { key }).catch((error: unknown) => {
      log.warn({ err: error }, 'sweep not queued');
    });
  };
  ask();
  const timer = setInterval(ask, sweepMs);
  return {
    async stop() {
      clearInterval(timer);
      await asking;
    },
  };
}
