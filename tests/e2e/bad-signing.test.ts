import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SchemaTypes } from '../../schemas/index.ts';
import { type Session } from '../../samples/client/session.ts';
import { PIN, type Problem, type Role, startTestApp, type TestApp } from '../support/app.ts';
import { expectBothLanguages, expectProblem } from '../support/problem.ts';
import { PASSWORD } from '../support/school.ts';

type Request = SchemaTypes['api/signing-request'];
type RecordView = SchemaTypes['api/record'];

const WRONG_PIN = '847105';
let app: TestApp;
let teacher: Session;
let head: Session;

beforeAll(async () => {
  app = await startTestApp();
  [{ session: teacher }, { session: head }] = await Promise.all([
    app.enterWithKey('teacher'),
    app.enterWithKey('head'),
  ]);
});
afterAll(() => app.close());

const ask = (session: Session, records: readonly string[], headers = {}) =>
  session.call<Request & Problem>('POST /signing-requests', { json: { records }, headers });
const confirm = (session: Session, request: string, pin = PIN) =>
  session.call<Request & Problem>(`POST /signing-requests/${request}/confirm`, { json: { pin } });

/** A request of the teacher's over a new record, prepared and waiting for the PIN. */
async function prepared(session = teacher): Promise<{ record: string; request: string }> {
  const { id: record } = await app.submitted();
  const { body } = await ask(session, [record]);
  const { state } = await session.waitFor(body.id, (now) => now !== 'preparing');
  expect(state).toBe('ready');
  return { record, request: body.id };
}

const recordOf = (id: string) => teacher.get<RecordView>(`/records/${id}`);
const signaturesOf = async (id: string) => (await recordOf(id)).versions.at(-1)?.signatures;

async function expectUnsigned(record: string): Promise<void> {
  const { state, waiting, versions } = await recordOf(record);
  expect([state, waiting?.duty, versions.length]).toEqual(['inApproval', 'owner', 1]);
  expect(await signaturesOf(record)).toEqual([]);
}

/** The one record of a request that nothing came of, with its reason in both languages. */
function expectRefused(answer: { status: number; body: unknown; headers: Headers }, code: string): void {
  const { details } = expectProblem(answer, 409, 'SIGNING_REQUEST_REFUSED');
  const [refusal] = details?.['refused'] as SchemaTypes['api/signing-refusal'][];
  expect(refusal?.code).toBe(code);
  expectBothLanguages(refusal?.text ?? '', refusal?.textEn ?? '');
}

describe('somebody who may not, or not now,', () => {
  it.each([
    ['colleague', 'RECORD_NOT_FOUND'],
    ['head', 'NOT_YOUR_TURN'],
    ['vicePrincipal', 'NOT_YOUR_TURN'],
    ['admin', 'RECORD_NOT_FOUND'],
    ['clerk', 'SEAL_TOO_EARLY'],
  ] as const)('cannot sign: %s before the teacher', async (role: Role, code) => {
    const { id } = await app.submitted();
    const { session } = await app.enter(role);
    const { leases } = await app.traces();
    expectRefused(await ask(session, [id]), code);
    expect((await app.traces()).leases).toBe(leases);
    await expectUnsigned(id);
  });

  it('cannot return or approve', async () => {
    const { id } = await app.submitted();
    const json = { reason: 'Chưa đạt yêu cầu' };
    expectProblem(await head.call(`POST /records/${id}/return`, { json }), 403, 'NOT_YOUR_TURN');
    const approval = await head.call(`POST /records/${id}/approve`, { json: { password: PASSWORD } });
    expectProblem(approval, 403, 'NOT_YOUR_TURN');
    await expectUnsigned(id);
  });

  it('cannot confirm, see or cancel the request of another', async () => {
    const { record, request } = await prepared();
    expectProblem(await confirm(head, request), 404, 'SIGNING_REQUEST_NOT_FOUND');
    expectProblem(await head.call(`GET /signing-requests/${request}`), 404, 'SIGNING_REQUEST_NOT_FOUND');
    expectProblem(await head.call(`POST /signing-requests/${request}/cancel`), 404, 'SIGNING_REQUEST_NOT_FOUND');
    await expectUnsigned(record);
  });

  it('gets their own record signed and the other refused, each with its reason', async () => {
    const mine = await app.submitted();
    const { session: colleague } = await app.enter('colleague');
    const { id: theirs } = await app.submitted();
    await app.sign(theirs, 'teacher');
    const { status, body } = await ask(teacher, [theirs, mine.id, '0'.repeat(32)]);
    expect(status).toBe(202);
    expect(body.items.map(({ record }) => record)).toEqual([mine.id]);
    expect(body.refused).toMatchObject([
      { record: theirs, code: 'NOT_YOUR_TURN' },
      { record: '0'.repeat(32), code: 'RECORD_NOT_FOUND' },
    ]);
    for (const { text, textEn } of body.refused) expectBothLanguages(text, textEn);
    expectRefused(await ask(colleague, [mine.id]), 'RECORD_NOT_FOUND');
    await teacher.post(`/signing-requests/${body.id}/cancel`);
  });

  it('cannot return a record that is being signed, and can when it is not any more', async () => {
    const { id } = await app.submitted();
    await app.sign(id, 'teacher');
    const first = await ask(head, [id]);
    expect(first.status).toBe(202);
    const json = { reason: 'Cần bổ sung hoạt động vận dụng' };
    expectProblem(await head.call(`POST /records/${id}/return`, { json }), 409, 'RECORD_LEASED');
    await head.post(`/signing-requests/${first.body.id}/cancel`);
    expect(await head.post(`/records/${id}/return`, json)).toMatchObject({ record: id, state: 'returned' });
  });
});

