import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type RunningHttpServer } from '../../src/http/server.ts';
import { webApp } from '../../src/http/web-app.ts';

let folder: string;
let server: RunningHttpServer;
let base: string;
const SCRIPT = 'console.log("hoso")'.repeat(100);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoso-web-'));
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  const put = (name: string, data: string | Buffer) => {
    writeFileSync(join(folder, 'web', name), data);
  };
  put('index.html', '<!doctype html><title>hoso</title>');
  put('assets/index-1.js', SCRIPT);
  put('assets/index-1.js.br', brotliCompressSync(SCRIPT));
  put('assets/pdf.worker.min-1.mjs', '0');
  writeFileSync(join(folder, 'secret'), 'secret');
  const app = express();
  const web = webApp(join(folder, 'web'));
  if (!web) throw new Error('not built');
  app.use(web);
  app.use((_request, response) => {
    response.status(404).json({ code: 'ROUTE_NOT_FOUND' });
  });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${server.port}`;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const open = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  fetch(base + path, { headers });

describe('the browser application', () => {
  it('is absent where it was not built', () => {
    expect(webApp(join(folder, 'nothing'))).toBeUndefined();
  });

  it.each(['/api/v1/nothing', '/api/openapi.jso', '/pki/x', '/healthz', '/assets/nothing.js'])(
    'does not answer for %s',
    async (path) => {
      expect((await open(path)).status).toBe(404);
    },
  );

  it.each(['/../secret', '/%2e%2e/secret', '/assets/..%2f..%2fsecret', '/assets/index-1.js/../../../secret'])(
    'gives no file from outside: %s',
    async (path) => {
      expect(await (await open(path)).text()).not.toContain('secret');
    },
  );

  it('does not answer a program that asks for data with a page', async () => {
    expect((await open('/ho-so', { accept: 'application/json' })).status).toBe(404);
  });

  it('is one page for every address, never kept, which may run only what comes from here', async () => {
    for (const path of ['/', '/ho-so/1', '/kiem-tra']) {
      const answer = await open(path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('keeps its parts for ever, as small as they come', async () => {
    const packed = await open('/assets/index-1.js', { 'accept-encoding': 'br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('cache-control')).toContain('immutable');
    expect(await packed.text()).toBe(SCRIPT);
    const plain = await open('/assets/index-1.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(SCRIPT);
  });

  it('lets the worker that draws documents load its decoders', async () => {
    const worker = await open('/assets/pdf.worker.min-1.mjs');
    expect(worker.headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
