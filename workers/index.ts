import { archiveRecordJob } from './archive-record.ts';
import { embedSignatureJob } from './embed-signature.ts';
import { type AnyJob } from './job.ts';
import { prepareSignatureJob } from './prepare-signature.ts';
import { publishRecordEventsJob } from './publish-record-events.ts';
import { sweepJob } from './sweep.ts';

/** Every job there is. */
export const JOBS: readonly AnyJob[] = [
  prepareSignatureJob,
  embedSignatureJob,
  publishRecordEventsJob,
  archiveRecordJob,
  sweepJob,
];
