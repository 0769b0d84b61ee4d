import { type Certificates } from '../../certificates/index.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type Timestamper } from '../../signing/index.ts';

/** What the archive adds to finished records before it locks them. */
export interface ArchivePolicy {
  readonly level: 'b-t' | 'b-lt' | 'b-lta';
  /** An outside authority; absent: the school's own. */
  readonly timestamper?: Timestamper | undefined;
  /** Authorities trusted beside the schools' own, in DER: those of the timestamps and of signatures made elsewhere. */
  readonly roots: readonly Uint8Array[];
}

/** Which signatures this installation makes. */
export interface SigningPolicy {
  /** Authorities trusted beside the schools' own, in DER. */
  readonly roots?: readonly Uint8Array[] | undefined;
  readonly level: 'b-b' | 'b-t';
  /** Wait and try again, or go on at B-B, recorded as such. */
  readonly whenTsaFails: 'wait' | 'lower';
  /** An outside authority; absent: where the level asks for one, the school's own. */
  readonly timestamper?: Timestamper | undefined;
  /** Absent: finished records are locked as they are. */
  readonly archive?: ArchivePolicy | undefined;
}

/** Who stamps a school's signatures: the outside authority that was named, else its own. */
export function timestamperFor(
  { timestamper }: Pick<SigningPolicy, 'timestamper'>,
  certificates: Pick<Certificates, 'timestamper'>,
  scope: SchoolScope,
): Timestamper {
  return timestamper ?? certificates.timestamper(scope);
}
