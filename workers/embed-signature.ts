import { scopeOfSchool } from '../src/kernel/scope.ts';
import { defineJob } from './job.ts';

export const embedSignatureJob = defineJob({
  name: 'embed-signature',
  share: 1,
  run: (flows, { school, request, record }) => flows.embedItem(scopeOfSchool(school), { request, record }),
});
