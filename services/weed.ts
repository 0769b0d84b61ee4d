import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { type S3Store } from './s3-store.ts';
import { type ProcessPlan } from './service-process.ts';

const VOLUME_SIZE_MB = 256;
const PORTS = ['master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc', 'filer.port', 'filer.port.grpc'];

/** SeaweedFS in one process (master, volume, filer, S3) with the given key as its only account. */
export async function weedPlan(command: string, store: S3Store): Promise<ProcessPlan> {
  const data = join(store.dir, 'weed');
  mkdirSync(data, { recursive: true });
  const { accessKey, secretKey } = store.account;
  const config = join(store.dir, 'weed-accounts.json');
  const identity = { name: 'hoso', credentials: [{ accessKey, secretKey }], actions: ['Admin'] };
  writeFileSync(config, JSON.stringify({ identities: [identity] }), { mode: 0o600 });
  const ports = [...PORTS, 's3.port.grpc'].map(async (name) => `-${name}=${await freePort()}`);
  const args = [
    'server',
    `-dir=${data}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.volumeSizeLimitMB=${VOLUME_SIZE_MB}`,
    '-volume.max=0',
    '-filer',
    '-s3',
    `-s3.port=${store.port}`,
    `-s3.config=${config}`,
    ...(await Promise.all(ports)),
  ];
  return { name: 'S3', command, args, logFile: join(store.dir, 's3.log') };
}
