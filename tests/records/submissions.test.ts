import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decide, type RecordDocument } from '../../src/records/index.ts';
import { makePdf, openRecordWorld, type RecordWorld } from './world.ts';

let world: RecordWorld;
let week = 14;
beforeAll(async () => {
  world = await openRecordWorld();
});
beforeEach(() => {
  week += 1;
});
afterAll(async () => {
  await world.close();
});

async function draft(metadata: object = {}): Promise<string> {
  const plan = { type: 'KHBD', year: '2026-2027', week, class: '10A1', subject: 'Toan', ...metadata };
  const { status, body } = await world.upload('nguyenvana', plan, { name: 'x.pdf', bytes: await makePdf() });
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body['id']);
}

async function submitted(metadata: object = {}): Promise<string> {
  const id = await draft(metadata);
  const { status } = await world.call('nguyenvana', `POST /records/${id}/submit`);
  expect(status).toBe(200);
  return id;
}

/** Takes the open step as its holder would, by the state machine the signing flows use. */
async function take(id: string, wish: 'complete' | 'return', who = 'leminhduc'): Promise<RecordDocument> {
  const actor = world.actors.get(who);
  if (!actor) throw new Error(who);
  return world.records.change(world.scope, id, (record) => {
    const step = record.waiting;
    if (!step) throw new Error('nothing waits');
    const by = { step: step.step, account: actor.account, accountName: actor.fullName, at: new Date() };
    const transition =
      wish === 'return'
        ? decide(record, { type: 'return', ...by, comment: 'Thiếu phần luyện tập' })
        : decide(record, { type: 'complete', kind: step.kind, ...by });
    return { transition, events: [] };
  });
}

describe('a submission', () => {
  it('by somebody else is refused, and as if it were not there where they may not see it', async () => {
    const id = await draft();
    const hidden = await world.call('leminhduc', `POST /records/${id}/submit`);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'RECORD_NOT_FOUND']);
    await world.call('nguyenvana', `POST /records/${id}/submit`);
    const seen = await world.call('leminhduc', `POST /records/${id}/submit`);
    expect([seen.status, seen.body.code]).toEqual([403, 'RECORD_NOT_YOURS']);
  });

  it('of what is submitted already is refused', async () => {
    const id = await submitted();
    const { status, body } = await world.call('nguyenvana', `POST /records/${id}/submit`);
    expect([status, body.code]).toEqual([409, 'RECORD_STATE_CONFLICT']);
  });

  it("opens the chain with its author's signature and tells of it", async () => {
    const id = await draft();
    const before = world.told.length;
    const { status, body } = await world.call('nguyenvana', `POST /records/${id}/submit`);
    const account = world.actors.get('nguyenvana')?.account;
    expect([status, body['state']]).toEqual([200, 'inApproval']);
    expect(body['waiting']).toEqual({ step: 0, kind: 'sign', duty: 'owner', account });
    expect(body['steps']).toMatchObject([
      { index: 0, duty: 'owner', state: 'open' },
      { index: 1, duty: 'departmentHead', scope: { department: 'Toan' }, state: 'waiting' },
      { index: 2, duty: 'vicePrincipal', state: 'waiting' },
      { index: 3, kind: 'seal', duty: 'recordsClerk', state: 'waiting' },
    ]);
    expect(world.told.slice(before)).toEqual([id]);
  });

  it('before its deadline is on time, and says against which', async () => {
    const { body } = await world.call('nguyenvana', `GET /records/${await submitted()}`);
    expect(body).toMatchObject({ timeliness: 'onTime', submittedAt: '2026-11-23T01:00:00.000Z' });
    expect(body['judged']).toMatchObject({ dueAt: body['dueAt'], rule: expect.stringContaining('[003]') as string });
  });

  it('after it is late, and with an extension lawfully so', async () => {
    const late = await world.call('nguyenvana', `GET /records/${await submitted({ week: 12 })}`);
    expect(late.body['timeliness']).toBe('late');
    const account = world.actors.get('nguyenvana')?.account;
    const leave = { account, type: 'KHBD', week: 11, until: '2026-12-01T00:00:00.000Z', reason: 'Nghỉ ốm có giấy' };
    const granted = await world.call('leminhduc', 'POST /extensions', leave);
    expect(granted.status).toBe(201);
    const { body } = await world.call('nguyenvana', `GET /records/${await submitted({ week: 11 })}`);
    expect(body['timeliness']).toBe('lateWithExtension');
    expect(body['judged']).toMatchObject({ extension: granted.body['id'] });
    const history = await world.domains.audit.history(world.scope, String(granted.body['id']));
    expect(history.map(({ event }) => event)).toEqual(['extension.granted']);
  });

  it('after the last day is refused: SUBMISSION_CLOSED', async () => {
    const id = await draft();
    const { clock } = world.domains;
    const now = clock.now();
    clock.set('2027-05-30T17:00:00.000Z');
    const { status, body } = await world.call('nguyenvana', `POST /records/${id}/submit`);
    clock.set(now);
    expect([status, body.code]).toEqual([422, 'SUBMISSION_CLOSED']);
    expect(await world.records.get(world.scope, id)).toMatchObject({ state: 'draft' });
  });

  it('made twice at once is made once', async () => {
    const id = await draft();
    const answers = await Promise.all([1, 2, 3].map(() => world.call('nguyenvana', `POST /records/${id}/submit`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await world.records.get(world.scope, id)).outbox.map(({ event }) => event)).toEqual([
      'record.created',
      'record.submitted',
    ]);
  });

  it("by the head of the department passes over the head's own step", async () => {
    const plan = { type: 'KHBD', week: 20, class: '11A1', subject: 'Toan' };
    const { body } = await world.upload('leminhduc', plan, { name: 'x.pdf', bytes: await makePdf() });
    const answer = await world.call('leminhduc', `POST /records/${String(body['id'])}/submit`);
    expect(answer.body['steps']).toMatchObject([
      { state: 'open' },
      { duty: 'departmentHead', state: 'skipped' },
      {},
      {},
    ]);
  });
});

