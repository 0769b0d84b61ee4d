import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDir } from '../../services/paths.ts';
import { toPem } from '../support/pki/openssl.ts';
import { sampleDocument } from '../signing/verify/sample-files.ts';
import { signedSample, testRoots } from '../signing/verify/signed-samples.ts';

const MAIN = join(projectDir, 'src', 'cli', 'main.ts');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoso-pipe-'));
  const signed = await signedSample('table', ['teacher']);
  await writeFile(join(folder, 'valid.pdf'), signed);
  await writeFile(join(folder, 'plain.pdf'), await sampleDocument('table'));
  await writeFile(join(folder, 'trust.pem'), (await testRoots()).map((root) => toPem(root)).join(''));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the program with nobody reading what it says, on standard output or on both. */
async function unread(words: readonly string[], deaf: 'output' | 'both'): Promise<{ code: unknown; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...words], { cwd: projectDir });
  const said: string[] = [];
  child.stdout.destroy();
  if (deaf === 'both') child.stderr.destroy();
  else child.stderr.on('data', (part: Buffer) => said.push(part.toString()));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, err: said.join('') };
}

describe('the program whose output nobody reads to its end', () => {
  it.each([
    [0, 'verify valid.pdf --trust trust.pem', ''],
    [0, 'verify valid.pdf --trust trust.pem --json', ''],
    [1, 'verify plain.pdf', ''],
    [2, 'verify valid.pdf', 'NO_TRUST_GIVEN'],
    [0, 'help', ''],
  ])('ends quietly with the code of its verdict: %i, %s', async (code, line, told) => {
    const words = line.split(' ').map((word) => (/\.(pdf|pem)$/.test(word) ? join(folder, word) : word));
    const heard = await unread(words, 'output');
    expect(heard.code).toBe(code);
    expect(heard.err).not.toContain('EPIPE');
    expect(heard.err.split(':')[0]).toBe(told);
    expect((await unread(words, 'both')).code).toBe(code);
  });
});
