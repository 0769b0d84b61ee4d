import { createApprovals, standingAt } from './approvals/index.ts';
import { approvalRoutes } from './approvals/routes.ts';
import { createArchive } from './archive/index.ts';
import { archiveRoutes } from './archive/routes.ts';
import { certificateRoutes } from './certificates/routes.ts';
import { type Config } from './config.ts';
import { type SigningPolicy } from './flows/signing/signing-policy.ts';
import { createFlows, type Flows } from './flows/index.ts';
import { FileVerifier } from './flows/verify-file.ts';
import { createFoundation } from './foundation.ts';
import { createExpressApp, listen, type RunningHttpServer } from './http/server.ts';
import { Metrics } from './http/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { createUploads } from './http/upload.ts';
import { webApp } from './http/web-app.ts';
import { BullJobs, connectRedis } from './kernel/bull-jobs.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { ClosingStack } from './kernel/closing.ts';
import { connectDatabase, type Database } from './kernel/db.ts';
import { createIdempotency } from './kernel/idempotency.ts';
import { type Logger } from './kernel/logger.ts';
import { type Route } from './kernel/route.ts';
import { scopeOfActor } from './kernel/scope.ts';
import { createNotifications } from './notifications/index.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { createPictures } from './pictures/index.ts';
import { pictureRoutes } from './pictures/routes.ts';
import {
  Extensions,
  extensionsCollection,
  loadRecordTypes,
  RecordRepository,
  recordsCollection,
} from './records/index.ts';
import { type RecordReader, recordRoutes } from './records/routes.ts';
import { createHttpTimestamper, inspectPdf, readTrustStore } from './signing/index.ts';
import { structureRoutes } from './structure/routes.ts';
import { selfChecks } from './self-check.ts';
import { S3ObjectStore } from '../storage/index.ts';
import { startWorkers } from '../workers/run.ts';

const VERSION = '0.1.0';
/** An item that has not moved for this many sweeps, and never less than this time, has lost its job. */
const STUCK_SWEEPS = 2;
const LEAST_STUCK_MS = 5_000;
/** A record that is still pending after this long belongs to a request that died. */
const ABANDONED_UPLOAD_MS = 15 * 60_000;

/** The outside world of one process: what it is connected to. */
async function openAdapters(config: Config, log: Logger, closing: ClosingStack) {
  const db = closing.add('database', await connectDatabase(config.mongo), (opened) => opened.close());
  const redis = connectRedis(config.redis.url);
  redis.on('error', (error) => {
    log.warn({ err: error }, 'no connection to Redis');
  });
  const jobs = closing.add('queues', new BullJobs(redis, config.redis.prefix), (opened) => opened.close());
  const { trustStore, tsaUrls } = config.signing;
  const trusted = trustStore === undefined ? [] : await readTrustStore(trustStore);
  if (tsaUrls.length > 0 && trusted.length === 0)
    log.warn('no trust store vouches for the timestamps that will be made');
  const store = closing.add('object store', new S3ObjectStore(config.s3), (opened) => Promise.resolve(opened.close()));
  return { db, jobs, store, log, trusted };
}

type Adapters = Awaited<ReturnType<typeof openAdapters>> & { readonly clock: Clock };

/** Every domain, in the order of the ranks. */
function createDomains(config: Config, adapters: Adapters) {
  const { db, clock, log, trusted } = adapters;
  const foundation = createFoundation(config, { db, clock, log, trusted });
  const { audit, structure, people } = foundation;
  const pictures = createPictures({ ...adapters, ...foundation });
  const records = new RecordRepository(recordsCollection(db));
  const types = loadRecordTypes();
  const given = { extensions: extensionsCollection(db), types, people, structure, sink: audit, clock, log };
  const extensions = new Extensions(given);
  const approvals = createApprovals({ db, people, structure, types, audit, clock, log });
  const notifications = createNotifications({ db, clock });
  const archive = createArchive({ records, types, audit, clock });
  const idempotency = createIdempotency({ db, clock });
  const upper = { pictures, records, types, extensions, approvals, notifications, archive, idempotency };
  return { ...foundation, ...upper };
}

export type Domains = ReturnType<typeof createDomains>;

function signingPolicy(
  { level, whenTsaFails, tsaUrls, archiveLevel }: Config['signing'],
  roots: readonly Uint8Array[],
): SigningPolicy {
  const authorities = tsaUrls.map((url) => ({ url }));
  const timestamper = authorities.length > 0 ? createHttpTimestamper({ authorities }) : undefined;
  const archive = archiveLevel === 'as-signed' ? undefined : { level: archiveLevel, timestamper, roots };
  return { level, whenTsaFails, timestamper, archive, roots };
}

