import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { errors } from './errors.ts';
import { freePort } from './ports.ts';
import { answersS3, ensureBucket } from './s3-buckets.ts';
import { type S3Store } from './s3-store.ts';
import { configuredService, type Log, type RunningService, type StartOptions } from './service.ts';
import { startProcess, type ProcessPlan, type ServiceProcess } from './service-process.ts';
import { findOnPath } from './tools.ts';
import { ensureVersitygw, findVersitygw, metadataDir, versitygwPlan } from './versitygw.ts';
import { weedPlan } from './weed.ts';

const NAME = 'S3';
const REGION = 'us-east-1';
const WORK_BUCKET = 'hoso-work';
const RECORDS_BUCKET = 'hoso-records';
const SETTINGS = ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_WORK_BUCKET', 'S3_RECORDS_BUCKET'];

/** The key of a store of our own. */
export interface S3Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A key nobody can guess. */
export function newS3Credentials(): S3Credentials {
  return { accessKey: randomBytes(10).toString('hex').toUpperCase(), secretKey: randomBytes(30).toString('base64url') };
}

/** What S3 is here: configured elsewhere, versitygw, or `weed` where that is at hand and versitygw is not. */
export async function prepareS3(log: Log): Promise<'configured' | 'versitygw' | 'weed'> {
  if (process.env['S3_ENDPOINT']) return 'configured';
  if (weedInstead() !== undefined) return 'weed';
  await ensureVersitygw(log);
  return 'versitygw';
}

/**
 * Starts an S3 store with the two buckets the application needs (the one for records with Object Lock), or takes the one
 * `S3_ENDPOINT` names, whose buckets are its owner's business. Gives `S3_ENDPOINT` and the five settings beside it.
 * SERVICE_HALF_CONFIGURED if the endpoint is given without the rest.
 */
export async function startS3(options: StartOptions & { credentials?: S3Credentials }): Promise<RunningService> {
  if (process.env['S3_ENDPOINT']) return configuredService(NAME, configuredSettings());
  mkdirSync(options.dir, { recursive: true });
  const port = options.port ?? (await freePort());
  const { accessKey, secretKey } = options.credentials ?? newS3Credentials();
  const account = { endpoint: `http://127.0.0.1:${port}`, region: REGION, accessKey, secretKey };
  const service = await startStore({ dir: options.dir, account, port }, options.log ?? (() => undefined));
  try {
    await ensureBucket(account, WORK_BUCKET, false);
    await ensureBucket(account, RECORDS_BUCKET, true);
  } catch (error) {
    await service.stop();
    throw error;
  }
  const env = {
    S3_ENDPOINT: account.endpoint,
    S3_REGION: REGION,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_WORK_BUCKET: WORK_BUCKET,
    S3_RECORDS_BUCKET: RECORDS_BUCKET,
  };
  return { name: NAME, env, port, ...service };
}

function startStore(store: S3Store, log: Log): Promise<ServiceProcess> {
  const weed = weedInstead();
  return weed === undefined
    ? startVersitygw(store, log)
    : weedPlan(weed, store).then((plan) => startAndWait(plan, store));
}

async function startVersitygw(store: S3Store, log: Log): Promise<ServiceProcess> {
  const command = await ensureVersitygw(log);
  try {
    return await startAndWait(versitygwPlan(command, store), store);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('xattrs are not supported'))) throw error;
    mkdirSync(metadataDir(store.dir), { recursive: true });
    return startAndWait(versitygwPlan(command, store), store);
  }
}

async function startAndWait(plan: ProcessPlan, store: S3Store): Promise<ServiceProcess> {
  const service = startProcess(plan);
  await service.waitUntil(() => answersS3(store.account));
  return service;
}

function weedInstead(): string | undefined {
  return findVersitygw() === undefined && findOnPath('go') === undefined ? findOnPath('weed') : undefined;
}

function configuredSettings(): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const name of SETTINGS) {
    const value = process.env[name];
    if (!value) throw errors.SERVICE_HALF_CONFIGURED({ given: 'S3_ENDPOINT', missing: name });
    settings[name] = value;
  }
  return settings;
}
