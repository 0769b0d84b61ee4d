import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { type S3Store } from './s3-store.ts';
import { type ProcessPlan } from './service-process.ts';
import { outputOf } from './tools.ts';

const VOLUME_SIZE_MB = 256;
const GRACE_MS = 30_000;
const PORTS = ['master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc', 'filer.port', 'filer.port.grpc'];

/** Gateways to other protocols, on fixed ports and only in newer versions: turned off where there are any. */
const UNWANTED = ['s3.port.iceberg', 's3.port.lance'];

/** SeaweedFS in one process (master, volume, filer, S3) with the given key as its only account. */
export async function weedPlan(command: string, store: S3Store): Promise<ProcessPlan> {
  const data = join(store.dir, 'weed');
  mkdirSync(data, { recursive: true });
  const { accessKey, secretKey } = store.account;
  const config = join(store.dir, 'weed-accounts.json');
  const identity = { name: 'hoso', credentials: [{ accessKey, secretKey }], actions: ['Admin'] };
  writeFileSync(config, JSON.stringify({ identities: [identity] }), { mode: 0o600 });
  const ports = [...PORTS, 's3.port.grpc'].map(async (name) => `-${name}=${await freePort()}`);
  const known = await outputOf(command, ['help', 'server']);
  const off = UNWANTED.filter((flag) => known.includes(`-${flag} `)).map((flag) => `-${flag}=0`);
  const args = [
    'server',
    `-dir=${data}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.volumeSizeLimitMB=${VOLUME_SIZE_MB}`,
    '-volume.max=0',
    '-volume.preStopSeconds=1',
    '-filer',
    '-s3',
    `-s3.port=${store.port}`,
    `-s3.config=${config}`,
    ...off,
    ...(await Promise.all(ports)),
  ];
  return { name: 'S3', command, args, logFile: join(store.dir, 's3.log'), graceMs: GRACE_MS };
}
