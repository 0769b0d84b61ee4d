import { defineJob } from './job.ts';

export const sweepJob = defineJob({
  name: 'sweep',
  share: 0,
  run: (flows, { school }) => flows.sweep(school),
});
