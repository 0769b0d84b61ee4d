import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DeleteObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isHosoError } from '../../src/kernel/errors.ts';
import { newId } from '../../src/kernel/ids.ts';
import {
  checkFixity,
  lockUntil,
  openObjectSource,
  S3ObjectStore,
  sweepTemporary,
  type S3Settings,
} from '../../storage/index.ts';
import { createS3Client } from '../../storage/s3-client.ts';

const env = inject('services');
const settings: S3Settings = {
  endpoint: env.S3_ENDPOINT,
  region: env.S3_REGION,
  accessKey: env.S3_ACCESS_KEY,
  secretKey: env.S3_SECRET_KEY,
  workBucket: `work-${newId()}`,
  recordsBucket: `records-${newId()}`,
};
const school = newId();
const store = new S3ObjectStore(settings);
const client = createS3Client(settings);

beforeAll(async () => {
  await store.ensureBuckets();
  await store.ensureBuckets();
});

afterAll(() => {
  store.close();
  client.destroy();
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function inPieces(bytes: Buffer, size = 65_536): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isHosoError(error)) return error.code;
    throw error;
  }
  return 'none';
}

async function openUploads(): Promise<number> {
  const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: settings.workBucket }));
  return Uploads?.length ?? 0;
}

async function temporaryKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.listTemporary(new Date(Date.now() + 60_000))) keys.push(key);
  return keys;
}

async function permanent(bytes: Buffer) {
  const temporary = await store.putTemporary({ school, content: inPieces(bytes) });
  return store.makePermanent({ school, temporary });
}

describe('temporary bytes', () => {
  it('leave nothing behind when their source fails half-way, neither parts nor object', async () => {
    const source = Readable.from(
      (async function* () {
        for (let part = 0; part < 100; part += 1) yield await Promise.resolve(randomBytes(131_072));
        throw new Error('the client went away');
      })(),
    );
    const before = await temporaryKeys();
    await expect(store.putTemporary({ school, content: source })).rejects.toThrow('the client went away');
    expect(await openUploads()).toBe(0);
    expect(await temporaryKeys()).toEqual(before);
  });

  it('leave nothing behind when the upload is aborted', async () => {
    const gone = new AbortController();
    const source = Readable.from(
      (async function* () {
        for (let part = 0; part < 100; part += 1) {
          if (part === 90) gone.abort();
          yield await Promise.resolve(randomBytes(131_072));
        }
      })(),
    );
    await expect(store.putTemporary({ school, content: source, signal: gone.signal })).rejects.toThrow();
    expect(await openUploads()).toBe(0);
  });

  for (const size of [0, 1, 5 * 1024 * 1024, 12_345_678]) {
    it(`of ${size} bytes are measured in the stream`, async () => {
      const bytes = randomBytes(size);
      const temporary = await store.putTemporary({ school, content: inPieces(bytes) });
      expect(temporary).toMatchObject({ size, sha256: sha256(bytes) });
      expect(temporary.key.startsWith(`${school}.tmp.`)).toBe(true);
      const { stream } = await store.get(temporary);
      expect(sha256(await buffer(stream))).toBe(temporary.sha256);
      await store.deleteTemporary(temporary.key);
      expect(await codeOf(store.head(temporary))).toBe('OBJECT_NOT_FOUND');
    });
  }

  it('can be given whole', async () => {
    const temporary = await store.putTemporary({ school, content: Buffer.from('increment') });
    expect(temporary).toMatchObject({ size: 9, sha256: sha256(Buffer.from('increment')) });
  });

  it('are swept when they are old, and only then', async () => {
    const temporary = await store.putTemporary({ school, content: Buffer.from('left over') });
    await sweepTemporary(store, new Date(Date.now() - 3_600_000));
    expect((await store.head(temporary)).size).toBe(9);
    const { objects } = await sweepTemporary(store, new Date(Date.now() + 60_000));
    expect(objects).toBeGreaterThan(0);
    expect(await codeOf(store.head(temporary))).toBe('OBJECT_NOT_FOUND');
  });

  it('may be deleted twice', async () => {
    const temporary = await store.putTemporary({ school, content: Buffer.from('x') });
    await store.deleteTemporary(temporary.key);
    await store.deleteTemporary(temporary.key);
  });
});

