import { type Approvals } from '../approvals/index.ts';
import { type Certificates } from '../certificates/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { type Jobs } from '../kernel/jobs.ts';
import { type Logger } from '../kernel/logger.ts';
import { type RecordRepository, type RecordTypes } from '../records/index.ts';
import { type Timestamper } from '../signing/index.ts';
import { type Structure } from '../structure/index.ts';
import { type ObjectStore } from '../../storage/index.ts';
import { type BaseReader } from './base-bytes.ts';
import { type HoleMeasures } from './hole-measures.ts';
import { type RecordEvents } from './publish-record-events.ts';
import { type StampPictures } from './stamps/stamp-pictures.ts';

/** What the archive adds to finished records before it locks them. */
export interface ArchivePolicy {
  readonly level: 'b-t' | 'b-lt' | 'b-lta';
  readonly timestamper: Timestamper;
  /** Authorities trusted beside the schools' own, in DER: those of the timestamps and of signatures made elsewhere. */
  readonly roots: readonly Uint8Array[];
}

/** Which signatures this installation makes. */
export interface SigningPolicy {
  readonly level: 'b-b' | 'b-t';
  /** Wait and try again, or go on at B-B, recorded as such. */
  readonly whenTsaFails: 'wait' | 'lower';
  /** Present where the level asks for one. */
  readonly timestamper?: Timestamper | undefined;
  /** Absent: finished records are locked as they are. */
  readonly archive?: ArchivePolicy | undefined;
}

/** What the phases of signing work with. */
export interface SigningDeps {
  readonly records: RecordRepository;
  readonly approvals: Approvals;
  readonly certificates: Pick<Certificates, 'unlock'>;
  readonly structure: Pick<Structure, 'school'>;
  readonly store: ObjectStore;
  readonly bases: BaseReader;
  readonly holes: HoleMeasures;
  readonly recordTypes: RecordTypes;
  readonly stampPictures: StampPictures;
  readonly events: RecordEvents;
  readonly policy: SigningPolicy;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Logger;
}
