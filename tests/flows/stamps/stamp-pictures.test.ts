import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeSignaturePng } from '../../../samples/documents/index.ts';
import { VersionReader } from '../../../src/flows/signing/version-bytes.ts';
import { StampPictures } from '../../../src/flows/signing/stamps/stamp-pictures.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { type ObjectStore, S3ObjectStore } from '../../../storage/index.ts';
import { openSigningWorld, type SigningWorld } from '../../support/signing-world.ts';

const picture = makeSignaturePng('Ngô Khánh Liên');
const account = newId();
const ref = { kind: 'signature', account } as const;
let world: SigningWorld;

beforeAll(async () => {
  world = await openSigningWorld();
  const { key, size, sha256 } = await world.store.putTemporary({ school: world.scope.school, content: picture });
  const file = { temporaryKey: key, size, sha256, originalName: 'a.png', type: 'image/png' };
  await world.pictures.putOwn({ scope: world.scope, by: account }, { kind: 'signature', file });
});
afterAll(() => world.close());

const over = (store: Pick<ObjectStore, 'get'>) => new StampPictures({ ...world, bases: new VersionReader(store) });

it('while the store is away nothing is drawn without the picture: it is to be tried again', async () => {
  const env = inject('services');
  const away = new S3ObjectStore({
    endpoint: 'http://127.0.0.1:1',
    region: env.S3_REGION,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
    workBucket: env.S3_WORK_BUCKET,
    recordsBucket: env.S3_RECORDS_BUCKET,
  });
  await expect(over(away).of(world.scope, ref)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  away.close();
});

it('a batch asks for a picture once and reads its bytes once; who has none is asked about once too', async () => {
  let reads = 0;
  const counted: Pick<ObjectStore, 'get'> = {
    get: (...asked) => {
      reads += 1;
      return world.store.get(...asked);
    },
  };
  let questions = 0;
  const find: SigningWorld['pictures']['find'] = (...asked) => {
    questions += 1;
    return world.pictures.find(...asked);
  };
  const pictures = new StampPictures({ ...world, pictures: { find }, bases: new VersionReader(counted) });
  for (let record = 0; record < 200; record += 1) {
    const found = await pictures.of(world.scope, ref);
    expect(found?.bytes.length).toBe(picture.length);
    expect(await pictures.of(world.scope, { kind: 'seal' })).toBeUndefined();
  }
  expect([reads, questions]).toEqual([1, 2]);
});

it('bytes that are not those that were stored are not drawn with', async () => {
  const pictures = world.db.connection.collection('pictures');
  const { objectKey } = (await world.pictures.find(world.scope, ref)) ?? {};
  const damaged = { 'picture.sha256': 'f'.repeat(64), 'picture.objectKey': objectKey };
  await pictures.updateOne({ slot: `signature:${account}` }, { $set: damaged });
  expect(await over(world.store).of(world.scope, ref)).toBeUndefined();
});
