import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Entered,
  LIMIT_BYTES,
  type NewPlan,
  type Problem,
  startTestApp,
  type TestApp,
  type Traces,
} from '../support/app.ts';
import { expectBothLanguages, expectProblem } from '../support/problem.ts';
import { answerOf, chunk, multipartBody, openUpload, type RawUpload } from '../support/raw-http.ts';

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

function rawUpload(bytes: Uint8Array = plan.file.bytes): RawUpload {
  const { metadata, file } = plan;
  return { port: app.port, path: '/records', token: teacher.session.token, metadata, name: file.name, bytes };
}

/** A PDF of a size. */
function sized(size: number): Buffer {
  const { bytes } = plan.file;
  const at = Buffer.from(bytes).lastIndexOf('startxref');
  // Blanks where no offset changes; after the end of the document they would be foreign to it.
  return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(size - bytes.length, ' '), bytes.subarray(at)]);
}

function expectRawProblem(answer: { status: number; body: unknown }, status: number, code: string): void {
  const problem = answer.body as Problem;
  expect([answer.status, problem.code], JSON.stringify(problem)).toEqual([status, code]);
  expectBothLanguages(problem.detail, problem.detailEn);
}

async function expectNothingKept(): Promise<void> {
  expect(await app.traces()).toEqual(before);
}

/** How many uploads the server has finished with, whatever came of them. */
async function uploadsEnded(): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const counts = text.matchAll(/hoso_http_request_seconds_count\{operation="createRecord"[^}]*\} (\d+)/g);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function expectStillServing(): Promise<void> {
  const answer = await teacher.session.upload('/records', plan);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}

describe('a file over the limit', () => {
  const over = async (size: number) =>
    teacher.session.upload('/records', { metadata: plan.metadata, file: { name: 'lớn.pdf', bytes: sized(size) } });

  it('by one byte is refused and leaves nothing', async () => {
    const { details } = expectProblem(await over(LIMIT_BYTES + 1), 413, 'UPLOAD_TOO_LARGE');
    expect(details).toEqual({ limitMb: LIMIT_BYTES / 1_048_576 });
    await expectNothingKept();
  });

  it('by not a single byte is taken', async () => {
    expect((await over(LIMIT_BYTES)).status).toBe(201);
  });

  it('several times over is refused by what the client says of its length, before it is read', async () => {
    const socket = await openUpload(rawUpload(), 50 * LIMIT_BYTES);
    expectRawProblem(await answerOf(socket), 413, 'UPLOAD_TOO_LARGE');
    await expectNothingKept();
  });

  it('in chunks, with no length told, is refused as soon as it is over', async () => {
    const body = multipartBody(rawUpload(sized(2 * LIMIT_BYTES)));
    const socket = await openUpload(rawUpload(), 'chunked');
    const answer = answerOf(socket);
    for (let at = 0; at < body.length; at += 65_536) socket.write(chunk(body.subarray(at, at + 65_536)));
    socket.write('0\r\n\r\n');
    expectRawProblem(await answer, 413, 'UPLOAD_TOO_LARGE');
    await expectNothingKept();
  });
});

describe('a length that is a lie', () => {
  it('that cuts the file short is found out', async () => {
    const body = multipartBody(rawUpload());
    const half = body.subarray(0, Math.floor(body.length / 2));
    const socket = await openUpload(rawUpload(), half.length);
    const answer = answerOf(socket);
    socket.write(half);
    expectRawProblem(await answer, 400, 'UPLOAD_MALFORMED');
    await expectNothingKept();
  });

  it('too small: what follows is taken neither for the file nor for a request', async () => {
    const body = multipartBody(rawUpload());
    const socket = await openUpload(rawUpload(), Math.floor(body.length / 2));
    const answer = answerOf(socket);
    socket.write(body);
    expect((await answer).status).toBe(400);
    await vi.waitFor(expectNothingKept, { timeout: 5_000 });
    await expectStillServing();
  });

  it('too large, and the client goes away: nothing stays', async () => {
    const ended = await uploadsEnded();
    const body = multipartBody(rawUpload());
    const socket = await openUpload(rawUpload(), body.length + 1000);
    socket.write(body.subarray(0, body.length - 10), () => socket.destroy());
    await vi.waitFor(async () => expect(await uploadsEnded()).toBe(ended + 1), { timeout: 10_000 });
    await vi.waitFor(expectNothingKept, { timeout: 5_000 });
    await expectStillServing();
  });
});