function wireFlows(config: Config, adapters: Adapters, domains: Domains): Flows {
  const { people, structure, certificates, records, extensions, approvals, notifications, idempotency } = domains;
  const pendingSince = () => new Date(adapters.clock.now().getTime() - ABANDONED_UPLOAD_MS);
  return createFlows({
    ...adapters,
    ...domains,
    recordTypes: domains.types,
    policy: signingPolicy(config.signing, adapters.trusted),
    stuckMs: Math.max(LEAST_STUCK_MS, STUCK_SWEEPS * config.workers.sweepMs),
    housekeeping: [
      { name: 'people', run: (scope) => people.sweep(scope) },
      { name: 'structure', run: (scope) => structure.sweep(scope) },
      { name: 'certificates', run: (scope) => certificates.sweep(scope) },
      { name: 'pictures', run: (scope) => domains.pictures.sweep(scope) },
      {
        name: 'records',
        run: (scope) => records.removePending(scope, pendingSince()),
      },
      { name: 'extensions', run: (scope) => extensions.sweep(scope) },
      { name: 'delegations', run: (scope) => approvals.delegations.sweep(scope) },
      { name: 'notifications', run: (scope) => notifications.sweep(scope) },
      { name: 'idempotency', run: (scope) => idempotency.sweep(scope) },
    ],
  });
}

export function createRoutes(config: Config, adapters: Adapters, parts: { domains: Domains; flows: Flows }): Route[] {
  const { clock, store } = adapters;
  const { domains, flows } = parts;
  const verifier = new FileVerifier({ ...domains, store, clock, moreRoots: adapters.trusted });
  return [
    ...peopleRoutes({ ...domains, clock, secureCookies: config.http.secureCookies }),
    ...structureRoutes({ ...domains, clock }),
    ...certificateRoutes(domains),
    ...pictureRoutes({ ...domains, store }),
    ...recordRoutes({
      ...domains,
      ...adapters,
      events: flows.events,
      attendance: flows.attendance,
      inspectPdf,
      alsoReads: turnReaders(domains),
    }),
    ...approvalRoutes({ flows, delegations: domains.approvals.delegations, clock }),
    ...notificationRoutes(domains),
    ...archiveRoutes({ ...domains, verifier, clock }),
  ];
}

/** Whoever stands in for another may read what they are to sign. */
function turnReaders({ approvals }: Domains): RecordReader {
  return async (actor, record) => {
    const delegations = await approvals.delegations.inForceFor(scopeOfActor(actor), actor.account);
    return standingAt(record, actor, delegations) !== undefined;
  };
}

/** A process of hoso: connected, complete, not yet serving. */
export interface App {
  readonly db: Database;
  readonly domains: Domains;
  readonly routes: readonly Route[];
  /** Answers the API. */
  startWeb(): Promise<RunningHttpServer>;
  /** Runs jobs, and answers only for its own health. */
  startWorker(): Promise<RunningHttpServer>;
  /** Both in one process. */
  startAll(): Promise<RunningHttpServer>;
  /** Stops what was started, in order: no new requests and jobs, those under way finish, then the connections. */
  close(): Promise<void>;
}

/**
 * Connects and wires one process, and makes the indexes and buckets that are missing.
 * @throws DB_UNAVAILABLE, STORE_UNAVAILABLE, BUCKET_* when what the process needs is not there
 */
export async function openApp(config: Config, log: Logger, clock: Clock = systemClock): Promise<App> {
  const closing = new ClosingStack();
  try {
    const adapters = { ...(await openAdapters(config, log, closing)), clock };
    const domains = createDomains(config, adapters);
    const flows = wireFlows(config, adapters, domains);
    const routes = createRoutes(config, adapters, { domains, flows });
    await adapters.db.ensureIndexes();
    if (config.s3.createBuckets) await adapters.store.ensureBuckets();
    await adapters.store.selfCheck();
    return runnable(config, adapters, { domains, flows, routes, closing });
  } catch (error) {
    await closing.close();
    throw error;
  }
}

interface Wired {
  readonly domains: Domains;
  readonly flows: Flows;
  readonly routes: readonly Route[];
  readonly closing: ClosingStack;
}

function runnable(config: Config, adapters: Adapters, wired: Wired): App {
  const { domains, flows, routes, closing } = wired;
  const health = selfChecks({ ...adapters, ...domains });
  const serve = async (served: readonly Route[]) => {
    const { http } = config;
    const app = createExpressApp({
      ...adapters,
      routes: served,
      authenticator: domains.people,
      idempotency: domains.idempotency,
      uploads: createUploads({ store: adapters.store, limitBytes: http.uploadLimitBytes }),
      health,
      metrics: new Metrics(),
      openApi: () => openApiDocument({ routes: served, serverUrl: http.publicUrl, version: VERSION }),
      trustedProxies: http.trustedProxies,
      https: http.secureCookies,
      web: served.length > 0 ? webApp(http.webFolder) : undefined,
    });
    return closing.add('HTTP server', await listen(app, http), (server) => server.close());
  };
  const runJobs = () => {
    const { url: redisUrl, prefix } = config.redis;
    const options = { flows, queue: adapters.jobs, log: adapters.log, redisUrl, prefix, ...config.workers };
    closing.add('workers', startWorkers(options), (workers) => workers.close());
  };
  return {
    db: adapters.db,
    domains,
    routes,
    startWeb: () => serve(routes),
    startWorker: () => {
      runJobs();
      return serve([]);
    },
    startAll: () => {
      runJobs();
      return serve(routes);
    },
    close: () => closing.close(),
  };
}
