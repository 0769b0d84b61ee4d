import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import express from 'express';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asHosoError, problemOf } from '../../src/http/errors.ts';
import { typeOfBytes } from '../../src/http/file-type.ts';
import { type Upload, type Uploads } from '../../src/http/handler.ts';
import { createUploads } from '../../src/http/upload.ts';
import { newId } from '../../src/kernel/ids.ts';
import { S3ObjectStore, type S3Settings } from '../../storage/index.ts';
import { createS3Client } from '../../storage/s3-client.ts';

const LIMIT = 12_000_000;
const env = inject('services');
const settings: S3Settings = {
  endpoint: env.S3_ENDPOINT,
  region: env.S3_REGION,
  accessKey: env.S3_ACCESS_KEY,
  secretKey: env.S3_SECRET_KEY,
  workBucket: `work-${newId()}`,
  recordsBucket: `records-${newId()}`,
};
const store = new S3ObjectStore(settings);
const client = createS3Client(settings);
const away = new S3ObjectStore({ ...settings, endpoint: 'http://127.0.0.1:1' });

/** What the last request came to on the server, which a client that has gone cannot be told. */
let settled: Promise<string> = Promise.resolve('');
let server: ReturnType<express.Express['listen']>;
let base: string;

beforeAll(async () => {
  await store.ensureBuckets();
  const app = express();
  app.post('/upload', take(createUploads({ store, limitBytes: LIMIT })));
  app.post('/away', take(createUploads({ store: away, limitBytes: LIMIT })));
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => {
      resolve();
    });
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  store.close();
  client.destroy();
});

/** A handler as the edge has it: receive, answer with what came, or with the problem. */
function take(uploads: Uploads): express.RequestHandler {
  return (request, response) => {
    response.locals['school'] = 'school-1';
    const received = uploads.receive(request, response, { expectsMetadata: true });
    settled = received.then(
      () => 'received',
      (error: unknown) => asHosoError(error).code,
    );
    received.then(
      (upload) => response.json(upload),
      (error: unknown) => {
        const problem = problemOf(asHosoError(error), 'r');
        response.status(problem.status).json(problem);
      },
    );
  };
}

async function post(body: FormData | string, options: { path?: string; headers?: Record<string, string> } = {}) {
  const { path = '/upload', headers = {} } = options;
  const response = await fetch(base + path, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Upload & { code?: string } };
}

function form(...parts: readonly (readonly [name: string, value: string | Blob, fileName?: string])[]): FormData {
  const data = new FormData();
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value, fileName);
  }
  return data;
}

const pdf = (size = 100) => new Blob([Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])]);

async function leftBehind(): Promise<{ objects: number; uploads: number }> {
  let objects = 0;
  for await (const _ of store.listTemporary(new Date(Date.now() + 3_600_000))) objects += 1;
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: settings.workBucket }));
  return { objects, uploads: Uploads.length };
}

const NOTHING = { objects: 0, uploads: 0 };

/** Sends raw bytes as a body with a given boundary, and optionally goes away after them. */
async function sendRaw(chunks: readonly (string | Buffer)[], options: { length?: number; cut?: boolean } = {}) {
  const headers = {
    'content-type': 'multipart/form-data; boundary=XX',
    ...(options.length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': options.length }),
  };
  const received = new Promise<string>((resolve) => server.once('request', () => setImmediate(() => resolve(settled))));
  const sent = httpRequest(`${base}/upload`, { method: 'POST', headers });
  const answer = new Promise<number>((resolve) => {
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', () => {
      resolve(0);
    });
  });
  for (const chunk of chunks) await new Promise((resolve) => sent.write(chunk, resolve));
  if (options.cut) sent.destroy();
  else sent.end();
  return { code: await received, status: await answer };
}

const METADATA_PART = '--XX\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{}\r\n';
const FILE_HEAD = '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n';

