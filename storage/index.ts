export { storageErrors } from './errors.ts';
export { checkFixity, measureObject, verifiedStream, type Fixity } from './fixity.ts';
export {
  type ByteRange,
  type MakePermanent,
  type ObjectContent,
  type ObjectFacts,
  type ObjectRef,
  type ObjectStore,
  type PutTemporary,
  type PutVersion,
  type StoredObject,
  type TemporaryObject,
} from './object-store.ts';
export { openObjectSource, type ObjectSource } from './object-source.ts';
export { lockUntil, PERMANENT_LOCK_YEARS, type RetentionPeriod } from './retention.ts';
export { type S3Settings } from './s3-client.ts';
export { S3ObjectStore } from './s3-object-store.ts';
export { sweepTemporary } from './sweep.ts';
