import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { PASSWORD, makeSchool, openDomains, SCHOOL, type Domains } from '../support/school.ts';
import { makeActors } from '../records/world.ts';

const ROOT = join(import.meta.dirname, '../..');
const MB = 1024 * 1024;
/** What the web process may grow by while it moves a file of 100 MB. */
const MOST_MB = 64;

let domains: Domains;
let app: { child: ChildProcess; pid: number; base: string };
let token: string;

beforeAll(async () => {
  const database = `t_${newId()}`;
  domains = await openDomains({ database });
  await makeActors(domains, await makeSchool(domains));
  app = await startWeb(database);
  const login = { school: SCHOOL.code, username: 'nguyenvana', password: PASSWORD };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${app.base}/auth/login`, { method: 'POST', headers, body: JSON.stringify(login) });
  token = ((await answer.json()) as { token: string }).token;
});

afterAll(async () => {
  app.child.kill('SIGTERM');
  await new Promise((resolve) => app.child.once('exit', resolve));
  await domains.db.close();
});

/** The web process as an operator starts it. */
async function startWeb(database: string): Promise<typeof app> {
  const env = {
    ...process.env,
    ...inject('services'),
    MONGODB_DATABASE: database,
    REDIS_PREFIX: newId(),
    S3_WORK_BUCKET: `work-${newId()}`,
    S3_RECORDS_BUCKET: `records-${newId()}`,
    HOSO_SERVER_KEY: randomBytes(32).toString('base64'),
    NODE_ENV: 'test',
    PORT: '0',
    NODE_NO_WARNINGS: '1',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'web'], { cwd: ROOT, env });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`ended with ${code}: ${said.join('')}`));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const ready = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; port?: number }) : {};
      if (ready.msg === 'ready' && ready.port !== undefined) resolve(ready.port);
    });
  });
  return { child, pid: child.pid ?? 0, base: `http://127.0.0.1:${port}/api/v1` };
}

/** Resident memory of the web process, in MB. */
function residentMb(): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${app.pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The most the process had while `work` went on, looked at every 10 ms. */
async function peakDuring<T>(work: Promise<T>): Promise<{ result: T; peak: number }> {
  let peak = residentMb();
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb());
  }, 10);
  try {
    return { result: await work, peak };
  } finally {
    clearInterval(timer);
  }
}

/** A real PDF of one page with an attachment-sized stream that no reader needs, given in pieces. */
function* bigPdf(size: number): Generator<Buffer> {
  const head = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n');
  const pages = Buffer.from('2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n');
  const page = Buffer.from(
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n',
  );
  const streamHead = Buffer.from(`4 0 obj\n<< /Length ${size} >>\nstream\n`);
  const offsets = [head, pages, page].reduce((all, part) => [...all, (all.at(-1) ?? 0) + part.length], [9]);
  yield head;
  yield pages;
  yield page;
  yield streamHead;
  const piece = Buffer.alloc(65_536, '% một trang giáo án dài\n');
  for (let left = size; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length));
  const at = [9, head.length, head.length + pages.length, head.length + pages.length + page.length];
  const startxref = (offsets.at(-1) ?? 0) - 9 + streamHead.length + size + '\nendstream\nendobj\n'.length;
  const entries = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  yield Buffer.from(`\nendstream\nendobj\nxref\n0 5\n0000000000 65535 f \n${entries}`);
  yield Buffer.from(`trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${startxref}\n%%EOF\n`);
}

interface Uploaded {
  readonly status: number;
  readonly body: { readonly id: string; readonly size: number; readonly sha256: string };
}

/** Streams a multipart upload, hashing what is sent. */
async function upload(week: number, size: number): Promise<Uploaded & { readonly sent: string }> {
  const hash = createHash('sha256');
  const metadata = JSON.stringify({ type: 'KHBD', year: '2026-2027', week, class: '10A1', subject: 'Toan' });
  function* body(): Generator<Buffer> {
    yield Buffer.from(`--XX\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n${metadata}\r\n`);
    yield Buffer.from('--XX\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    for (const chunk of bigPdf(size)) {
      hash.update(chunk);
      yield chunk;
    }
    yield Buffer.from('\r\n--XX--\r\n');
  }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=XX' };
  const request = httpRequest(`${app.base}/records`, { method: 'POST', headers });
  const answered = new Promise<Uploaded>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Uploaded['body'];
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
  });
  await pipeline(Readable.from(body(), { objectMode: false }), request);
  return { ...(await answered), sent: hash.digest('hex') };
}

async function download(id: string): Promise<string> {
  const response = await fetch(`${app.base}/records/${id}/versions/1/file`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const hash = createHash('sha256');
  for await (const chunk of response.body ?? []) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

describe('the memory of a web process', () => {
  it(`stays within ${MOST_MB} MB of idle while 100 MB come and go`, async () => {
    const warm = await upload(20, MB);
    expect(warm.status, JSON.stringify(warm.body)).toBe(201);
    await download(warm.body.id);
    const idle = residentMb();
    const up = await peakDuring(upload(21, 100 * MB - 1_000));
    expect(up.result).toMatchObject({ status: 201, body: { sha256: up.result.sent } });
    const down = await peakDuring(download(up.result.body.id));
    expect(down.result).toBe(up.result.sent);
    const grown = { upload: Math.round(up.peak - idle), download: Math.round(down.peak - idle) };
    console.log(
      `web process: idle ${Math.round(idle)} MB; above it: upload ${grown.upload} MB, download ${grown.download} MB`,
    );
    expect(Math.max(grown.upload, grown.download)).toBeLessThan(MOST_MB);
  });
});
