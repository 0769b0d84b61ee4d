import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SchemaTypes } from '../../schemas/index.ts';
import { type Answer } from '../../samples/client/http.ts';
import { type FileToUpload } from '../../samples/client/session.ts';
import { type Entered, type NewPlan, startTestApp, type TestApp, type Traces } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';

let app: TestApp;
let teacher: Entered;
let plan: NewPlan;
let before: Traces;

beforeAll(async () => {
  app = await startTestApp();
  teacher = await app.enter('teacher');
});
beforeEach(async () => {
  plan = await app.plan();
  before = await app.traces();
});
afterAll(() => app.close());

function upload(metadata: object = {}, file: Partial<FileToUpload> = {}): Promise<Answer> {
  const { session } = teacher;
  return session.upload('/records', {
    metadata: { ...plan.metadata, ...metadata },
    file: { ...plan.file, ...file },
  });
}

/** No record, no temporary object, no lease, no key that waits. */
async function expectNothingKept(): Promise<void> {
  expect(await app.traces()).toEqual(before);
}

describe('an upload that contradicts itself or the rules', () => {
  const docx = Buffer.concat([
    Buffer.from('PK\u0003\u0004\u0014\0'),
    Buffer.from('word/document.xml'),
    Buffer.alloc(900),
  ]);

  it('with a name of another week is told what differs and the right name', async () => {
    const name = 'KHBD_Toan_10A1_Tuan13_NguyenVanA.pdf';
    const { details } = expectProblem(await upload({}, { name }), 422, 'NAME_CONTRADICTS');
    const week = String(plan.metadata.week);
    expect(details).toMatchObject({
      given: name,
      expected: `KHBD_Toan_10A1_Tuan${week}_NguyenVanA.pdf`,
      differs: [{ field: 'week', given: '13', expected: week }],
    });
    await expectNothingKept();
  });

  it.each([
    ['another folder', { folder: '2026-2027/01_NhaTruong' }, 422, 'FOLDER_CONTRADICTS'],
    ['a type there is not', { type: 'giayKhen' }, 422, 'TYPE_UNKNOWN'],
    ['a week there is not', { week: 36 }, 422, 'WEEK_UNKNOWN'],
    ['a week that is no number', { week: 'mười hai' }, 400, 'INPUT_INVALID'],
    ['a class there is not', { class: '10A9' }, 422, 'CLASS_UNKNOWN'],
    ['a subject there is not', { subject: 'ThienVan' }, 422, 'SUBJECT_UNKNOWN'],
    ['a subject that the teacher does not teach in the class', { subject: 'NguVan' }, 422, 'CLASS_NOT_TAUGHT'],
    ['a year there is not', { year: '2019-2020' }, 422, 'YEAR_UNKNOWN'],
    ['a member nobody asked for', { owner: 'x' }, 400, 'INPUT_INVALID'],
  ] as const)('with %s leaves nothing', async (...[, metadata, status, code]) => {
    expectProblem(await upload(metadata), status, code);
    await expectNothingKept();
  });

  it('by somebody who does not teach the class leaves nothing', async () => {
    const { session } = await app.enter('colleague');
    expectProblem(await session.upload('/records', plan), 422, 'CLASS_NOT_TAUGHT');
    await expectNothingKept();
  });

  it('by somebody who teaches nothing leaves nothing', async () => {
    const { session } = await app.enter('staff');
    expectProblem(await session.upload('/records', plan), 403, 'UPLOADER_NOT_ALLOWED');
    await expectNothingKept();
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 422, 'UPLOAD_EMPTY'],
    ['a Word file renamed to PDF', docx, 415, 'UPLOAD_NOT_PDF'],
    ['a text renamed to PDF', Buffer.from('Kế hoạch bài dạy'), 415, 'UPLOAD_NOT_PDF'],
    ['a PDF that is only a head', Buffer.from('%PDF-1.7\n'), 400, 'PDF_BROKEN'],
  ] as const)('of %s leaves nothing', async (...[, bytes, status, code]) => {
    expectProblem(await upload({}, { name: 'a.pdf', bytes }), status, code);
    await expectNothingKept();
  });

  it('of bytes that lie in the same place already names the first', async () => {
    const first = await upload();
    const { id, fileName } = first.body as { id: string; fileName: string };
    const { details } = expectProblem(await upload(), 409, 'RECORD_DUPLICATE');
    expect(details).toMatchObject({ record: id, fileName });
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });

  it('of other bytes into a place that is taken names the record that is there', async () => {
    const first = await upload();
    const { id } = first.body as { id: string };
    const { details } = expectProblem(await upload({}, (await app.plan()).file), 409, 'RECORD_EXISTS');
    expect(details).toMatchObject({ record: id });
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });
});

describe('the same request twice', () => {
  const headers = () => ({ 'idempotency-key': `nop-bai-${plan.metadata.class}-${plan.metadata.week}` });
  const send = (metadata: object = {}) =>
    teacher.session.upload('/records', {
      metadata: { ...plan.metadata, ...metadata },
      file: plan.file,
      headers: headers(),
    });

  it('with one Idempotency-Key gets the same answer and makes one record', async () => {
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });

  it('at the same moment makes one record', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => send()));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, 'IDEMPOTENCY_IN_PROGRESS');
    }
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });

  it('with the key of another request is refused', async () => {
    await send();
    expectProblem(await send({ title: 'Một bài khác' }), 422, 'IDEMPOTENCY_KEY_REUSED');
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });

  it('after a refusal is tried anew', async () => {
    expectProblem(await send({ week: 36 }), 422, 'WEEK_UNKNOWN');
    await expectNothingKept();
    expect((await send()).status).toBe(201);
  });
});

describe('a return', () => {
  it.each([
    ['no reason at all', {}, 'INPUT_INVALID'],
    ['a reason of blanks', { reason: ' \n ' }, 'RETURN_REASON_REQUIRED'],
  ] as const)('with %s changes nothing', async (_, json, code) => {
    const { id } = await app.submitted();
    await app.sign(id, 'teacher');
    const { session } = await app.enter('head');
    expectProblem(await session.call(`POST /records/${id}/return`, { json }), 400, code);
    const record = await session.get<SchemaTypes['api/record']>(`/records/${id}`);
    expect([record.state, record.waiting?.duty]).toEqual(['inApproval', 'departmentHead']);
  });
});

describe('a submission after the last day', () => {
  it('is refused, and taken with an extension as lawfully late', async () => {
    const { body } = await upload();
    const { id } = body as { id: string };
    const now = app.clock.now();
    app.clock.set('2027-05-23T17:00:00.000Z');
    try {
      const [late, head] = await Promise.all([app.again('teacher'), app.again('head')]);
      const { details } = expectProblem(await late.call(`POST /records/${id}/submit`), 422, 'SUBMISSION_CLOSED');
      expect(details).toMatchObject({ closedAt: '2027-05-23T16:59:59.999Z' });
      expect(await late.get(`/records/${id}`)).toMatchObject({ state: 'draft' });
      const until = '2027-06-01T00:00:00.000Z';
      const leave = {
        account: teacher.account,
        type: 'lessonPlan',
        year: '2026-2027',
        until,
        reason: 'Nghỉ ốm dài ngày',
      };
      const granted = await head.post<{ id: string }>('/extensions', leave);
      const taken = await late.post<SchemaTypes['api/record']>(`/records/${id}/submit`);
      expect(taken).toMatchObject({
        state: 'inApproval',
        timeliness: 'lateWithExtension',
        judged: { extension: granted.id },
      });
    } finally {
      app.clock.set(now);
    }
  });
});
