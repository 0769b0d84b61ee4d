import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NewDocument } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type RecordDocument } from '../../src/records/index.ts';
import { makePdf, openRecordWorld, type RecordWorld } from './world.ts';

let world: RecordWorld;
beforeAll(async () => {
  world = await openRecordWorld();
  const upload = async (who: string, metadata: object) => {
    const { status, body } = await world.upload(
      who,
      { year: '2026-2027', ...metadata },
      { name: 'x.pdf', bytes: await makePdf({ pages: 1 }) },
    );
    expect(status).toBe(201);
    expect((await world.call(who, `POST /records/${String(body['id'])}/submit`)).status).toBe(200);
  };
  await upload('nguyenvana', { type: 'KHBD', week: 1, class: '10A1', subject: 'Toan', title: 'Mệnh đề và tập hợp' });
  await upload('nguyenvana', { type: 'KHBD', week: 12, class: '10A1', subject: 'Toan', title: 'Đường tròn' });
  await upload('nguyenvana', { type: 'KHBD', week: 12, class: '10A2', subject: 'Toan' });
  await upload('nguyenvana', { type: 'SCN', class: '10A1', term: 'HK1' });
  await upload('tranthibinh', { type: 'KHBD', week: 12, class: '10A1', subject: 'NguVan', title: 'Đất nước' });
  await upload('leminhduc', { type: 'KHT1', subject: 'Toan', grade: 10 });
});
afterAll(async () => {
  await world.close();
});

async function namesOf(who: string, query = ''): Promise<string[]> {
  const { status, body } = await world.call(who, `GET /records?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body['records'] as { fileName: string }[]).map(({ fileName }) => fileName.replace('.pdf', '')).sort();
}

const A1 = 'KHBD_Toan_10A1_Tuan01_NguyenVanA';
const A12 = 'KHBD_Toan_10A1_Tuan12_NguyenVanA';
const B12 = 'KHBD_Toan_10A2_Tuan12_NguyenVanA';
const BOOK = 'SCN_10A1_HK1';
const VAN = 'KHBD_NguVan_10A1_Tuan12_TranThiBinh';
const DEPT = 'KHT_PL1_Toan_K10';

describe('a list', () => {
  it('with a cursor that is none, or of a type there is not, is refused', async () => {
    const wrong = await world.call('hieupho', `GET /records?cursor=${Buffer.from('{"$gt":""}').toString('base64url')}`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'CURSOR_INVALID']);
    expect((await world.call('hieupho', 'GET /records?type=novel')).body.code).toBe('TYPE_UNKNOWN');
    expect((await world.call('hieupho', 'GET /records?limit=1000')).status).toBe(400);
    expect((await world.call('hieupho', 'GET /records?colour=red')).status).toBe(400);
  });

  it('shows those who lead everything, and others what is theirs', async () => {
    expect(await namesOf('hieupho')).toEqual([VAN, A1, A12, B12, DEPT, BOOK].sort());
    expect(await namesOf('vanthu')).toHaveLength(6);
    expect(await namesOf('nguyenvana')).toEqual([A1, A12, B12, BOOK, VAN].sort());
    expect(await namesOf('tranthibinh')).toEqual([VAN]);
    expect(await namesOf('leminhduc')).toEqual([A1, A12, B12, DEPT].sort());
    expect(await namesOf('phanvan')).toEqual([VAN]);
    expect(await namesOf('thanhtra')).toEqual([]);
    expect(await namesOf('outsider')).toEqual([]);
  });

  it('of one record follows the same rule', async () => {
    const { body } = await world.call('hieupho', 'GET /records?q=dat+nuoc');
    const [record] = body['records'] as { id: string }[];
    const status = async (who: string) => (await world.call(who, `GET /records/${record?.id ?? ''}`)).status;
    expect(await status('leminhduc')).toBe(404);
    expect(await status('nguyenvana')).toBe(200);
    expect(await status('phanvan')).toBe(200);
    expect(await status('thanhtra')).toBe(404);
    expect(await status('outsider')).toBe(404);
  });

  it('can be narrowed by every field', async () => {
    expect(await namesOf('hieupho', 'type=KHBD&week=12')).toEqual([VAN, A12, B12].sort());
    expect(await namesOf('hieupho', 'type=lessonPlan&class=10A1&subject=Toan')).toEqual([A1, A12]);
    expect(await namesOf('hieupho', `owner=${world.actors.get('tranthibinh')?.account ?? ''}`)).toEqual([VAN]);
    expect(await namesOf('hieupho', 'department=Toan&grade=10')).toEqual([DEPT]);
    expect(await namesOf('hieupho', 'term=HK1')).toEqual([BOOK]);
    expect(await namesOf('hieupho', 'timeliness=late&class=10A2')).toEqual([B12]);
    expect(await namesOf('hieupho', 'state=sealed')).toEqual([]);
    expect(await namesOf('hieupho', 'year=2025-2026')).toEqual([]);
  });

  it('comes by pages without loss or repetition', async () => {
    const seen: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const { body }: { body: Record<string, unknown> } = await world.call(
        'hieupho',
        `GET /records?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...(body['records'] as { id: string }[]).map(({ id }) => id));
      cursor = body['nextCursor'] as string | undefined;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
    expect([...seen].sort().reverse()).toEqual(seen);
  });
});

describe('words', () => {
  for (const [question, names] of [
    ['duong tron', [A12]],
    ['Đường TRÒN', [A12]],
    ['menh de', [A1]],
    ['tuan 12 toan', [A12, B12]],
    ['tuần 1', [A1]],
    ['tuan01', [A1]],
    ['10a1 nguyen', [A1, A12, BOOK]],
    ['10a', [A1, A12, B12, BOOK, VAN]],
    ['tran thi binh', [VAN]],
    ['ngu van', [VAN]],
    ['so chu nhiem', [BOOK]],
    ['khbd toan', [A1, A12, B12]],
    ['khong co gi', []],
    ['.*', [A1, A12, B12, BOOK, DEPT, VAN]],
    ['$where ^ (', []],
  ] as const) {
    it(`"${question}" find ${names.join(', ') || 'nothing'}`, async () => {
      expect(await namesOf('hieupho', `q=${encodeURIComponent(question)}`)).toEqual([...names].sort());
    });
  }
});

it('a record stays found by anyone whose signature it carries', async () => {
  const [plan] = await world.records.find(world.scope, { fileName: `${A12}.pdf` });
  if (!plan) throw new Error('no plan');
  const account = world.actors.get('phanvan')?.account;
  const step = { index: 0, revision: 1, kind: 'sign', duty: 'vicePrincipal', state: 'done', account };
  await world.domains.db.connection
    .collection('records')
    .updateOne({ _id: plan._id as never }, { $set: { steps: [step] } });
  expect(await namesOf('phanvan')).toEqual([VAN, A12].sort());
});

it('a page of ten thousand records comes in a fraction of a second', async () => {
  const [first] = await world.records.find(world.scope, {});
  if (!first) throw new Error('no record');
  const many = Array.from({ length: 10_000 }, (_, index): NewDocument<RecordDocument> => {
    const _id = newId();
    return {
      ...first,
      _id,
      placeKey: _id,
      searchKeys: ['khbd', 'toan', `de${index}`],
      scope: { week: (index % 35) + 1 },
    };
  });
  const collection = world.domains.db.connection.collection('records');
  await collection.insertMany(many.map((record) => ({ ...record, school: world.scope.school, __v: 0 })) as never);
  const started = performance.now();
  expect(await namesOf('hieupho', 'q=toan+de9999')).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(2_000);
});
