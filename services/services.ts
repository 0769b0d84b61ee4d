import { join } from 'node:path';
import { prepareMongo, startMongo } from './mongo.ts';
import { prepareRedis, startRedis } from './redis.ts';
import { prepareS3, startS3, type S3Credentials } from './s3.ts';
import { type Log, type RunningService } from './service.ts';

/** How all services are started together. */
export interface ServicesOptions {
  /** Each service gets a folder of its own in here. */
  readonly dir: string;
  /** Keep no more than must be; for tests and benchmarks. */
  readonly memory?: boolean;
  readonly ports?: { readonly mongo?: number; readonly redis?: number; readonly s3?: number };
  readonly s3Credentials?: S3Credentials;
  readonly log?: Log;
}

/** What the application reads from its environment to find its services. */
export type ServicesEnv = Readonly<
  Record<
    | 'MONGODB_URI'
    | 'REDIS_URL'
    | 'S3_ENDPOINT'
    | 'S3_REGION'
    | 'S3_ACCESS_KEY'
    | 'S3_SECRET_KEY'
    | 'S3_WORK_BUCKET'
    | 'S3_RECORDS_BUCKET',
    string
  >
>;

/** Everything the application needs, running. */
export interface RunningServices {
  /** The settings of all services together. */
  readonly env: ServicesEnv;
  readonly services: readonly RunningService[];
  stop(): Promise<void>;
}

/** Sets up what is missing for each service, all at once, and says what each of them is here. */
export async function prepareServices(log: Log): Promise<Readonly<Record<'mongo' | 'redis' | 's3', string>>> {
  const [mongo, redis, s3] = await Promise.all([prepareMongo(log), prepareRedis(log), prepareS3(log)]);
  return { mongo, redis, s3 };
}

/** Starts MongoDB, Redis and S3 at once, each configured, found or stood in for. If one fails, the others are stopped. */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const { dir, memory = false, ports = {}, log = () => undefined, s3Credentials } = options;
  const common = { memory, log };
  const outcomes = await Promise.allSettled([
    startMongo({ ...common, dir: join(dir, 'mongo'), ...(ports.mongo && { port: ports.mongo }) }),
    startRedis({ ...common, dir: join(dir, 'redis'), ...(ports.redis && { port: ports.redis }) }),
    startS3({
      ...common,
      dir: join(dir, 's3'),
      ...(ports.s3 && { port: ports.s3 }),
      ...(s3Credentials && { credentials: s3Credentials }),
    }),
  ]);
  const services = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async () => void (await Promise.all(services.map((service) => service.stop())));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return {
    env: Object.assign({}, ...services.map((service) => service.env)) as ServicesEnv,
    services,
    stop,
  };
}
