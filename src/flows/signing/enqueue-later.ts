import { type JobName, type JobPayload, type Jobs } from '../../kernel/jobs.ts';
import { type Logger } from '../../kernel/logger.ts';
import { type SchoolScope } from '../../kernel/scope.ts';

/** Which item of which request of which school. */
export interface ItemAddress {
  readonly school: string;
  readonly request: string;
  readonly record: string;
}

/** Jobs about one item of a signing request. */
export type ItemJob = Extract<JobName, 'prepare-signature' | 'embed-signature'>;

interface JobDeps {
  readonly jobs: Jobs;
  readonly log: Logger;
}

/**
 * Puts the work on a request's items in the queue. The state in MongoDB says already that it is to be done, so a queue that is
 * away only delays it until the sweep: that is logged and not an error of the request.
 */
export async function enqueueLater(deps: JobDeps, job: ItemJob, items: readonly ItemAddress[]): Promise<void> {
  const jobs = items.map(({ school, request, record }) => ({
    payload: { school, request, record },
    options: { key: `${request}-${record}` },
  }));
  await tolerate(deps, job, () => deps.jobs.enqueueMany<ItemJob>(job, jobs));
}

/**
 * The same for a job about one record. Events are told without a key: one that comes while an earlier job is at work must not be
 * taken for one that this job has seen.
 */
export async function enqueueForRecord(
  deps: JobDeps,
  job: Extract<JobName, 'publish-record-events' | 'archive-record'>,
  at: { readonly scope: SchoolScope; readonly record: string },
): Promise<void> {
  const payload: JobPayload<typeof job> = { school: at.scope.school, record: at.record };
  await tolerate(deps, job, () => deps.jobs.enqueue(job, payload, job === 'archive-record' ? { key: at.record } : {}));
}

async function tolerate(deps: JobDeps, job: JobName, enqueue: () => Promise<void>): Promise<void> {
  try {
    await enqueue();
  } catch (error) {
    deps.log.warn({ err: error, job }, 'not queued; the sweep brings it back');
  }
}
