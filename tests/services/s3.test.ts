import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, inject, it } from 'vitest';

const services = inject('services');
const WORK = services.S3_WORK_BUCKET;
const RECORDS = services.S3_RECORDS_BUCKET;
const PART = 5 * 1024 * 1024;
const RETAIN_MS = 60_000;

describe('S3, or what stands in for it', () => {
  const s3 = new S3Client({
    endpoint: services.S3_ENDPOINT,
    region: services.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: services.S3_ACCESS_KEY, secretAccessKey: services.S3_SECRET_KEY },
  });
  afterAll(() => s3.destroy());

  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
  const statusOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 200,
      (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode,
    );

  async function putLocked(body: Buffer): Promise<{ Bucket: string; Key: string; VersionId: string }> {
    const Key = `locked/${randomUUID()}`;
    const { VersionId = '' } = await s3.send(
      new PutObjectCommand({
        Bucket: RECORDS,
        Key,
        Body: body,
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: new Date(Date.now() + RETAIN_MS),
      }),
    );
    return { Bucket: RECORDS, Key, VersionId };
  }

  it('refuses to delete a version under Object Lock COMPLIANCE, even for the account that owns the store', async () => {
    const version = await putLocked(Buffer.from('sealed'));

    expect(await statusOf(s3.send(new DeleteObjectCommand(version)))).toBe(403);
    const bypass = new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true });
    expect(await statusOf(s3.send(bypass))).toBe(403);
    expect(await (await s3.send(new GetObjectCommand(version))).Body?.transformToString()).toBe('sealed');
  });

  it('refuses to shorten a COMPLIANCE retention, and lets it be lengthened', async () => {
    const version = await putLocked(Buffer.from('sealed'));
    const retainUntil = (RetainUntilDate: Date) =>
      s3.send(new PutObjectRetentionCommand({ ...version, Retention: { Mode: 'COMPLIANCE', RetainUntilDate } }));

    expect(await statusOf(retainUntil(new Date(Date.now() + RETAIN_MS / 2)))).toBe(403);
    const later = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * RETAIN_MS);
    await retainUntil(later);
    const { Retention } = await s3.send(new GetObjectRetentionCommand(version));
    expect(Retention).toMatchObject({ Mode: 'COMPLIANCE', RetainUntilDate: later });
  });

  it('refuses to delete a version under legal hold until the hold is lifted', async () => {
    const Key = `held/${randomUUID()}`;
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: RECORDS, Key, Body: 'held' }));
    const version = { Bucket: RECORDS, Key, VersionId };
    await s3.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'ON' } }));

    expect(await statusOf(s3.send(new DeleteObjectCommand(version)))).toBe(403);
    await s3.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'OFF' } }));
    expect(await statusOf(s3.send(new DeleteObjectCommand(version)))).toBe(200);
  });

  it('keeps the locked version when the key is deleted or written over', async () => {
    const version = await putLocked(Buffer.from('first'));
    const { Bucket, Key } = version;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'second' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));

    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
    expect(Versions).toHaveLength(2);
    expect(await (await s3.send(new GetObjectCommand(version))).Body?.transformToString()).toBe('first');
  });

  it('refuses an object whose SHA-256 is not the one announced, and stores nothing', async () => {
    const Key = `checked/${randomUUID()}`;
    const wrong = new PutObjectCommand({ Bucket: WORK, Key, Body: 'bytes', ChecksumSHA256: sha256(Buffer.from('no')) });

    expect(await statusOf(s3.send(wrong))).toBe(400);
    expect(await statusOf(s3.send(new GetObjectCommand({ Bucket: WORK, Key })))).toBe(404);
  });

  it.each([WORK, RECORDS])('lets one of many writers create a key of %s with If-None-Match', async (Bucket) => {
    const Key = `once/${randomUUID()}`;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        statusOf(s3.send(new PutObjectCommand({ Bucket, Key, Body: `writer ${writer}`, IfNoneMatch: '*' }))),
      ),
    );

    expect(outcomes.filter((status) => status === 200)).toHaveLength(1);
    expect(outcomes.filter((status) => status === 412 || status === 409)).toHaveLength(19);
  });

  it('puts a multipart object together, and gives any range of it', async () => {
    const object = { Bucket: RECORDS, Key: `parts/${randomUUID()}` };
    const bytes = randomBytes(2 * PART + 1000);
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: 'SHA256' }));
    const parts = await Promise.all(
      [0, 1, 2].map(async (index) => {
        const Body = bytes.subarray(index * PART, (index + 1) * PART);
        const part = { ...object, UploadId, PartNumber: index + 1, Body, ChecksumSHA256: sha256(Body) };
        const { ETag, ChecksumSHA256 } = await s3.send(new UploadPartCommand(part));
        return { ETag, ChecksumSHA256, PartNumber: index + 1 };
      }),
    );
    await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts: parts } }));

    const Range = `bytes=${PART - 10}-${PART + 9}`;
    const middle = await s3.send(new GetObjectCommand({ ...object, Range }));
    expect(middle.ContentRange).toBe(`bytes ${PART - 10}-${PART + 9}/${bytes.length}`);
    expect(Buffer.from((await middle.Body?.transformToByteArray()) ?? [])).toEqual(
      bytes.subarray(PART - 10, PART + 10),
    );
    const whole = await (await s3.send(new GetObjectCommand(object))).Body?.transformToByteArray();
    expect(sha256(whole ?? new Uint8Array())).toBe(sha256(bytes));
  });

  it('has versions and Object Lock on the bucket for records, and no versions on the one for work', async () => {
    const versioning = (Bucket: string) => s3.send(new GetBucketVersioningCommand({ Bucket }));
    expect((await versioning(RECORDS)).Status).toBe('Enabled');
    expect((await versioning(WORK)).Status).not.toBe('Enabled');
    const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: RECORDS }));
    expect(lock.ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
  });
});