describe('a PIN', () => {
  it('that is wrong five times locks the key: the right one is refused until an administrator unlocks it', async () => {
    const { record, request } = await prepared();
    for (const remaining of [4, 3, 2, 1]) {
      const { details } = expectProblem(await confirm(teacher, request, WRONG_PIN), 403, 'PIN_WRONG');
      expect(details).toMatchObject({ remaining });
    }
    const fifth = await confirm(teacher, request, WRONG_PIN);
    expect(['PIN_WRONG', 'PIN_LOCKED']).toContain(fifth.body.code);
    expectProblem(await confirm(teacher, request), 423, 'PIN_LOCKED');
    await expectUnsigned(record);
    const { id } = await teacher.get<{ id: string }>('/me/certificate');
    expectProblem(await teacher.call(`POST /certificates/${id}/unlock`), 403, 'DUTY_REQUIRED');
    expectProblem(await confirm(teacher, request), 423, 'PIN_LOCKED');
    const admin = await app.enter('admin');
    await admin.session.post(`/certificates/${id}/unlock`);
    expect((await confirm(teacher, request)).status).toBe(200);
    await teacher.waitFor(request, (state) => state === 'done');
    expect(await signaturesOf(record)).toHaveLength(1);
  });

  it('that is right starts the count anew', async () => {
    for (let round = 0; round < 2; round++) {
      const { request } = await prepared();
      for (let i = 0; i < 3; i++) expectProblem(await confirm(teacher, request, WRONG_PIN), 403, 'PIN_WRONG');
      expect((await confirm(teacher, request)).status).toBe(200);
      await teacher.waitFor(request, (state) => state === 'done');
    }
  });
});

describe('a confirmation', () => {
  it('given twice at once signs once', async () => {
    const { record, request } = await prepared();
    const answers = await Promise.all([1, 2, 3].map(() => confirm(teacher, request)));
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectProblem(answer, 409, 'SIGNING_IN_PROGRESS');
    }
    await teacher.waitFor(request, (state) => state === 'done');
    expect(await signaturesOf(record)).toHaveLength(1);
    expect((await confirm(teacher, request)).body).toMatchObject({ state: 'done' });
    expect(await signaturesOf(record)).toHaveLength(1);
    expect((await recordOf(record)).versions).toHaveLength(2);
  });

  it('of a request that was cancelled is refused, and the record is free again', async () => {
    const { record, request } = await prepared();
    await teacher.post(`/signing-requests/${request}/cancel`);
    expectProblem(await confirm(teacher, request), 410, 'SIGNING_REQUEST_CANCELLED');
    await expectUnsigned(record);
    expect((await ask(teacher, [record])).status).toBe(202);
  });

  it('that comes too late is refused, and the record is free again', async () => {
    const { record, request } = await prepared();
    app.clock.advance(16 * 60_000);
    expectProblem(await confirm(teacher, request), 410, 'SIGNING_REQUEST_EXPIRED');
    await expectUnsigned(record);
    await app.sign(record, 'teacher');
  });
});

