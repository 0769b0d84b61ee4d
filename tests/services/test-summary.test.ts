import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('the last line of CI', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hoso-summary-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function results(passed: number, failed: number, unloaded = 0): string {
    const file = join(dir, `${passed}-${failed}-${unloaded}.json`);
    const testResults = Array.from({ length: unloaded }, () => ({ status: 'failed', assertionResults: [] }));
    const counts = { numPassedTests: passed, numFailedTests: failed, numPendingTests: 0 };
    writeFileSync(file, JSON.stringify({ ...counts, testResults }));
    return file;
  }

  function summarise(...files: string[]): Promise<{ code: number; last: string | undefined }> {
    const args = ['--import', 'tsx', 'services/test-summary.ts', ...files];
    return new Promise((resolve) =>
      execFile(process.execPath, args, (error, stdout) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, last: stdout.trim().split('\n').at(-1) }),
      ),
    );
  }

  it('fails where no test ran', async () => {
    expect(await summarise(results(0, 0))).toEqual({ code: 1, last: 'tests: 0 passed, 0 failed' });
  });

  it('counts a run that left no results as a failure', async () => {
    const absent = join(dir, 'absent.json');
    expect(await summarise(results(3, 0), absent)).toEqual({ code: 1, last: 'tests: 3 passed, 1 failed' });
  });

  it('counts a test file that could not be loaded as a failure', async () => {
    expect(await summarise(results(3, 0, 2))).toEqual({ code: 1, last: 'tests: 3 passed, 2 failed' });
  });

  it('adds up all runs', async () => {
    expect(await summarise(results(3, 0), results(4, 0))).toEqual({ code: 0, last: 'tests: 7 passed, 0 failed' });
    expect(await summarise(results(3, 1), results(4, 0))).toEqual({ code: 1, last: 'tests: 7 passed, 1 failed' });
  });
});
