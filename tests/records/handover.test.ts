import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf, openRecordWorld, type RecordWorld } from './world.ts';

let world: RecordWorld;
let week = 20;

beforeAll(async () => {
  world = await openRecordWorld();
});
afterAll(() => world.close());

const accountOf = (who: string) => world.actors.get(who)?.account ?? '';
const change = () => ({ scope: world.scope, by: 'system' });

async function draftOf(who: string, metadata: object): Promise<string> {
  const file = { name: 'x.pdf', bytes: await makePdf({ pages: 1 }) };
  const { status, body } = await world.upload(who, { year: '2026-2027', ...metadata }, file);
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body['id']);
}

const planOf = (who: string) => draftOf(who, { type: 'KHBD', week: (week += 1), class: '10A1', subject: 'Toan' });
const handOver = (who: string, to: string, over: object = {}) =>
  world.call(who, 'POST /records/handover', {
    from: accountOf('nguyenvana'),
    to: accountOf(to),
    reason: 'Nghỉ hộ sản',
    ...over,
  });

describe('the records of somebody who leaves', () => {
  it('are handed over by leaders alone', async () => {
    expect((await handOver('leminhduc', 'leminhduc')).status).toBe(403);
  });

  it('go to nobody from outside, and to nobody who may not hand them in', async () => {
    const id = await planOf('nguyenvana');
    const outside = await handOver('hieupho', 'nguyenvana');
    expect([outside.status, outside.body.code]).toEqual([422, 'SUCCESSOR_UNFIT']);
    const { body } = await handOver('hieupho', 'vanthu', { records: [id] });
    expect(body).toMatchObject({ handed: [], refused: [{ record: id, code: 'UPLOADER_NOT_ALLOWED' }] });
  });

  it('go to a successor who teaches the class, who goes on with them', async () => {
    const id = await planOf('nguyenvana');
    const teaching = { year: '2026-2027', class: '10A1', subject: 'Toan', from: '2026-11-01' };
    await world.domains.structure.addAssignments(change(), [{ ...teaching, teacher: accountOf('leminhduc') }]);
    const { body } = await handOver('hieupho', 'leminhduc', { records: [id, 'f'.repeat(32)] });
    expect(body).toMatchObject({ handed: [id], refused: [{ code: 'RECORD_NOT_FOUND' }] });
    expect((await world.call('nguyenvana', `POST /records/${id}/submit`)).status).not.toBe(200);
    expect((await world.call('leminhduc', `POST /records/${id}/submit`)).status).toBe(200);
    expect(await world.records.get(world.scope, id)).toMatchObject({ owner: accountOf('leminhduc') });
  });

  it('are not handed in by who lost the duty', async () => {
    const id = await planOf('nguyenvana');
    await without('nguyenvana', 'subjectTeacher', async () => {
      const refused = await world.call('nguyenvana', `POST /records/${id}/submit`);
      expect([refused.status, refused.body.code]).toEqual([403, 'UPLOADER_NOT_ALLOWED']);
    });
  });
});

describe('the book of a class', () => {
  it('is not taken up while its homeroom teacher holds the class, and is by who has the class after', async () => {
    const book = await draftOf('nguyenvana', { type: 'SCN', class: '10A1', term: 'HK1' });
    const successor = required(world.actors.get('leminhduc'));
    const homeroom = { duty: 'homeroomTeacher', scope: { class: '10A1' } } as const;
    world.actors.set('leminhduc', { ...successor, duties: [...successor.duties, homeroom] });
    const early = await world.call('leminhduc', `POST /records/${book}/submit`);
    expect([early.status, early.body.code]).toEqual([404, 'RECORD_NOT_FOUND']);
    const { people } = world.domains;
    const { duties } = await people.account(world.scope, accountOf('nguyenvana'));
    const held = duties.find(({ duty }) => duty === 'homeroomTeacher')?.id ?? '';
    await people.endDuty(change(), { account: accountOf('nguyenvana'), duty: held });
    expect((await world.call('leminhduc', `POST /records/${book}/submit`)).status).toBe(200);
    const taken = await world.records.get(world.scope, book);
    expect(taken).toMatchObject({ owner: successor.account, waiting: { account: successor.account } });
    expect(taken.outbox.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['record.handedOver', 'record.submitted']),
    );
  });
});

async function without(who: string, duty: string, work: () => Promise<void>): Promise<void> {
  const actor = required(world.actors.get(who));
  world.actors.set(who, { ...actor, duties: actor.duties.filter((held) => held.duty !== duty) });
  await work();
  world.actors.set(who, actor);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nobody');
  return value;
}
