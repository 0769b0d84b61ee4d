import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../services/lock.ts';

describe('the lock of npm start', () => {
  let dir = '';
  let file = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hoso-lock-'));
    file = join(dir, 'lock');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('is refused with the owner named while its owner lives', () => {
    const release = acquireLock(file);

    expect(() => acquireLock(file)).toThrow(expect.objectContaining({ code: 'ALREADY_RUNNING' }) as Error);
    expect(() => acquireLock(file)).toThrow(String(process.pid));
    release();
  });

  it('is taken over from a process that is gone', () => {
    writeFileSync(file, '4194999 1 gone\n');

    acquireLock(file)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is taken over when another process has the number of its owner now', () => {
    writeFileSync(file, `${process.pid} 1 another-boot\n`);

    acquireLock(file)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is taken over when its file is empty, as a full disk leaves it', () => {
    writeFileSync(file, '');

    acquireLock(file)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('can be taken again after its release', () => {
    acquireLock(file)();
    acquireLock(file)();
    expect(readdirSync(dir)).toEqual([]);
  });
});
