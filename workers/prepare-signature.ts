import { scopeOfSchool } from '../src/kernel/scope.ts';
import { defineJob } from './job.ts';

export const prepareSignatureJob = defineJob({
  name: 'prepare-signature',
  share: 1,
  run: (flows, { school, request, record }) => flows.prepareItem(scopeOfSchool(school), { request, record }),
});
