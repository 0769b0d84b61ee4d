import { randomBytes } from 'node:crypto';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer } from '../../samples/client/http.ts';
import { type Session } from '../../samples/client/session.ts';
import { makeSealPng, makeSignaturePng } from '../../samples/documents/index.ts';
import { type SchemaTypes } from '../../schemas/index.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';

type Picture = SchemaTypes['api/signature-picture'];
type SealPicture = SchemaTypes['api/seal-picture'];

const signature = makeSignaturePng('Nguyễn Văn A');
let app: TestApp;
let teacher: Session;
let colleague: Session;
let clerk: Session;
let principal: Session;
let seal: Uint8Array;

beforeAll(async () => {
  app = await startTestApp();
  const entered = [app.enter('teacher'), app.enter('colleague'), app.enterWithKey('clerk'), app.enter('principal')];
  const sessions = (await Promise.all(entered)).map(({ session }) => session);
  [teacher, colleague, clerk, principal] = sessions as [Session, Session, Session, Session];
  seal = await makeSealPng('Trường THPT Trần Hưng Đạo');
});
afterAll(() => app.close());

function put<T>(session: Session, path: string, sent: { metadata: object; bytes: Uint8Array }): Promise<Answer<T>> {
  const form = new FormData();
  form.append('metadata', JSON.stringify(sent.metadata));
  form.append('file', new Blob([Uint8Array.from(sent.bytes)], { type: 'image/png' }), 'ảnh.png');
  return session.call<T>(`POST ${path}`, { form });
}

const putOwn = (session: Session, kind: string, bytes: Uint8Array) =>
  put<Picture>(session, '/me/signature-pictures', { metadata: { kind }, bytes });
const putSeal = (session: Session, metadata: object, bytes: Uint8Array) =>
  put<SealPicture>(session, '/seal-picture', { metadata, bytes });

async function fileOf(session: Session, path: string): Promise<{ status: number; type: string | null; bytes: Buffer }> {
  const headers = { authorization: `Bearer ${session.token}` };
  const response = await fetch(`${app.url}/api/v1${path}`, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

/** A picture that hardly shrinks: every pixel another colour. */
function noise(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  png.data = randomBytes(width * height * 4);
  return PNG.sync.write(png);
}

/** A large picture in a small file, as a bomb is. */
function plain(width: number, height: number): Buffer {
  return PNG.sync.write(new PNG({ width, height }));
}

/** One picture whose columns are all alike: PNG's filters make it small, drawing it does not. */
function striped(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  const row = randomBytes(width * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < row.length; x += 1) png.data[y * row.length + x] = ((row[x] ?? 0) + y * (x % 251)) % 256;
  }
  return PNG.sync.write(png, { filterType: 2, deflateStrategy: 0 });
}

describe('a picture is refused', () => {
  it('when its first bytes are not those of a PNG, whatever its name says', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);
    const { details } = expectProblem(await putOwn(teacher, 'signature', jpeg), 415, 'PICTURE_NOT_PNG');
    expect(details).toEqual({ found: 'image/jpeg' });
    expectProblem(await putOwn(teacher, 'signature', Buffer.from('')), 415, 'PICTURE_NOT_PNG');
  });

  it('when it is broken: now, and never while signing', async () => {
    const cut = signature.subarray(0, signature.length / 2);
    expectProblem(await putOwn(teacher, 'signature', cut), 400, 'STAMP_IMAGE_UNREADABLE');
    const head = signature.subarray(0, 20);
    expectProblem(await putOwn(teacher, 'signature', head), 400, 'STAMP_IMAGE_UNREADABLE');
  });

  it('when the file, its pixels, or what it would add to each record are too many', async () => {
    expectProblem(await putOwn(teacher, 'signature', noise(600, 600)), 413, 'PICTURE_TOO_LARGE');
    expectProblem(await putOwn(teacher, 'signature', plain(2001, 2000)), 413, 'STAMP_IMAGE_TOO_LARGE');
    const heavy = striped(1900, 900);
    expect(heavy.length).toBeLessThan(1024 * 1024);
    expectProblem(await putOwn(teacher, 'signature', heavy), 413, 'PICTURE_TOO_HEAVY');
  });

  it('when it is of a kind that no person has', async () => {
    expectProblem(await putOwn(teacher, 'seal', signature), 400, 'INPUT_INVALID');
    expectProblem(await teacher.call('GET /me/signature-pictures/seal/file'), 400, 'INPUT_INVALID');
  });

  it('and leaves nothing behind', async () => {
    expect((await app.traces()).temporary).toBe(0);
    expect(await teacher.get('/me/signature-pictures')).toEqual({ pictures: [] });
    expectProblem(await teacher.call('GET /me/signature-pictures/signature/file'), 404, 'PICTURE_NOT_FOUND');
    expectProblem(await teacher.call('DELETE /me/signature-pictures/signature'), 404, 'PICTURE_NOT_FOUND');
  });
});

