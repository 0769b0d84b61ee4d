import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from './paths.ts';
import { type S3Store } from './s3-store.ts';
import { type Log } from './service.ts';
import { type ProcessPlan } from './service-process.ts';
import { findOnPath, requireTool, runStep } from './tools.ts';

const VERSION = 'v1.8.0';
const MODULE = 'github.com/versity/versitygw/cmd/versitygw';

const BIN = join(cacheDir, 'bin');
const BUILT = join(BIN, `versitygw-${VERSION}`);

/** The program `versitygw` if it is on PATH or built already. */
export function findVersitygw(): string | undefined {
  return findOnPath('versitygw') ?? (existsSync(BUILT) ? BUILT : undefined);
}

/** The program `versitygw`: found, or built once by Go. TOOL_MISSING without Go. */
export async function ensureVersitygw(log: Log): Promise<string> {
  const found = findVersitygw();
  if (found !== undefined) return found;
  const go = requireTool('go', {
    purpose: 'building versitygw, the stand-in for S3',
    install: 'apt-get install -y golang (version 1.25 or newer; see https://go.dev/doc/install)',
  });
  mkdirSync(BIN, { recursive: true });
  const work = mkdtempSync(join(BIN, 'build-'));
  try {
    const title = 'Building versitygw, the stand-in for S3 (one to four minutes)';
    const env = { GOBIN: work, CGO_ENABLED: '0' };
    await runStep({ title, command: go, args: ['install', '-ldflags=-s -w', `${MODULE}@${VERSION}`], env, log });
    renameSync(join(work, 'versitygw'), BUILT);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return BUILT;
}

/**
 * versitygw over a folder, another one for older versions. Metadata goes to extended attributes; `metadata`, where the
 * file system has none, to files in a folder of that name.
 */
export function versitygwPlan(command: string, store: S3Store): ProcessPlan {
  const { dir, account, port } = store;
  const objects = join(dir, 'objects');
  const versions = join(dir, 'versions');
  for (const folder of [objects, versions]) mkdirSync(folder, { recursive: true });
  const sidecar = existsSync(metadataDir(dir)) ? ['--sidecar', metadataDir(dir)] : [];
  const server = ['--port', `127.0.0.1:${port}`, '--region', account.region, '--quiet', '--keep-alive', 'posix'];
  const args = [...server, '--versioning-dir', versions, ...sidecar, objects];
  const env = { ROOT_ACCESS_KEY: account.accessKey, ROOT_SECRET_KEY: account.secretKey };
  return { name: 'S3', command, args, env, logFile: join(dir, 's3.log') };
}

/** Where metadata goes on a file system without extended attributes; if the folder is there, it is used. */
export function metadataDir(dir: string): string {
  return join(dir, 'metadata');
}
