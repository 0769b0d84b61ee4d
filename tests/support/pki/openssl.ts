import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command of OpenSSL said. */
export interface OpensslResult {
  readonly ok: boolean;
  /** Standard output and error. */
  readonly text: string;
}

const run = (args: readonly string[], cwd: string): Promise<OpensslResult> =>
  new Promise((resolve) => {
    execFile('openssl', [...args], { cwd, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      resolve({ ok: !error, text: `${stdout}${stderr}` }),
    );
  });

/** Whether the program is on PATH; tests that need it are skipped visibly otherwise. */
export const hasOpenssl = (await run(['version'], tmpdir())).ok;

/** A folder of files for commands of OpenSSL, removed at the end. */
export interface OpensslFolder extends AsyncDisposable {
  run(...args: readonly string[]): Promise<OpensslResult>;
  readonly path: (name: string) => string;
}

/** Writes the files and runs commands beside them. */
export async function opensslFolder(files: Readonly<Record<string, Uint8Array | string>>): Promise<OpensslFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'hoso-openssl-'));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return {
    run: (...args) => run(args, folder),
    path: (name) => join(folder, name),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** PEM of a DER encoding. */
export function toPem(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
