import { scopeOfSchool } from '../src/kernel/scope.ts';
import { defineJob } from './job.ts';

export const archiveRecordJob = defineJob({
  name: 'archive-record',
  share: 0.5,
  run: (flows, { school, record }) => flows.archiveRecord(scopeOfSchool(school), record),
});