describe('a multipart request is refused, and nothing stays behind,', () => {
  for (const [why, body, status, code] of [
    ['when the file comes first', form(['file', pdf(), 'a.pdf'], ['metadata', '{}']), 400, 'UPLOAD_METADATA_FIRST'],
    ['without metadata', form(['file', pdf(), 'a.pdf']), 400, 'UPLOAD_METADATA_FIRST'],
    ['without a file', form(['metadata', '{}']), 400, 'UPLOAD_FILE_MISSING'],
    ['with nothing', form(), 400, 'UPLOAD_METADATA_INVALID'],
    [
      'with two files',
      form(['metadata', '{}'], ['file', pdf(), 'a.pdf'], ['file', pdf(), 'b.pdf']),
      400,
      'UPLOAD_PART_UNEXPECTED',
    ],
    [
      'with metadata twice',
      form(['metadata', '{}'], ['metadata', '{}'], ['file', pdf(), 'a.pdf']),
      400,
      'UPLOAD_PART_UNEXPECTED',
    ],
    ['with a part of another name', form(['metadata', '{}'], ['other', pdf(), 'a.pdf']), 400, 'UPLOAD_PART_UNEXPECTED'],
    ['with a field of another name', form(['other', '{}'], ['file', pdf(), 'a.pdf']), 400, undefined],
    [
      'with metadata that are not JSON',
      form(['metadata', '{week:'], ['file', pdf(), 'a.pdf']),
      400,
      'UPLOAD_METADATA_INVALID',
    ],
    [
      'with metadata over 64 KB',
      form(['metadata', JSON.stringify('x'.repeat(70_000))], ['file', pdf(), 'a.pdf']),
      400,
      'UPLOAD_METADATA_INVALID',
    ],
    [
      'with metadata over 64 KB sent as a file',
      form(['metadata', new Blob(['x'.repeat(70_000)]), 'blob'], ['file', pdf(), 'a.pdf']),
      400,
      'UPLOAD_METADATA_INVALID',
    ],
    ['a byte over the limit', form(['metadata', '{}'], ['file', pdf(LIMIT - 8), 'a.pdf']), 413, 'UPLOAD_TOO_LARGE'],
    ['far over the limit', form(['metadata', '{}'], ['file', pdf(LIMIT * 1.8), 'a.pdf']), 413, 'UPLOAD_TOO_LARGE'],
  ] as const) {
    it(why, async () => {
      const answer = await post(body);
      expect([answer.status, answer.body.code]).toEqual([status, code ?? answer.body.code]);
      expect(await leftBehind()).toEqual(NOTHING);
    });
  }

  it('when it is not multipart', async () => {
    const { status, body } = await post('{}', { headers: { 'content-type': 'application/json' } });
    expect([status, body.code]).toEqual([415, 'UPLOAD_NOT_MULTIPART']);
  });

  it('when its boundary is missing or its body is no multipart', async () => {
    const noBoundary = await post('x', { headers: { 'content-type': 'multipart/form-data' } });
    expect([noBoundary.status, noBoundary.body.code]).toEqual([400, 'UPLOAD_MALFORMED']);
    expect(await sendRaw(['no multipart at all'])).toEqual({ code: 'UPLOAD_MALFORMED', status: 400 });
  });

  it('when it ends in the middle of the file', async () => {
    const half = await sendRaw([METADATA_PART, FILE_HEAD, Buffer.alloc(7_000_000, 'x')]);
    expect(half).toEqual({ code: 'UPLOAD_MALFORMED', status: 400 });
    expect(await leftBehind()).toEqual(NOTHING);
  });

  it('when the connection is cut at half an upload', async () => {
    const parts = [METADATA_PART, FILE_HEAD, Buffer.alloc(7_000_000, 'x')];
    const cut = await sendRaw(parts, { length: 12_000_000, cut: true });
    expect(cut.code).toBe('UPLOAD_CUT');
    expect(await leftBehind()).toEqual(NOTHING);
  });

  it('when it has no length and grows over the limit', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    const grown = await sendRaw([
      METADATA_PART,
      FILE_HEAD,
      ...Array.from({ length: 14 }, () => piece),
      '\r\n--XX--\r\n',
    ]);
    expect(grown).toEqual({ code: 'UPLOAD_TOO_LARGE', status: 413 });
    expect(await leftBehind()).toEqual(NOTHING);
  });

  it('at once, unread, when it says to be many times the limit', async () => {
    const { code } = await sendRaw([METADATA_PART], { length: LIMIT * 50, cut: true });
    expect(code).toBe('UPLOAD_TOO_LARGE');
  });

  it('when the store is away', async () => {
    const { status, body } = await post(form(['metadata', '{}'], ['file', pdf(), 'a.pdf']), { path: '/away' });
    expect([status, body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  });
});

describe('an upload', () => {
  it("is measured on its way to its school's temporary storage", async () => {
    const file = pdf(6_000_000);
    const { status, body } = await post(form(['metadata', '{"week":12}'], ['file', file, 'Giáo án tuần 12.pdf']));
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([status, body.metadata]).toEqual([200, { week: 12 }]);
    expect(body.file).toMatchObject({
      originalName: 'Giáo án tuần 12.pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      type: 'application/pdf',
    });
    expect(body.file.temporaryKey.startsWith('school-1.tmp.')).toBe(true);
    await store.deleteTemporary(body.file.temporaryKey);
  });

  it('of exactly the limit is taken', async () => {
    const { status, body } = await post(form(['metadata', '{}'], ['file', pdf(LIMIT - 9), 'a.pdf']));
    expect([status, body.file.size]).toEqual([200, LIMIT]);
    await store.deleteTemporary(body.file.temporaryKey);
  });

  it('may send its metadata as a typed blob, as browsers do', async () => {
    const metadata = new Blob(['{"week":12}'], { type: 'application/json' });
    const { status, body } = await post(form(['metadata', metadata, 'blob'], ['file', pdf(), 'a.pdf']));
    expect([status, body.metadata]).toEqual([200, { week: 12 }]);
    await store.deleteTemporary(body.file.temporaryKey);
  });

  for (const [given, kept] of [
    ['Tuần 12.pdf'.normalize('NFD'), 'Tuần 12.pdf'.normalize('NFC')],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\gv\\bài.pdf', 'bài.pdf'],
  ] as const) {
    it(`named ${JSON.stringify(given)} is called ${kept}`, async () => {
      const { body } = await post(form(['metadata', '{}'], ['file', pdf(), given]));
      expect(body.file.originalName).toBe(kept);
      await store.deleteTemporary(body.file.temporaryKey);
    });
  }
});

describe('the first bytes of a file', () => {
  for (const [bytes, type] of [
    ['%PDF-1.7\n', 'application/pdf'],
    [`${'\n'.repeat(500)}%PDF-1.4`, 'application/pdf'],
    ['PK\x03\x04word/document.xml %PDF-1.7', 'application/zip'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
    ['\x89PNG\r\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['{\\rtf1', 'application/rtf'],
    ['plain text', undefined],
    ['', undefined],
  ] as const) {
    it(`${JSON.stringify(bytes.slice(0, 12))} show ${type ?? 'nothing'}`, () => {
      expect(typeOfBytes(Buffer.from(bytes, 'latin1'))).toBe(type);
    });
  }
});