describe('permanent bytes', () => {
  it('are refused when the temporary object is gone', async () => {
    const temporary = await store.putTemporary({ school, content: randomBytes(10) });
    await store.deleteTemporary(temporary.key);
    expect(await codeOf(store.makePermanent({ school, temporary }))).toBe('OBJECT_NOT_FOUND');
  });

  it('are refused when they are not what was measured', async () => {
    const temporary = await store.putTemporary({ school, content: randomBytes(10) });
    const wrong = { ...temporary, sha256: sha256(Buffer.from('other')) };
    expect(await codeOf(store.makePermanent({ school, temporary: wrong }))).toBe('OBJECT_CORRUPT');
  });

  it('are refused when a made version does not have the hash it is stored under', async () => {
    const content = randomBytes(100);
    const input = { school, content, size: 100, sha256: sha256(randomBytes(5)) };
    expect(await codeOf(store.putVersion(input))).toBe('OBJECT_CORRUPT');
    const streamed = { ...input, content: inPieces(content), sha256: sha256(randomBytes(6)) };
    expect(await codeOf(store.putVersion(streamed))).toBe('OBJECT_CORRUPT');
    expect(await codeOf(store.head({ key: `${school}/sha256/${input.sha256.slice(0, 2)}/${input.sha256}` }))).toBe(
      'OBJECT_NOT_FOUND',
    );
  });

  it('are never deleted as temporary ones', async () => {
    const stored = await permanent(randomBytes(10));
    expect(await codeOf(store.deleteTemporary(stored.key))).toBe('OBJECT_NOT_TEMPORARY');
  });

  it('lie under their hash with a version, however often they are made', async () => {
    const bytes = randomBytes(6_000_000);
    const first = await permanent(bytes);
    expect(first).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
    expect(first.version).toBeTruthy();
    expect(await permanent(bytes)).toEqual(first);
    expect(await store.putVersion({ school, content: bytes, size: bytes.length, sha256: sha256(bytes) })).toEqual(
      first,
    );
  });

  it('are one object when ten make them at once', async () => {
    const bytes = randomBytes(200_000);
    const input = { school, content: bytes, size: bytes.length, sha256: sha256(bytes) };
    const stored = await Promise.all(Array.from({ length: 10 }, () => store.putVersion(input)));
    expect(new Set(stored.map(({ version }) => version)).size).toBe(1);
  });

  it('are stored from a stream of known length', async () => {
    const bytes = randomBytes(3_000_000);
    const stored = await store.putVersion({
      school,
      content: inPieces(bytes),
      size: bytes.length,
      sha256: sha256(bytes),
    });
    expect(sha256(await buffer((await store.get(stored)).stream))).toBe(stored.sha256);
  });

  it('of different schools never meet', async () => {
    const bytes = randomBytes(50);
    const mine = await permanent(bytes);
    const input = { school: newId(), content: bytes, size: 50, sha256: sha256(bytes) };
    expect((await store.putVersion(input)).key).not.toBe(mine.key);
  });

  it('can be read by ranges, and a large one is not kept', async () => {
    const bytes = randomBytes(2_000_000);
    const source = await openObjectSource(store, await permanent(bytes));
    expect(source.bytes).toBeUndefined();
    expect(Buffer.from(await source.read(1_999_990, 10))).toEqual(bytes.subarray(1_999_990));
    expect(Buffer.from(await source.read(5, 700))).toEqual(bytes.subarray(5, 705));
    expect(await source.read(7, 0)).toHaveLength(0);
    expect(await codeOf(source.read(1_999_999, 2))).toBe('OBJECT_CORRUPT');
    expect(await codeOf(source.read(2_100_000, 2))).toBe('OBJECT_RANGE_INVALID');
  });

  it('are at hand whole where they are small, and refused where they are shorter than recorded', async () => {
    const bytes = randomBytes(100_000);
    const stored = await permanent(bytes);
    const source = await openObjectSource(store, stored);
    expect(Buffer.from(source.bytes ?? [])).toEqual(bytes);
    expect(Buffer.from(await source.read(5, 700))).toEqual(bytes.subarray(5, 705));
    expect(await codeOf(openObjectSource(store, { ...stored, size: 100_001 }))).toBe('OBJECT_CORRUPT');
  });

  it('are known intact, damaged or missing', async () => {
    const bytes = randomBytes(1_000);
    const stored = await permanent(bytes);
    expect(await checkFixity(store, stored, stored)).toEqual({ state: 'intact' });
    const recorded = { size: 1_000, sha256: sha256(randomBytes(3)) };
    expect(await checkFixity(store, stored, recorded)).toEqual({
      state: 'damaged',
      found: { size: 1_000, sha256: stored.sha256 },
    });
    expect(await checkFixity(store, { key: `${school}/sha256/00/none` }, stored)).toEqual({ state: 'missing' });
  });
});

