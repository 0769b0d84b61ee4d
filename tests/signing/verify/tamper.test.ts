import { expect, it } from 'vitest';
import { levelSample, signedSample, testRoots } from './signed-samples.ts';
import { runTampering } from './tamper-run.ts';

it('finds none of 1,500 altered files valid, and none of them stops the verifier', async () => {
  const victims = [
    { name: 'table, twice', bytes: await signedSample('table', ['teacher', 'seal']) },
    { name: 'stream, once', bytes: await signedSample('stream', ['teacher']) },
    { name: 'b-lta', bytes: await levelSample('stream', 'b-lta') },
  ];
  const outcome = await runTampering(victims, { seed: 500_000, count: 1500, roots: await testRoots() });
  expect(outcome.wrong).toEqual([]);
  expect(outcome.tried).toBe(1500);
}, 60_000);