describe('a connection that is cut', () => {
  it.each([
    ['right after the head', 0],
    ['within the metadata', 0.0005],
    ['half-way through the file', 0.5],
    ['before the last bytes', 0.999],
  ])('%s leaves nothing, and the server goes on', async (_, part) => {
    const ended = await uploadsEnded();
    const upload = rawUpload(sized(1_500_000));
    const body = multipartBody(upload);
    const socket = await openUpload(upload, body.length);
    const sent = body.subarray(0, Math.floor(body.length * part));
    await new Promise<void>((resolve) => socket.write(sent.length > 0 ? sent : Buffer.from('-'), () => resolve()));
    socket.resetAndDestroy();
    await vi.waitFor(async () => expect(await uploadsEnded()).toBe(ended + 1), { timeout: 10_000 });
    await vi.waitFor(expectNothingKept, { timeout: 5_000 });
    await expectStillServing();
  });

  it('by ten clients at once leaves nothing', async () => {
    const ended = await uploadsEnded();
    const upload = rawUpload(sized(1_000_000));
    const body = multipartBody(upload);
    const sockets = await Promise.all(Array.from({ length: 10 }, () => openUpload(upload, body.length)));
    await Promise.all(
      sockets.map((socket) => new Promise<void>((done) => socket.write(body.subarray(0, 500_000), () => done()))),
    );
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect(await uploadsEnded()).toBe(ended + 10), { timeout: 10_000 });
    await vi.waitFor(expectNothingKept, { timeout: 5_000 });
    await expectStillServing();
  });

  it('after the whole request was sent keeps a whole record or none', async () => {
    const ended = await uploadsEnded();
    const upload = rawUpload();
    const body = multipartBody(upload);
    const socket = await openUpload(upload, body.length);
    await new Promise<void>((resolve) => socket.write(body, () => resolve()));
    socket.destroy();
    await vi.waitFor(async () => expect(await uploadsEnded()).toBe(ended + 1), { timeout: 10_000 });
    await vi.waitFor(async () => expect((await app.traces()).temporary).toBe(0), { timeout: 5_000 });
    const again = await teacher.session.upload('/records', plan);
    expect(again.status === 201 || (again.body as unknown as Problem).code === 'RECORD_DUPLICATE').toBe(true);
    expect(await app.traces()).toEqual({ ...before, records: before.records + 1 });
  });
});

describe('a multipart body', () => {
  const send = (form: FormData) => teacher.session.call('POST /records', { form });
  const file = () => new Blob([plan.file.bytes]);

  it.each([
    [
      'with the file before the metadata',
      'UPLOAD_METADATA_FIRST',
      () => {
        const form = new FormData();
        form.append('file', file(), 'a.pdf');
        form.append('metadata', JSON.stringify(plan.metadata));
        return form;
      },
    ],
    [
      'without a file',
      'UPLOAD_FILE_MISSING',
      () => {
        const form = new FormData();
        form.append('metadata', JSON.stringify(plan.metadata));
        return form;
      },
    ],
    [
      'with metadata that are no JSON',
      'UPLOAD_METADATA_INVALID',
      () => {
        const form = new FormData();
        form.append('metadata', '{"type":');
        form.append('file', file(), 'a.pdf');
        return form;
      },
    ],
    [
      'with two files',
      'UPLOAD_PART_UNEXPECTED',
      () => {
        const form = new FormData();
        form.append('metadata', JSON.stringify(plan.metadata));
        form.append('file', file(), 'a.pdf');
        form.append('file', file(), 'b.pdf');
        return form;
      },
    ],
    [
      'with a part of another name',
      'UPLOAD_PART_UNEXPECTED',
      () => {
        const form = new FormData();
        form.append('metadata', JSON.stringify(plan.metadata));
        form.append('tep', file(), 'a.pdf');
        return form;
      },
    ],
  ] as const)('%s is refused and leaves nothing', async (_, code, form) => {
    expectProblem(await send(form()), 400, code);
    await expectNothingKept();
  });

  it('that is JSON instead is refused', async () => {
    expectProblem(await teacher.session.call('POST /records', { json: plan.metadata }), 415, 'UPLOAD_NOT_MULTIPART');
    await expectNothingKept();
  });
});