describe('a lock', () => {
  const soon = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

  it('is never shortened, and may be set again', async () => {
    const stored = await permanent(randomBytes(20));
    const until = soon();
    await store.setRetention(stored, until);
    await store.setRetention(stored, until);
    expect(await codeOf(store.setRetention(stored, new Date(until.getTime() - 60_000)))).toBe('RETENTION_SHORTENED');
    const longer = new Date(until.getTime() + 60_000);
    await store.setRetention(stored, longer);
    expect((await store.head(stored)).retainUntil).toEqual(longer);
  });

  it('keeps the store itself from deleting the version', async () => {
    const stored = await permanent(randomBytes(21));
    await store.setRetention(stored, soon());
    const remove = new DeleteObjectCommand({
      Bucket: settings.recordsBucket,
      Key: stored.key,
      VersionId: stored.version,
      BypassGovernanceRetention: true,
    });
    await expect(client.send(remove)).rejects.toThrow();
    expect((await store.head(stored)).size).toBe(21);
  });

  it('by legal hold is on until it is taken off', async () => {
    const stored = await permanent(randomBytes(22));
    await store.setLegalHold(stored, true);
    expect((await store.head(stored)).legalHold).toBe(true);
    await store.setLegalHold(stored, false);
    expect((await store.head(stored)).legalHold).toBe(false);
  });

  it('of something that is not there is an error', async () => {
    const nowhere = { key: `${school}/sha256/00/nowhere` };
    expect(await codeOf(store.setRetention(nowhere, soon()))).toBe('OBJECT_NOT_FOUND');
    expect(await codeOf(store.setLegalHold(nowhere, true))).toBe('OBJECT_NOT_FOUND');
  });

  it('comes with quarantine, which leaves the bytes where they are', async () => {
    const stored = await permanent(randomBytes(23));
    await store.quarantine(stored, 'hash differs');
    expect(await store.head(stored)).toMatchObject({ size: 23, legalHold: true });
  });

  it("lasts to the end of the school's day on which the years are over", () => {
    expect(lockUntil(new Date('2027-05-31T16:59:59Z'), 5)).toEqual(new Date('2032-05-31T17:00:00Z'));
    expect(lockUntil(new Date('2027-05-31T17:00:00Z'), 5)).toEqual(new Date('2032-06-01T17:00:00Z'));
    expect(lockUntil(new Date('2027-05-31T00:00:00Z'), 'permanent')).toEqual(new Date('2126-05-31T17:00:00Z'));
  });
});

describe('"not there" and "could not tell"', () => {
  it('are different answers', async () => {
    expect(await codeOf(store.get({ key: `${school}/sha256/00/nothing` }))).toBe('OBJECT_NOT_FOUND');
    const away = new S3ObjectStore({ ...settings, endpoint: 'http://127.0.0.1:1' });
    expect(await codeOf(away.get({ key: `${school}/sha256/00/nothing` }))).toBe('STORE_UNAVAILABLE');
    expect(await codeOf(away.selfCheck())).toBe('STORE_UNAVAILABLE');
    expect(await codeOf(away.putTemporary({ school, content: Buffer.from('x') }))).toBe('STORE_UNAVAILABLE');
    const none = new S3ObjectStore({ ...settings, recordsBucket: `none-${newId()}` });
    expect(await codeOf(none.get({ key: `${school}/sha256/00/nothing` }))).toBe('STORE_UNAVAILABLE');
    const stranger = new S3ObjectStore({ ...settings, secretKey: 'wrong' });
    expect(await codeOf(stranger.get({ key: `${school}/sha256/00/nothing` }))).toBe('STORE_UNAVAILABLE');
  });

  it('hold for a store that accepts a connection and then says nothing', async () => {
    const silent = createServer((socket) => socket.on('error', () => socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const timeouts = { connect: 200, idle: 200 };
    const hanging = new S3ObjectStore({ ...settings, endpoint: `http://127.0.0.1:${port}`, timeouts });
    expect(await codeOf(hanging.head({ key: `${school}/sha256/00/x` }))).toBe('STORE_UNAVAILABLE');
    hanging.close();
    silent.close();
  });
});

describe('the self-check', () => {
  it('passes where both buckets are as they must be', async () => {
    await store.selfCheck();
  });

  it('names a bucket that is missing', async () => {
    const none = new S3ObjectStore({ ...settings, workBucket: `none-${newId()}` });
    expect(await codeOf(none.selfCheck())).toBe('BUCKET_MISSING');
  });

  it('refuses a records bucket without versions', async () => {
    const swapped = new S3ObjectStore({ ...settings, recordsBucket: settings.workBucket });
    expect(await codeOf(swapped.selfCheck())).toBe('BUCKET_NOT_VERSIONED');
  });

  it('leaves the work bucket unversioned', async () => {
    const temporary = await store.putTemporary({ school, content: Buffer.from('x') });
    const head = await client.send(new HeadObjectCommand({ Bucket: settings.workBucket, Key: temporary.key }));
    expect([undefined, 'null']).toContain(head.VersionId);
  });
});