describe('an extension', () => {
  const leave = () => ({
    account: world.actors.get('nguyenvana')?.account,
    type: 'lessonPlan',
    until: '2026-12-01T00:00:00.000Z',
    reason: 'Nghỉ ốm có giấy',
  });

  it("is not a teacher's to grant, nor another department's head's, nor one's own", async () => {
    expect((await world.call('nguyenvana', 'POST /extensions', leave())).status).toBe(403);
    expect((await world.call('phanvan', 'POST /extensions', leave())).body.code).toBe('EXTENSION_FORBIDDEN');
    const own = { ...leave(), account: world.actors.get('hieupho')?.account };
    expect((await world.call('hieupho', 'POST /extensions', own)).body.code).toBe('EXTENSION_FORBIDDEN');
  });

  it('needs a reason, a type there is and a person there is', async () => {
    expect((await world.call('hieupho', 'POST /extensions', { ...leave(), reason: '' })).status).toBe(400);
    expect((await world.call('hieupho', 'POST /extensions', { ...leave(), type: 'novel' })).body.code).toBe(
      'TYPE_UNKNOWN',
    );
    const nobody = { ...leave(), account: '0'.repeat(32) };
    expect((await world.call('hieupho', 'POST /extensions', nobody)).status).toBe(404);
  });

  it('is seen by those who lead and by the one it is for', async () => {
    await world.call('hieupho', 'POST /extensions', leave());
    const count = async (who: string) => {
      const { body } = await world.call(who, 'GET /extensions?type=KHBD');
      return (body['extensions'] as unknown[]).length;
    };
    expect(await count('hieupho')).toBeGreaterThan(0);
    expect(await count('nguyenvana')).toBe(await count('hieupho'));
    expect(await count('tranthibinh')).toBe(0);
  });
});

