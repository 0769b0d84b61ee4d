import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from './errors.ts';
import { freePort, isFreePort } from './ports.ts';
import { newS3Credentials, type S3Credentials } from './s3.ts';

/** The ports of the services on 127.0.0.1. */
export interface ServicePorts {
  readonly mongo: number;
  readonly redis: number;
  readonly s3: number;
}

/** What must stay the same as long as the data stays. */
export interface Secrets {
  /** 32 bytes in base64; wraps the signing keys. */
  readonly serverKey: string;
  readonly s3: S3Credentials;
}

/** The ports of the last start, but for those that somebody else took since; a new one is remembered in its place. */
export async function keptPorts(dir: string): Promise<ServicePorts> {
  const file = join(dir, 'ports.json');
  const before = readJson<Partial<ServicePorts>>(file) ?? {};
  const keep = async (port: number | undefined) =>
    port !== undefined && (await isFreePort(port)) ? port : await freePort();
  const ports = { mongo: await keep(before.mongo), redis: await keep(before.redis), s3: await keep(before.s3) };
  writeAtomically(file, ports);
  return ports;
}

/**
 * The secrets of this installation, made at the first start, readable by its owner alone. STATE_UNREADABLE if there is
 * data but its secrets are gone: new ones would make every signing key unreadable without a word.
 */
export function keptSecrets(dir: string): Secrets {
  const file = join(dir, 'secrets.json');
  const before = readJson<Secrets>(file);
  if (before !== undefined) return before;
  if (existsSync(join(dir, 'mongo'))) throw errors.STATE_UNREADABLE({ file });
  const secrets = { serverKey: randomBytes(32).toString('base64'), s3: newS3Credentials() };
  writeAtomically(file, secrets);
  return secrets;
}

function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (cause) {
    throw errors.STATE_UNREADABLE({ file }, cause);
  }
}

function writeAtomically(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
