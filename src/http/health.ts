import { Router } from 'express';
import { isHosoError } from '../kernel/errors.ts';
import { type Metrics } from './metrics.ts';

/** What must work for the system to serve: each check throws what is wrong, or returns facts worth showing. */
export type HealthChecks = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>> | undefined>>>;

const CHECK_TIMEOUT_MS = 5_000;

/** The result of one check, without anything a stranger should not read. */
export interface CheckResult {
  readonly ok: boolean;
  readonly code?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Runs all checks at once; one that does not answer in time has failed. */
export async function runChecks(checks: HealthChecks): Promise<Readonly<Record<string, CheckResult>>> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check)] as const),
  );
  return Object.fromEntries(results);
}

/** `/healthz`: the process lives. `/readyz`: all it needs answers. `/metrics`: Prometheus text. */
export function healthRouter(checks: HealthChecks, metrics: Metrics): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  router.get('/readyz', async (_request, response) => {
    const results = await runChecks(checks);
    const ok = Object.values(results).every((result) => result.ok);
    response.status(ok ? 200 : 503).json({ ok, checks: results });
  });
  router.get('/metrics', async (_request, response) => {
    response.type('text/plain').send(await metrics.registry.metrics());
  });
  return router;
}

async function runCheck(check: HealthChecks[string]): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('timed out'));
    }, CHECK_TIMEOUT_MS);
  });
  try {
    const facts = await Promise.race([check(), late]);
    return { ok: true, ...(facts && { facts }) };
  } catch (error) {
    return { ok: false, code: isHosoError(error) ? error.code : 'CHECK_FAILED' };
  } finally {
    clearTimeout(timer);
  }
}
