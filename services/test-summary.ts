import { existsSync, readFileSync } from 'node:fs';

/** What vitest's JSON reporter writes, as far as it is needed here. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Adds up result files of vitest and prints `tests: N passed, N failed`. A test file that could not even be loaded and
 * a result file that is not there count as a failure; so does a run without any test. Exit code 0 only if all passed.
 */
function summarise(files: readonly string[]): number {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of files) {
    if (!existsSync(file)) {
      console.log(`${file} is missing: its tests did not run`);
      failed += 1;
      continue;
    }
    const results = JSON.parse(readFileSync(file, 'utf8')) as Results;
    const unloaded = results.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0);
    passed += results.numPassedTests;
    failed += results.numFailedTests + unloaded.length;
    skipped += results.numPendingTests;
  }
  if (skipped > 0) console.log(`skipped: ${skipped}`);
  console.log(`tests: ${passed} passed, ${failed} failed`);
  return passed > 0 && failed === 0 ? 0 : 1;
}

process.exitCode = summarise(process.argv.slice(2));
