import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type ObjectRef, S3ObjectStore, verifiedStream } from '../../storage/index.ts';

/** More than a client of the store has connections. */
const MANY = 270;
const bytes = randomBytes(8 * 1024 * 1024);
const recorded = { sha256: sha256Hex(bytes), size: bytes.length };
let store: S3ObjectStore;
let ref: ObjectRef;

beforeAll(async () => {
  const env = inject('services');
  store = new S3ObjectStore({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
    workBucket: env.S3_WORK_BUCKET,
    recordsBucket: env.S3_RECORDS_BUCKET,
  });
  await store.ensureBuckets();
  ref = await store.putVersion({ school: newId(), content: bytes, ...recorded });
});
afterAll(() => {
  store.close();
});

describe('a stream that nobody reads', () => {
  it.each([
    ['as it comes from the store', async () => (await store.get(ref)).stream],
    ['hashed on its way', async () => verifiedStream((await store.get(ref)).stream, recorded)],
  ])('gives its connection back when it is destroyed, %s', async (_, open) => {
    for (let n = 0; n < MANY; n += 1) (await open()).destroy();
    const { stream } = await store.get(ref, { offset: 0, length: 4 });
    expect(Buffer.concat((await stream.toArray()) as Buffer[])).toEqual(bytes.subarray(0, 4));
  });
});
