import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../services/ports.ts';
import { startS3 } from '../../services/s3.ts';
import { startProcess, type ProcessPlan } from '../../services/service-process.ts';
import { requireTool } from '../../services/tools.ts';

const SERVES = 'process.stdout.write("up"); setInterval(() => undefined, 1000);';
const IGNORES_TERM = `process.on("SIGTERM", () => undefined); ${SERVES}`;

describe('the processes of services', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hoso-process-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true, force: true });
  });

  const nodePlan = (script: string, graceMs = 5000): ProcessPlan => ({
    name: 'Test',
    command: process.execPath,
    args: ['-e', script],
    logFile: join(dir, 'log'),
    graceMs,
  });
  const untilUp = (log: string) => vi.waitFor(() => expect(readFileSync(log, 'utf8')).toBe('up'), { timeout: 10_000 });
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('say at once, with the end of their log, that they died instead of starting', async () => {
    const service = startProcess(nodePlan('console.error("no space left"); process.exit(3);'));

    await expect(service.waitUntil(() => Promise.resolve(false))).rejects.toMatchObject({
      code: 'SERVICE_DIED',
      details: { exit: 'exit 3', output: 'no space left' },
    });
  });

  it('say so too where the program does not exist', async () => {
    const service = startProcess({ ...nodePlan(''), command: join(dir, 'absent') });
    await expect(service.waitUntil(() => Promise.resolve(false))).rejects.toMatchObject({ code: 'SERVICE_DIED' });
  });

  it('end when asked, and by force when they do not listen', async () => {
    const willing = startProcess(nodePlan(SERVES));
    await willing.stop();
    await expect(willing.ended).resolves.toBe('signal SIGTERM');

    const stubborn = startProcess({ ...nodePlan(IGNORES_TERM, 200), logFile: join(dir, 'stubborn') });
    await untilUp(join(dir, 'stubborn'));
    await stubborn.stop();
    await stubborn.stop();
    await expect(stubborn.ended).resolves.toBe('signal SIGKILL');
  });

  it.runIf(process.platform === 'linux')('do not outlive us, even if we are killed', async () => {
    const module = new URL('../../services/service-process.ts', import.meta.url).href;
    const script =
      `const { startProcess } = await import(${JSON.stringify(module)});` +
      `const service = startProcess(${JSON.stringify(nodePlan(SERVES))}); console.log(service.pid);` +
      `setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
    );
    await untilUp(join(dir, 'log'));
    expect(isAlive(pid)).toBe(true);

    parent.kill('SIGKILL');

    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000 });
  });

  it('are named with the command that installs them where a tool is missing', () => {
    vi.stubEnv('PATH', dir);
    const need = { purpose: 'a test', install: 'apt-get install -y nothing' };
    expect(() => requireTool('nothing', need)).toThrow(/nothing is missing .* apt-get install -y nothing/);
  });

  it('are not guessed: S3_ENDPOINT without its key is refused with the name of what is missing', async () => {
    vi.stubEnv('S3_ENDPOINT', 'http://127.0.0.1:9');
    vi.stubEnv('S3_REGION', 'us-east-1');
    await expect(startS3({ dir })).rejects.toMatchObject({
      code: 'SERVICE_HALF_CONFIGURED',
      details: { missing: 'S3_ACCESS_KEY' },
    });
  });

  it('stay at the port they are given and answer with the key they are given', async () => {
    const port = await freePort();
    const credentials = { accessKey: 'TESTKEY', secretKey: 'test-secret-of-enough-length' };
    const s3 = await startS3({ dir, port, credentials });

    expect(s3.env).toMatchObject({ S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_ACCESS_KEY: 'TESTKEY' });
    await s3.stop();
    expect(isAlive(s3.pid ?? 0)).toBe(false);
  });
});
