import {
  CreateBucketCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { storageErrors } from './errors.ts';
import { type S3Settings } from './s3-client.ts';
import { storeError } from './s3-errors.ts';

type Buckets = Pick<S3Settings, 'workBucket' | 'recordsBucket'>;

/** Makes the two buckets unless they are there. @throws STORE_UNAVAILABLE */
export async function ensureBuckets(client: S3Client, { workBucket, recordsBucket }: Buckets): Promise<void> {
  if (!(await exists(client, workBucket))) await create(client, workBucket, false);
  if (!(await exists(client, recordsBucket))) await create(client, recordsBucket, true);
}

/**
 * Checks that both buckets are there and that the records bucket keeps versions and can lock them.
 * @throws BUCKET_MISSING, BUCKET_NOT_VERSIONED, BUCKET_NOT_LOCKABLE, STORE_UNAVAILABLE
 */
export async function checkBuckets(client: S3Client, { workBucket, recordsBucket }: Buckets): Promise<void> {
  for (const bucket of [workBucket, recordsBucket]) {
    if (!(await exists(client, bucket))) throw storageErrors.BUCKET_MISSING({ bucket });
  }
  if (!(await isVersioned(client, recordsBucket))) throw storageErrors.BUCKET_NOT_VERSIONED({ bucket: recordsBucket });
  if (!(await isLockable(client, recordsBucket))) throw storageErrors.BUCKET_NOT_LOCKABLE({ bucket: recordsBucket });
}

async function exists(client: S3Client, bucket: string): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (isNamed(error, 'NotFound', 'NoSuchBucket')) return false;
    throw storeError(error);
  }
}

async function create(client: S3Client, bucket: string, objectLock: boolean): Promise<void> {
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: objectLock }));
  } catch (error) {
    if (isNamed(error, 'BucketAlreadyOwnedByYou', 'BucketAlreadyExists')) return;
    throw storeError(error);
  }
}

async function isVersioned(client: S3Client, bucket: string): Promise<boolean> {
  try {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status === 'Enabled';
  } catch (error) {
    if (isNamed(error, 'VersioningNotConfigured')) return false;
    throw storeError(error);
  }
}

async function isLockable(client: S3Client, bucket: string): Promise<boolean> {
  try {
    const { ObjectLockConfiguration } = await client.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    if (isNamed(error, 'ObjectLockConfigurationNotFoundError')) return false;
    throw storeError(error);
  }
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof S3ServiceException && names.includes(error.name);
}
