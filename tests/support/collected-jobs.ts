import { JOBS } from '../../workers/index.ts';
import { assertValid } from '../../schemas/index.ts';
import { type Flows } from '../../src/flows/index.ts';
import { type JobName, type JobOptions, type JobPayload, type Jobs } from '../../src/kernel/jobs.ts';

export interface CollectedJob {
  readonly name: JobName;
  readonly payload: unknown;
  readonly key: string | undefined;
}

/** A queue in the test's own hands: what is put in stays until the test runs it, in the order it likes, or loses it. */
export class CollectedJobs implements Jobs {
  readonly waiting: CollectedJob[] = [];

  enqueue<N extends JobName>(name: N, payload: JobPayload<N>, options: JobOptions = {}): Promise<void> {
    return this.enqueueMany(name, [{ payload, options }]);
  }

  enqueueMany<N extends JobName>(
    name: N,
    items: readonly { payload: JobPayload<N>; options?: JobOptions }[],
  ): Promise<void> {
    for (const { payload, options } of items) {
      assertValid(`jobs/${name}`, payload);
      const there =
        options?.key !== undefined && this.waiting.some((job) => job.name === name && job.key === options.key);
      if (!there) this.waiting.push({ name, payload, key: options?.key });
    }
    return Promise.resolve();
  }

  of(name: JobName): CollectedJob[] {
    return this.waiting.filter((job) => job.name === name);
  }

  /** As an emptied Redis does. */
  lose(): void {
    this.waiting.length = 0;
  }

  /** Runs what waits, and what comes of it, until nothing waits; only the jobs named where some are. */
  async run(flows: Flows, ...names: readonly JobName[]): Promise<void> {
    for (;;) {
      const at = this.waiting.findIndex((job) => names.length === 0 || names.includes(job.name));
      const [job] = at === -1 ? [] : this.waiting.splice(at, 1);
      if (!job) return;
      await runJob(flows, job);
    }
  }
}

/** Does one job as a worker would. */
export async function runJob(flows: Flows, job: Pick<CollectedJob, 'name' | 'payload'>): Promise<void> {
  const definition = JOBS.find(({ name }) => name === job.name);
  if (!definition) throw new Error(`no job ${job.name}`);
  await definition.run(flows, job.payload);
}