describe('the same request for signatures twice', () => {
  it('with one Idempotency-Key is one request', async () => {
    const { id } = await app.submitted();
    const headers = { 'idempotency-key': `ky-${id}` };
    const first = await ask(teacher, [id], headers);
    const second = await ask(teacher, [id], headers);
    expect([second.status, second.body.id]).toEqual([202, first.body.id]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    await teacher.post(`/signing-requests/${first.body.id}/cancel`);
  });
});

/** The type of the attribute that holds the digest of the document, as it stands in /Contents. */
const MESSAGE_DIGEST = '06092a864886f70d010904';

describe('a signed file', () => {
  it('that was altered by a byte, wherever, is called invalid; a byte of its certificates leaves no chain at best', async () => {
    const { id } = await app.submitted();
    await app.sign(id, 'teacher');
    const signed = await teacher.download(id, 2);
    const whole = await app.verify(signed);
    expect([whole.body.conclusion, whole.body.signatures.map((each) => each.conclusion)]).toEqual(['valid', ['valid']]);
    const start = (await teacher.download(id, 1)).length;
    const messageDigest = Buffer.from(signed).indexOf(MESSAGE_DIGEST, start) + MESSAGE_DIGEST.length;
    const places = [2_000, Math.floor(start / 2), start - 5, messageDigest + 20];
    for (const at of places) {
      const altered = Uint8Array.from(signed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const { status, body } = await app.verify(altered);
      expect([at, status, body.conclusion]).toEqual([at, 200, 'invalid']);
      expect(body.signatures.filter((each) => each.conclusion === 'valid')).toEqual([]);
    }
    // no signature covers them: which verdict follows depends on which byte it is
    const certificates = Buffer.from(signed).indexOf('/Contents <', start) + 2_000;
    const altered = Uint8Array.from(signed);
    altered[certificates] = (altered[certificates] ?? 0) ^ 1;
    expect((await app.verify(altered)).body.conclusion).not.toBe('valid');
  });
});

/** The last tests of this file: they move the clock by years. */
describe('a certificate', () => {
  it('that was revoked after the signature was prepared signs nothing', async () => {
    const { session } = await app.enterWithKey('vicePrincipal');
    const { id: record } = await app.submitted();
    await app.sign(record, 'teacher', 'head');
    const { body } = await ask(session, [record]);
    await session.waitFor(body.id, (state) => state === 'ready');
    const { id } = await session.get<{ id: string }>('/me/certificate');
    await session.post(`/certificates/${id}/revoke`, { reason: 'keyCompromise' });
    expectProblem(await confirm(session, body.id), 403, 'CERTIFICATE_REVOKED');
    expect(await recordOf(record)).toMatchObject({ state: 'inApproval', waiting: { duty: 'vicePrincipal' } });
    expect(await signaturesOf(record)).toHaveLength(2);
  });

  it('that expires between preparing and confirming signs nothing', async () => {
    const { id: record } = await app.submitted();
    const { notAfter } = await teacher.get<{ notAfter: string }>('/me/certificate');
    app.clock.set(new Date(Date.parse(notAfter) - 60_000));
    const later = await app.again('teacher');
    const { body } = await ask(later, [record]);
    await later.waitFor(body.id, (state) => state !== 'preparing');
    app.clock.advance(120_000);
    const { details } = expectProblem(await confirm(later, body.id), 403, 'CERTIFICATE_EXPIRED');
    expect(details).toMatchObject({ notAfter });
    expect(await later.get<RecordView>(`/records/${record}`)).toMatchObject({
      state: 'inApproval',
      waiting: { duty: 'owner' },
    });
    const { leases } = await app.traces();
    await later.post(`/signing-requests/${body.id}/cancel`);
    expect((await app.traces()).leases).toBe(leases - 1);
    const again = await ask(later, [record]);
    const failed = await later.waitFor(again.body.id, (state) => state !== 'preparing');
    expect(failed.items).toMatchObject([{ state: 'failed', failure: { code: 'CERTIFICATE_EXPIRED' } }]);
    expectProblem(await confirm(later, again.body.id), 409, 'SIGNING_NOTHING_READY');
  });
});
