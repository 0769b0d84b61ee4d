import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import { type TestProject } from 'vitest/node';
import { startServices, type ServicesEnv } from '../../services/services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The settings of the services of this run: MONGODB_URI, REDIS_URL, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY,
     * S3_SECRET_KEY, S3_WORK_BUCKET, S3_RECORDS_BUCKET; `inject('services')` in a test. All test files share them: each
     * takes a database, a key prefix and a queue prefix of its own.
     */
    services: ServicesEnv;
  }
}

/** Starts throw-away services before the first test file and stops them after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'hoso-tests-'));
  const running = await startServices({ dir, memory: true, log: (line) => console.log(line) });
  project.provide('services', running.env);
  return async () => {
    await running.stop();
    await rm(dir, { recursive: true, force: true });
  };
}
