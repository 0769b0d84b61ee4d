import { expect, it } from 'vitest';
import { levelSample, signedSample, testRoots } from '../signing/verify/signed-samples.ts';
import { runTampering } from '../signing/verify/tamper-run.ts';

it('finds none of 12,000 altered files valid, and none of them stops the verifier', async () => {
  const victims = [
    { name: 'table, once', bytes: await signedSample('table', ['teacher']) },
    { name: 'stream, once', bytes: await signedSample('stream', ['teacher']) },
    { name: 'table, four', bytes: await signedSample('table', ['teacher', 'head', 'principal', 'seal']) },
    { name: 'b-t', bytes: await levelSample('table', 'b-t') },
    { name: 'b-lta', bytes: await levelSample('stream', 'b-lta') },
  ];
  const outcome = await runTampering(victims, { seed: 1, count: 12_000, roots: await testRoots() });
  console.log(outcome.byConclusion, `slowest ${Math.round(outcome.slowestMs)} ms`);
  expect(outcome.wrong).toEqual([]);
  expect(outcome.tried).toBe(12_000);
  expect(outcome.slowestMs).toBeLessThan(5000);
}, 300_000);