describe('a person’s picture', () => {
  it('is stored with its facts, and given back as it was', async () => {
    const { status, body } = await putOwn(teacher, 'signature', signature);
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'signature', size: signature.length, width: 560, height: 260 });
    const file = await fileOf(teacher, '/me/signature-pictures/signature/file');
    expect([file.status, file.type]).toEqual([200, 'image/png']);
    expect(file.bytes.equals(signature)).toBe(true);
    expect((await app.traces()).temporary).toBe(0);
  });

  it('gives way to the next one of its kind, and to no other', async () => {
    const initials = makeSignaturePng('NVA', 7);
    await putOwn(teacher, 'initials', initials);
    const again = makeSignaturePng('Nguyễn Văn A', 2);
    await putOwn(teacher, 'signature', again);
    const { pictures } = await teacher.get<{ pictures: Picture[] }>('/me/signature-pictures');
    expect(pictures.map(({ kind }) => kind)).toEqual(['signature', 'initials']);
    const file = await fileOf(teacher, '/me/signature-pictures/signature/file');
    expect(file.bytes.equals(again)).toBe(true);
    expect((await fileOf(teacher, '/me/signature-pictures/initials/file')).bytes.equals(initials)).toBe(true);
  });

  it('is one of two that are stored at once, and neither is an error', async () => {
    const two = [makeSignaturePng('Hai', 1), makeSignaturePng('Hai', 2)];
    const answers = await Promise.all(two.map((bytes) => putOwn(colleague, 'initials', bytes)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const { bytes } = await fileOf(colleague, '/me/signature-pictures/initials/file');
    expect(two.some((each) => bytes.equals(each))).toBe(true);
  });

  it('is nobody else’s: not a colleague’s, the principal’s, or another school’s', async () => {
    const { session: stranger } = await app.enterOtherSchool();
    for (const other of [colleague, principal, stranger]) {
      const { pictures } = await other.get<{ pictures: Picture[] }>('/me/signature-pictures');
      expect(pictures.filter(({ kind }) => kind === 'signature')).toEqual([]);
      expectProblem(await other.call('GET /me/signature-pictures/signature/file'), 404, 'PICTURE_NOT_FOUND');
    }
  });

  it('can be taken away, which the log tells too', async () => {
    expect((await teacher.call('DELETE /me/signature-pictures/signature')).status).toBe(204);
    expectProblem(await teacher.call('DELETE /me/signature-pictures/signature'), 404, 'PICTURE_NOT_FOUND');
    expectProblem(await teacher.call('GET /me/signature-pictures/signature/file'), 404, 'PICTURE_NOT_FOUND');
    const place = await app.app.db.connection
      .collection('pictures')
      .findOne({ slot: `signature:${(await app.enter('teacher')).account}` });
    expect(place).toMatchObject({ outbox: [] });
    expect(place).not.toHaveProperty('picture');
    const history = await app.app.domains.audit.history(app.scope, String(place?.['_id']));
    expect(history.map(({ event }) => event)).toEqual(['picture.stored', 'picture.stored', 'picture.removed']);
    await putOwn(teacher, 'signature', signature);
    expect((await fileOf(teacher, '/me/signature-pictures/signature/file')).bytes.equals(signature)).toBe(true);
  });
});

describe('the picture of the seal', () => {
  it('is only for the clerk who was appointed to keep the seal', async () => {
    const { session: stranger } = await app.enterOtherSchool();
    for (const target of ['GET /seal-picture', 'GET /seal-picture/file', 'DELETE /seal-picture']) {
      expectProblem(await teacher.call(target), 403, 'DUTY_REQUIRED');
    }
    expectProblem(await putSeal(principal, {}, seal), 403, 'DUTY_REQUIRED');
    expectProblem(await putSeal(stranger, {}, seal), 403, 'SEAL_NOT_APPOINTED');
    expectProblem(await stranger.call('DELETE /seal-picture'), 403, 'SEAL_NOT_APPOINTED');
  });

  it('is refused when it is not as high as seals are, or its width is none', async () => {
    const tall = expectProblem(await putSeal(clerk, { widthMm: 20 }, plain(100, 400)), 422, 'SEAL_PICTURE_PROPORTIONS');
    expect(tall.details).toMatchObject({ widthMm: 20, heightMm: 80 });
    expectProblem(await putSeal(clerk, {}, plain(400, 10)), 422, 'SEAL_PICTURE_PROPORTIONS');
    for (const widthMm of [9, 61, '36']) {
      expectProblem(await putSeal(clerk, { widthMm }, seal), 400, 'INPUT_INVALID');
    }
    expectProblem(await clerk.call('GET /seal-picture'), 404, 'PICTURE_NOT_FOUND');
  });

  it('is stored with its actual width, read by its keeper and the principal, and by no other clerk', async () => {
    const { body: first } = await putSeal(clerk, {}, seal);
    expect(first).toMatchObject({ widthMm: 36, width: 425, by: (await app.enter('clerk')).account });
    await putSeal(clerk, { widthMm: 34.5 }, seal);
    for (const reader of [clerk, principal]) {
      expect(await reader.get('/seal-picture')).toMatchObject({ widthMm: 34.5, size: seal.length });
      expect((await fileOf(reader, '/seal-picture/file')).bytes.equals(seal)).toBe(true);
    }
    const { session: stranger } = await app.enterOtherSchool();
    expectProblem(await stranger.call('GET /seal-picture'), 404, 'PICTURE_NOT_FOUND');
  });

  it('stays the school’s when the seal is taken from its keeper, who then has no part in it', async () => {
    const { certificates } = await (
      await app.enter('admin')
    ).session.get<{
      certificates: { id: string; purpose: string }[];
    }>('/certificates');
    const held = certificates.find(({ purpose }) => purpose === 'seal');
    await (
      await app.enter('admin')
    ).session.post(`/certificates/${held?.id}/revoke`, { reason: 'cessationOfOperation' });
    expectProblem(await putSeal(clerk, {}, seal), 403, 'SEAL_NOT_APPOINTED');
    expectProblem(await clerk.call('GET /seal-picture/file'), 403, 'SEAL_NOT_APPOINTED');
    expectProblem(await clerk.call('DELETE /seal-picture'), 403, 'SEAL_NOT_APPOINTED');
    expect(await principal.get('/seal-picture')).toMatchObject({ widthMm: 34.5 });
  });
});