describe('a revision', () => {
  interface Options {
    readonly name?: string;
    readonly who?: string;
    readonly title?: string;
  }

  async function revise(id: string, bytes: Uint8Array, options: Options = {}) {
    const { name = 'bản sửa.pdf', who = 'nguyenvana', title } = options;
    const metadata = { note: 'Đã thêm phần luyện tập', ...(title !== undefined && { title }) };
    return world.upload(who, metadata, { name, bytes, path: `/records/${id}/versions` });
  }

  it('of what is with others is refused, and so is one by somebody else', async () => {
    const id = await submitted();
    expect((await revise(id, await makePdf())).body.code).toBe('RECORD_STATE_CONFLICT');
    await take(id, 'return');
    expect((await revise(id, await makePdf(), { who: 'leminhduc' })).body.code).toBe('RECORD_NOT_YOURS');
    expect(await world.temporaryKeys()).toEqual([]);
  });

  it('with the same bytes, a wrong name or no PDF is refused', async () => {
    const bytes = await makePdf();
    const plan = { type: 'KHBD', week, class: '10A1', subject: 'Toan' };
    const { body } = await world.upload('nguyenvana', plan, { name: 'x.pdf', bytes });
    const id = String(body['id']);
    expect((await revise(id, bytes)).body.code).toBe('RECORD_DUPLICATE');
    expect((await revise(id, await makePdf(), { name: 'Tuần 34.pdf' })).body.code).toBe('NAME_CONTRADICTS');
    expect((await revise(id, Buffer.from('x'))).body.code).toBe('UPLOAD_NOT_PDF');
    expect((await world.records.get(world.scope, id)).versions).toHaveLength(1);
  });

  it('with a new title is found by it, and by the old one; a blank title changes nothing', async () => {
    const id = await submitted();
    await take(id, 'return');
    const before = await world.records.get(world.scope, id);
    const blank = await revise(id, await makePdf(), { title: '   ' });
    expect([blank.status, blank.body['title']]).toEqual([201, before.title]);
    const { body } = await revise(id, await makePdf({ pages: 2 }), { title: ' Định lý Pythagoras ' });
    expect(body['title']).toBe('Định lý Pythagoras');
    const { searchKeys } = await world.records.get(world.scope, id);
    expect(searchKeys).toEqual([...before.searchKeys, 'dinh', 'ly', 'pythagoras']);
  });

  it('after a return keeps the old version with its history and starts the chain again', async () => {
    const id = await submitted();
    await take(id, 'complete', 'nguyenvana');
    await take(id, 'return');
    world.domains.clock.advance(86_400_000);
    const { status, body } = await revise(id, await makePdf({ pages: 5 }));
    expect([status, body['state'], body['revision'], body['pages']]).toEqual([201, 'draft', 2, 5]);
    expect(body['versions']).toMatchObject([
      { n: 1, revision: 1, current: false },
      { n: 2, revision: 2, current: true, originalName: 'bản sửa.pdf' },
    ]);
    const again = await world.call('nguyenvana', `POST /records/${id}/submit`);
    expect(again.body['state']).toBe('inApproval');
    expect(again.body['submittedAt']).toBe('2026-11-23T01:00:00.000Z');
    expect(again.body['steps']).toMatchObject([
      { revision: 1, state: 'done' },
      { revision: 1, state: 'returned', comment: 'Thiếu phần luyện tập' },
      { revision: 1, state: 'skipped' },
      { revision: 1, state: 'skipped' },
      { revision: 2, state: 'open' },
      { revision: 2, state: 'waiting' },
      { revision: 2, state: 'waiting' },
      { revision: 2, state: 'waiting' },
    ]);
    const old = await world.call('nguyenvana', `GET /records/${id}/versions/1/file`);
    expect(old.status).toBe(200);
    expect(old.response.headers.get('content-disposition')).toContain('_v1.pdf');
    world.domains.clock.set('2026-11-23T01:00:00Z');
  });
});

describe('a withdrawal', () => {
  it('by somebody else, after a signature or while it is being signed is refused', async () => {
    const id = await submitted();
    expect((await world.call('leminhduc', `POST /records/${id}/withdraw`)).body.code).toBe('RECORD_NOT_YOURS');
    const { clock } = world.domains;
    const lease = { request: 'r1', until: new Date(clock.now().getTime() + 60_000), now: clock.now() };
    await world.records.lease(world.scope, [id], lease);
    expect((await world.call('nguyenvana', `POST /records/${id}/withdraw`)).body.code).toBe('RECORD_LEASED');
    await world.records.releaseLeases(world.scope, [id], 'r1');
    await take(id, 'complete', 'nguyenvana');
    expect((await world.call('nguyenvana', `POST /records/${id}/withdraw`)).body.code).toBe('RECORD_SIGNED');
  });

  it('frees the place for another upload', async () => {
    const id = await submitted();
    const { status, body } = await world.call('nguyenvana', `POST /records/${id}/withdraw`);
    expect([status, body['state'], body['waiting']]).toEqual([200, 'withdrawn', undefined]);
    const next = await draft();
    expect(next).not.toBe(id);
    const file = await world.call('nguyenvana', `GET /records/${id}/versions/1/file`);
    expect(file.status).toBe(200);
  });
});

it('the history tells what the log knows and what it has yet to be told, each once, with names', async () => {
  const id = await submitted();
  await world.call('nguyenvana', `GET /records/${id}/versions/1/file`);
  const { outbox } = await world.records.get(world.scope, id);
  const [created] = outbox;
  if (!created) throw new Error('no event');
  await world.domains.audit.append(world.scope, [{ ...created, subject: { kind: 'record', id } }]);
  const { body } = await world.call('nguyenvana', `GET /records/${id}/events`);
  const events = body['events'] as { event: string; actorName: string }[];
  expect(events.map(({ event }) => event).sort()).toEqual(['record.created', 'record.downloaded', 'record.submitted']);
  expect(events.every(({ actorName }) => actorName === 'Nguyễn Văn A')).toBe(true);
});

describe('a download', () => {
  it('of a version there is not is an error', async () => {
    const { status, body } = await world.call('nguyenvana', `GET /records/${await draft()}/versions/9/file`);
    expect([status, body.code]).toEqual([404, 'VERSION_NOT_FOUND']);
  });

  it('of bytes that are no longer what was recorded never arrives whole', async () => {
    const id = await draft();
    const collection = world.domains.db.connection.collection('records');
    await collection.updateOne({ _id: id as never }, { $set: { 'versions.0.sha256': '0'.repeat(64) } });
    const download = async () => {
      const { response } = await world.call('nguyenvana', `GET /records/${id}/versions/1/file`);
      return response.arrayBuffer();
    };
    await expect(download()).rejects.toThrow();
  });
});
