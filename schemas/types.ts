// Made by `npm run generate` from the schemas in this folder; do not edit.

export interface SchemaTypes {
  'api/id-params': IdParams;
  'api/problem': Problem;
  'jobs/archive-record': ArchiveRecordJob;
  'jobs/embed-signature': EmbedSignatureJob;
  'jobs/prepare-signature': PrepareSignatureJob;
  'jobs/publish-record-events': PublishRecordEventsJob;
  'jobs/sweep': SweepJob;
}
export interface IdParams {
  id: string;
}
/**
 * A problem document (RFC 9457).
 */
export interface Problem {
  type: string;
  /**
   * In Vietnamese.
   */
  title: string;
  status: number;
  /**
   * Stable machine code.
   */
  code: string;
  /**
   * In Vietnamese.
   */
  detail: string;
  /**
   * In English.
   */
  detailEn: string;
  /**
   * The request's id.
   */
  instance?: string;
  details?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * Lock the sealed version to its retention date and note it as archived.
 */
export interface ArchiveRecordJob {
  school: string;
  record: string;
  trace?: string;
}
/**
 * Put the signature of one confirmed item into its increment and make the new version.
 */
export interface EmbedSignatureJob {
  school: string;
  request: string;
  record: string;
  trace?: string;
}
/**
 * Build the increment and digest of one item of a signing request.
 */
export interface PrepareSignatureJob {
  school: string;
  request: string;
  record: string;
  trace?: string;
}
/**
 * Bring the events that wait in a record's outbox to the audit log and to the people they concern.
 */
export interface PublishRecordEventsJob {
  school: string;
  record: string;
  trace?: string;
}
/**
 * Look for work that was forgotten: jobs lost with Redis, leases that ended, temporary objects.
 */
export interface SweepJob {
  school?: string;
}
