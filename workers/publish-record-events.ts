import { scopeOfSchool } from '../src/kernel/scope.ts';
import { defineJob } from './job.ts';

export const publishRecordEventsJob = defineJob({
  name: 'publish-record-events',
  share: 1,
  run: (flows, { school, record }) => flows.events.publish(scopeOfSchool(school), record),
});
