import { errors } from './errors.ts';
import { sendS3, type S3Account } from './s3-request.ts';

/** Whether the store answers, and knows this account. */
export async function answersS3(account: S3Account): Promise<boolean> {
  try {
    return (await sendS3(account, { method: 'GET', path: '/' })).status === 200;
  } catch {
    // Not listening yet; the caller waits and asks again.
    return false;
  }
}

/**
 * Makes a bucket unless it is there. With `objectLock` its objects are versioned and can be held to a date.
 * S3_REFUSED if the store says no.
 */
export async function ensureBucket(account: S3Account, bucket: string, objectLock: boolean): Promise<void> {
  const path = `/${bucket}`;
  if ((await sendS3(account, { method: 'HEAD', path })).status === 200) return;
  const headers = objectLock ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {};
  const made = await sendS3(account, { method: 'PUT', path, headers });
  if (made.ok || made.status === 409) return;
  throw errors.S3_REFUSED({ action: `PUT ${path}`, status: made.status, answer: await made.text() });
}
