import { signAs, testRoots } from '../signing/verify/signed-samples.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PDFName, PDFString } from 'pdf-lib';
import { type RecordDocument, RecordRepository } from '../../src/records/index.ts';
import { makePdf, openRecordWorld, type RecordWorld } from './world.ts';

let world: RecordWorld;
beforeAll(async () => {
  world = await openRecordWorld();
});
afterAll(async () => {
  await world.close();
});

/** A week of its own for each test that leaves something, so that no two meet. */
let week = 12;
const nextWeek = () => {
  week += 1;
};

function plan(changes: object = {}): object {
  return { type: 'lessonPlan', year: '2026-2027', week, class: '10A1', subject: 'Toan', ...changes };
}

async function upload(metadata: object = plan(), name = 'giáo án.pdf', bytes?: Uint8Array) {
  return world.upload('nguyenvana', metadata, { name, bytes: bytes ?? (await makePdf()) });
}

async function expectNothingLeft(): Promise<void> {
  expect(await world.temporaryKeys()).toEqual([]);
  expect(await world.records.find(world.scope, { 'scope.week': week })).toEqual([]);
  expect(await world.records.removePending(world.scope, new Date(Date.now() + 1e12))).toBe(0);
}

describe('an upload is refused, and leaves nothing behind,', () => {
  for (const [why, changes, code] of [
    ['of a type there is not', { type: 'novel' }, 'TYPE_UNKNOWN'],
    ['of a year there is not', { year: '2030-2031' }, 'YEAR_UNKNOWN'],
    ['of a week the year does not have', { week: 36 }, 'WEEK_UNKNOWN'],
    ['of a class there is not', { class: '10A9' }, 'CLASS_UNKNOWN'],
    ['of a subject there is not', { subject: 'Phep' }, 'SUBJECT_UNKNOWN'],
    ['of a subject the class does not take', { subject: 'TinHoc' }, 'SUBJECT_NOT_IN_CLASS'],
    ['of a class the teacher does not teach', { class: '11A1' }, 'CLASS_NOT_TAUGHT'],
    ['of a grade the teacher does not teach', { class: undefined, grade: 11 }, 'CLASS_NOT_TAUGHT'],
    ['of a subject somebody else teaches', { subject: 'NguVan' }, 'CLASS_NOT_TAUGHT'],
    ['without a week', { week: undefined }, 'SCOPE_MISSING'],
    ['without a class or a grade', { class: undefined }, 'SCOPE_MISSING'],
    ['with a student, whom a lesson plan is not about', { student: 'HS1' }, 'SCOPE_UNUSED'],
    ["with a grade that is not the class's", { grade: 11 }, 'SCOPE_CONTRADICTS'],
    ['with a department that does not teach the subject', { department: 'NguVan' }, 'SCOPE_CONTRADICTS'],
    ['with a term the week is not in', { term: 'HK2' }, 'SCOPE_CONTRADICTS'],
    ['with a wrong folder', { folder: '2026-2027/04_Lop/10A1' }, 'FOLDER_CONTRADICTS'],
    ['with a wrong name claimed', { fileName: 'KHBD_Toan_10A2_Tuan01_NguyenVanA.pdf' }, 'NAME_CONTRADICTS'],
  ] as const) {
    it(`${why}: ${code}`, async () => {
      const { status, body } = await upload(plan(changes));
      expect([status, body.code]).toEqual([422, code]);
      await expectNothingLeft();
    });
  }

  it('with a file name that says another week: NAME_CONTRADICTS, with what differs and the right name', async () => {
    const { status, body } = await upload(plan(), 'KHBD_Toan_10A1_Tuan30_NguyenVanA.pdf');
    expect([status, body.code]).toEqual([422, 'NAME_CONTRADICTS']);
    const padded = String(week).padStart(2, '0');
    expect(body.details).toEqual({
      given: 'KHBD_Toan_10A1_Tuan30_NguyenVanA.pdf',
      expected: `KHBD_Toan_10A1_Tuan${padded}_NguyenVanA.pdf`,
      differs: [{ field: 'week', given: '30', expected: padded }],
    });
    await expectNothingLeft();
  });

  it('by somebody whose duty it is not: UPLOADER_NOT_ALLOWED', async () => {
    const { status, body } = await world.upload('vanthu', plan(), { name: 'x.pdf', bytes: await makePdf() });
    expect([status, body.code]).toEqual([403, 'UPLOADER_NOT_ALLOWED']);
    const book = { type: 'homeroomBook', class: '10A2', term: 'HK1' };
    expect((await upload(book)).body.code).toBe('UPLOADER_NOT_ALLOWED');
    const head = { type: 'departmentTeachingPlan', subject: 'NguVan', grade: 10 };
    const other = await world.upload('leminhduc', head, { name: 'x.pdf', bytes: await makePdf() });
    expect(other.body.code).toBe('UPLOADER_NOT_ALLOWED');
  });

  it('with metadata that are not what the schema says: INPUT_INVALID', async () => {
    expect((await upload(plan({ colour: 'red' }))).status).toBe(400);
    expect((await upload(plan({ week: 'twelve' }))).status).toBe(400);
    await expectNothingLeft();
  });

  it('when the file is empty: UPLOAD_EMPTY', async () => {
    const { status, body } = await upload(plan(), 'x.pdf', new Uint8Array());
    expect([status, body.code]).toEqual([422, 'UPLOAD_EMPTY']);
    await expectNothingLeft();
  });

  it('when it is a Word file renamed to .pdf: UPLOAD_NOT_PDF', async () => {
    const { status, body } = await upload(plan(), 'giáo án.pdf', zipOf('[Content_Types].xml', '<Types/>'));
    expect([status, body.code]).toEqual([415, 'UPLOAD_NOT_PDF']);
    expect(body.details).toEqual({ found: 'application/zip' });
    await expectNothingLeft();
  });

  it('when it is text: UPLOAD_NOT_PDF', async () => {
    expect((await upload(plan(), 'x.pdf', Buffer.from('Kế hoạch bài dạy'))).status).toBe(415);
    await expectNothingLeft();
  });

  it('when only the header of a PDF is there', async () => {
    const { status, body } = await upload(plan(), 'x.pdf', Buffer.from('%PDF-1.7\nthis is not a PDF'));
    expect([status >= 400 && status < 500, body.code]).toEqual([true, 'PDF_BROKEN']);
    await expectNothingLeft();
  });

  it('when it runs JavaScript or starts programs: PDF_ACTIVE_CONTENT', async () => {
    const script = await makePdf({ change: (pdf) => pdf.addJavaScript('x', 'app.alert(1)') });
    const scripted = await upload(plan(), 'x.pdf', script);
    expect([scripted.status, scripted.body.code]).toEqual([422, 'PDF_ACTIVE_CONTENT']);
    const launching = await makePdf({
      change: (pdf) => {
        const action = pdf.context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') });
        pdf.catalog.set(PDFName.of('OpenAction'), action);
      },
    });
    expect((await upload(plan(), 'x.pdf', launching)).body.details).toEqual({
      found: { vi: 'lệnh mở chương trình', en: 'a command that starts a program' },
    });
    await expectNothingLeft();
  });

  it('when it needs a password: PDF_PASSWORD_REQUIRED', async () => {
    const locked = await makePdf({ change: (pdf) => pdf.encrypt({ userPassword: 'bí mật', ownerPassword: 'chủ' }) });
    expect((await upload(plan(), 'x.pdf', locked)).body.code).toBe('PDF_PASSWORD_REQUIRED');
    await expectNothingLeft();
  });

  it('when it is over the limit: UPLOAD_TOO_LARGE', async () => {
    const { status, body } = await upload(plan(), 'x.pdf', Buffer.concat([await makePdf(), Buffer.alloc(8_000_000)]));
    expect([status, body.code]).toEqual([413, 'UPLOAD_TOO_LARGE']);
    await expectNothingLeft();
  });
});

