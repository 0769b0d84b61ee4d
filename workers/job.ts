import { type JobName, type JobPayload } from '../src/kernel/jobs.ts';
import { type Flows } from '../src/flows/index.ts';

/** How one kind of job is done. It is delivered at least once: `run` reads the state anew and stops if nothing is to do. */
export interface JobDefinition<N extends JobName = JobName> {
  readonly name: N;
  /** How many at once, as a part of the process's concurrency (1 = all of it). */
  readonly share: number;
  run(flows: Flows, payload: JobPayload<N>): Promise<void>;
}

/** A definition whose payload's type has been checked and erased, so that all stand in one table. */
export interface AnyJob {
  readonly name: JobName;
  readonly share: number;
  run(flows: Flows, payload: unknown): Promise<void>;
}

export function defineJob<N extends JobName>(definition: JobDefinition<N>): AnyJob {
  return definition;
}
