import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileSource, verifyPdf } from '../../src/signing/index.ts';
import { writeLargePdf } from './large-pdf.ts';

const MIB = 1024 * 1024;
const SIZE = 500_000_000;
const MAX_EXTRA_BYTES = 64 * MIB;

/** What `sign-large-file.ts` reports. */
interface Signing {
  readonly extraBytes: number;
  readonly increment: number;
  readonly root: string;
}

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-large-'));
  path = join(folder, 'scan.pdf');
  await writeLargePdf(path, SIZE);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a scan of 500 MB', () => {
  it('is signed in less than 64 MB of extra memory, and every byte of it stays', async () => {
    const before = await digestOf(path, SIZE);
    const { extraBytes, increment, root } = await signInOwnProcess(path);
    console.log(`extra memory: ${(extraBytes / MIB).toFixed(1)} MiB`);
    expect(extraBytes).toBeLessThan(MAX_EXTRA_BYTES);
    await using signed = await openFileSource(path);
    expect(signed.size).toBe(SIZE + increment);
    expect(await digestOf(path, SIZE)).toBe(before);
    const report = await verifyPdf(signed, { roots: [Buffer.from(root, 'base64')] });
    expect(report.signatures).toHaveLength(1);
    expect(report.signatures[0]).toMatchObject({
      integrity: { content: 'good', signature: 'good' },
      coverage: { scope: 'whole-file' },
      chain: { status: 'good' },
    });
  }, 60_000);
});

function signInOwnProcess(file: string): Promise<Signing> {
  const child = fork(join(import.meta.dirname, 'sign-large-file.ts'), [file], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Signing));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the signing process ended with ${code}`)));
  });
}

async function digestOf(file: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'r');
  try {
    for await (const chunk of handle.createReadStream({ end: length - 1, highWaterMark: MIB, autoClose: false }))
      hash.update(chunk as Buffer);
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}
