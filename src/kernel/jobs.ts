import { type SchemaTypes } from '../../schemas/index.ts';

/** The jobs there are: each has a payload schema `schemas/jobs/<name>.json` and a worker file of the same name. */
export type JobName = {
  [K in keyof SchemaTypes]: K extends `jobs/${infer Name}` ? Name : never;
}[keyof SchemaTypes];

export type JobPayload<N extends JobName> = SchemaTypes[`jobs/${N}`];

export interface JobOptions {
  /** Two jobs of one name and key that wait at once are one job. */
  readonly key?: string;
  readonly delayMs?: number;
}

/**
 * Where work for later is put. Delivery is at least once and may be lost with Redis, so a job only ever says "look at this
 * again": its worker reads the state from MongoDB, stops if nothing is to do, and a sweep puts forgotten work back.
 */
export interface Jobs {
  enqueue<N extends JobName>(name: N, payload: JobPayload<N>, options?: JobOptions): Promise<void>;
  enqueueMany<N extends JobName>(
    name: N,
    items: readonly { payload: JobPayload<N>; options?: JobOptions }[],
  ): Promise<void>;
}
