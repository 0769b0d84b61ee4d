import { type Timestamper } from '../../signing/index.ts';

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
