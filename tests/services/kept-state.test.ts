import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptPorts, keptSecrets } from '../../services/kept-state.ts';

describe('what npm start keeps', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hoso-state-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE' }) as Error;

  it('makes no new secrets where there is data: its signing keys would never open again', () => {
    mkdirSync(join(dir, 'mongo'));
    expect(() => keptSecrets(dir)).toThrow(unreadable);
  });

  it('does not replace a damaged secrets file', () => {
    writeFileSync(join(dir, 'secrets.json'), '{"serverKey": "');
    expect(() => keptSecrets(dir)).toThrow(unreadable);
  });

  it('gives the same secrets at every start, 32 bytes for the server key, readable by the owner alone', () => {
    const first = keptSecrets(dir);

    expect(keptSecrets(dir)).toEqual(first);
    expect(Buffer.from(first.serverKey, 'base64')).toHaveLength(32);
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('gives the same ports at every start, all different', async () => {
    const first = await keptPorts(dir);

    expect(await keptPorts(dir)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(3);
  });

  it('chooses another port, and remembers it, where somebody else took one', async () => {
    const first = await keptPorts(dir);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(first.redis, '127.0.0.1', resolve));
    const second = await keptPorts(dir);
    await new Promise((resolve) => other.close(resolve));

    expect(second).toMatchObject({ mongo: first.mongo, s3: first.s3 });
    expect(second.redis).not.toBe(first.redis);
    expect(await keptPorts(dir)).toEqual(second);
  });
});
