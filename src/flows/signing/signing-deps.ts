import { type Approvals } from '../../approvals/index.ts';
import { type Certificates } from '../../certificates/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type Jobs } from '../../kernel/jobs.ts';
import { type Logger } from '../../kernel/logger.ts';
import { type RecordRepository, type RecordTypes } from '../../records/index.ts';
import { type Structure } from '../../structure/index.ts';
import { type ObjectStore } from '../../../storage/index.ts';
import { type VersionReader } from './version-bytes.ts';
import { type ContentsSizes } from './contents-sizes.ts';
import { type Attendance } from '../deciding/attendance.ts';
import { type RecordEvents } from '../telling/publish-record-events.ts';
import { type SigningPolicy } from './signing-policy.ts';
import { type StampPictures } from './stamps/stamp-pictures.ts';

/** What the phases of signing work with. */
export interface SigningDeps {
  readonly records: RecordRepository;
  readonly approvals: Approvals;
  readonly certificates: Pick<Certificates, 'unlock' | 'timestamper' | 'trust'>;
  readonly structure: Pick<Structure, 'school'>;
  readonly store: ObjectStore;
  readonly bases: VersionReader;
  readonly holes: ContentsSizes;
  readonly recordTypes: RecordTypes;
  readonly stampPictures: StampPictures;
  readonly events: RecordEvents;
  readonly attendance: Pick<Attendance, 'attend' | 'review'>;
  readonly policy: SigningPolicy;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Logger;
}