describe('an upload', () => {
  beforeEach(nextWeek);

  it('becomes a draft with the right name, folder, deadline and bytes', async () => {
    const bytes = await makePdf({ pages: 4 });
    const { status, body, response } = await upload(plan({ week: 12 }), 'Giáo án tuần 12.pdf', bytes);
    expect(status).toBe(201);
    expect(response.headers.get('location')).toBe(`/api/v1/records/${String(body['id'])}`);
    expect(body).toMatchObject({
      type: 'lessonPlan',
      code: 'KHBD',
      state: 'draft',
      revision: 1,
      version: 1,
      pages: 4,
      size: bytes.length,
      folder: '2026-2027/03_GiaoVien/NguyenVanA/KHBD/Tuan12',
      fileName: 'KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf',
      title: 'Kế hoạch bài dạy môn Toán, lớp 10A1, tuần 12',
      scope: { department: 'Toan', class: '10A1', subject: 'Toan', week: 12 },
      dueAt: '2026-11-17T17:00:00.000Z',
      timeliness: 'late',
      retention: { class: '5y', held: false, until: '2032-05-30T17:00:00.000Z' },
    });
    expect(body['versions']).toMatchObject([
      { n: 1, kind: 'upload', originalName: 'Giáo án tuần 12.pdf', current: true },
    ]);
    const file = await world.call('nguyenvana', `GET /records/${String(body['id'])}/versions/1/file`);
    expect(Buffer.from(await file.response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(file.response.headers.get('content-disposition')).toContain('KHBD_Toan_10A1_Tuan12_NguyenVanA.pdf');
    expect(file.response.headers.get('etag')).toBe(`"${String(body['sha256'])}"`);
    expect(await world.temporaryKeys()).toEqual([]);
  });

  it('of a file with a name claimed right is taken', async () => {
    const fileName = `KHBD_Toan_10A1_Tuan${String(week).padStart(2, '0')}_NguyenVanA.pdf`;
    expect((await upload(plan({ fileName }), fileName)).status).toBe(201);
  });

  it("may carry its author's title, and belongs to the current year where it names none", async () => {
    const { status, body } = await upload(plan({ year: undefined, title: 'Hàm số bậc hai' }));
    expect([status, body['year'], body['title']]).toEqual([201, '2026-2027', 'Hàm số bậc hai']);
  });

  it('that was signed elsewhere is taken as it is, and says who signed and whether that is valid', async () => {
    const other = await openRecordWorld({ trusted: await testRoots() });
    const bytes = await signAs(Buffer.from(await makePdf()), 'teacher');
    const { status, body } = await other.upload('nguyenvana', plan(), { name: 'x.pdf', bytes });
    expect(status).toBe(201);
    expect(body['versions']).toMatchObject([
      {
        signedOutside: true,
        outside: [{ name: 'Nguyễn Văn A', conclusion: expect.stringMatching(/valid|indeterminate/) as unknown }],
      },
    ]);
    await other.close();
  });

  it('that was signed elsewhere and altered is refused with what is wrong', async () => {
    const bytes = await signAs(Buffer.from(await makePdf()), 'teacher');
    bytes[bytes.indexOf('/MediaBox') + 12] = 0x37;
    const { status, body } = await upload(plan(), 'x.pdf', bytes);
    expect([status, body.code]).toEqual([422, 'SIGNATURE_NOT_VALID']);
  });

  it('of what the school has once is refused to a second uploader too, in this moment or later', async () => {
    const yearPlan = { type: 'schoolEducationPlan', year: '2026-2027' };
    const file = async () => ({ name: 'x.pdf', bytes: await makePdf() });
    const made = await Promise.all(
      ['hieutruong', 'hieupho'].map(async (who) => world.upload(who, yearPlan, await file())),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await world.upload('hieutruong', yearPlan, await file());
    expect([again.status, again.body.code]).toEqual([409, 'RECORD_EXISTS']);
  });

  it('of the same bytes in the same place is refused, naming the first', async () => {
    const bytes = await makePdf();
    const first = await upload(plan(), 'a.pdf', bytes);
    const again = await upload(plan(), 'b.pdf', bytes);
    expect([again.status, again.body.code]).toEqual([409, 'RECORD_DUPLICATE']);
    expect(again.body.details).toMatchObject({ record: first.body['id'], fileName: first.body['fileName'] });
    const other = await upload(plan());
    expect([other.status, other.body.code]).toEqual([409, 'RECORD_EXISTS']);
    expect((await upload(plan({ class: '10A2' }), 'a.pdf', bytes)).status).toBe(201);
    expect(await world.temporaryKeys()).toEqual([]);
  });

  it('sent eight times at once is taken once', async () => {
    const bytes = await makePdf();
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(plan(), 'x.pdf', bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(await world.records.count(world.scope, { 'scope.week': week })).toBe(1);
  });

  it('repeated with its Idempotency-Key gets the first answer', async () => {
    const bytes = await makePdf();
    const send = async () => {
      const form = new FormData();
      form.append('metadata', JSON.stringify(plan()));
      form.append('file', new Blob([Buffer.from(bytes)]), 'x.pdf');
      const headers = { authorization: 'Bearer token-of-nguyenvana-0123456789', 'idempotency-key': `key-${week}-0001` };
      const url = `http://127.0.0.1:${world.server.port}/api/v1/records`;
      const response = await fetch(url, { method: 'POST', headers, body: form });
      return { status: response.status, body: (await response.json()) as { id: string } };
    };
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  it('of another person of the same name gets a name of its own', async () => {
    const { scope, records } = world;
    const taken = await upload();
    const first = await records.get(scope, String(taken.body['id']));
    const { placeKey } = first;
    await world.call('nguyenvana', `POST /records/${first._id}/withdraw`);
    const namesake: RecordDocument = { ...first, _id: 'f'.repeat(32), owner: 'somebody-else', placeKey };
    await records.insert(scope, namesake);
    const { status, body } = await upload();
    expect([status, body['fileName']]).toEqual([201, first.fileName.replace('.pdf', '_2.pdf')]);
  });
});

describe('a crash between the steps of an upload', () => {
  beforeEach(nextWeek);

  it('leaves a pending record that nobody sees, and the next upload takes its place', async () => {
    const { scope, records, domains } = world;
    const bytes = await makePdf();
    const first = await records.get(scope, String((await upload(plan(), 'x.pdf', bytes)).body['id']));
    const since = domains.clock.now();
    await world.domains.db.connection
      .collection('records')
      .updateOne(
        { _id: first._id as never },
        { $set: { pending: { temporaryKey: 'gone', sha256: first.versions[0]?.sha256, since }, versions: [] } },
      );
    expect((await world.call('nguyenvana', `GET /records/${first._id}`)).status).toBe(404);
    expect(await records.find(scope, { _id: first._id })).toEqual([]);
    expect((await upload(plan(), 'x.pdf', bytes)).body.code).toBe('RECORD_DUPLICATE');
    domains.clock.advance(61_000);
    const again = await upload(plan(), 'x.pdf', bytes);
    expect(again.status).toBe(201);
    expect(again.body['id']).not.toBe(first._id);
  });

  it('is swept away, and a request that was only slow is told so', async () => {
    const { scope, records } = world;
    const { _id, ...rest } = await records.get(scope, String((await upload()).body['id']));
    const pending = { temporaryKey: 'gone', sha256: '0', since: new Date(0) };
    const slow = await records.insert(scope, {
      ...rest,
      _id: 'e'.repeat(32),
      placeKey: 'elsewhere',
      pending,
      versions: [],
    });
    expect(await records.removePending(scope, new Date(1))).toBe(1);
    await expect(records.complete(scope, slow as RecordDocument, { events: [] })).rejects.toMatchObject({
      code: 'UPLOAD_INTERRUPTED',
    });
    expect(await records.get(scope, _id)).toBeTruthy();
  });

  it('of the store, before the bytes are permanent, leaves the place free', async () => {
    const { store, scope } = world;
    const make = store.makePermanent.bind(store);
    const broken = new Error('the store went away');
    store.makePermanent = () => Promise.reject(broken);
    expect((await upload()).status).toBe(500);
    store.makePermanent = make;
    await expectNothingLeft();
    expect((await upload()).status).toBe(201);
    expect(await world.records.count(scope, { 'scope.week': week })).toBe(1);
  });
});

it('records of another school are not there', async () => {
  nextWeek();
  const id = String((await upload()).body['id']);
  for (const path of ['', '/events', '/versions/1/file']) {
    expect((await world.call('outsider', `GET /records/${id}${path}`)).status).toBe(404);
  }
  expect((await world.call('outsider', `POST /records/${id}/submit`)).status).toBe(404);
  expect(world.records).toBeInstanceOf(RecordRepository);
});

/** A ZIP archive of one file, as small as they come. */
function zipOf(name: string, text: string): Uint8Array {
  const data = deflateRawSync(Buffer.from(text));
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(text.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}

const REAL = join(import.meta.dirname, '../../../shared/documents/pdf');
describe.skipIf(!existsSync(REAL))('real Vietnamese lesson plans (skipped where ../shared is absent)', () => {
  const files = existsSync(REAL) ? readdirSync(REAL).filter((name) => name.endsWith('.pdf')) : [];

  for (const name of files) {
    it(`"${name}" comes back byte for byte`, async () => {
      nextWeek();
      const bytes = readFileSync(join(REAL, name));
      const { status, body } = await upload(plan(), 'giáo án.pdf', bytes);
      expect(status, JSON.stringify(body)).toBe(201);
      const { response } = await world.call('nguyenvana', `GET /records/${String(body['id'])}/versions/1/file`);
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
      await world.call('nguyenvana', `POST /records/${String(body['id'])}/withdraw`);
    });
  }
});
