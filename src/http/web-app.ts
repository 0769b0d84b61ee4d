import { existsSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { type RequestHandler, type Response } from 'express';

/** What a page may do: only what comes from here; styles of iOS' own scroll lock by their hash. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A worker obeys the policy of its own script: that of pdf.js loads its decoders of scans. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

const YEAR_SECONDS = 31_536_000;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

interface WebFile {
  readonly path: string;
  readonly type: string;
  /** The encodings that lie beside the file, best first. */
  readonly encodings: readonly ('br' | 'gzip')[];
}

/**
 * Serves the built browser application: hashed assets for ever, its one page for every other address that a browser opens.
 * Undefined where it has not been built. Only files that were there at the start are served.
 */
export function webApp(folder: string): RequestHandler | undefined {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return undefined;
  const files = filesIn(folder);
  const page = files.get('/index.html');
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    const file = files.get(request.path);
    if (file && file !== page) sendAsset(file, request.path, response);
    else if (page && opensPage(request.path, request.accepts('html') !== false)) sendPage(page, response);
    else next();
  };
}

function opensPage(path: string, acceptsHtml: boolean): boolean {
  return acceptsHtml && !/^\/(api|pki|assets|tsa)(\/|$)|^\/(healthz|readyz|metrics)$/.test(path);
}

function sendAsset(file: WebFile, path: string, response: Response): void {
  response.setHeader(
    'Cache-Control',
    path.startsWith('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
  );
  if (/pdf\.worker/.test(path)) response.setHeader('Content-Security-Policy', WORKER_POLICY);
  else response.removeHeader('Content-Security-Policy');
  send(file, response);
}

function sendPage(file: WebFile, response: Response): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  send(file, response);
}

function send(file: WebFile, response: Response): void {
  const encoding = response.req.acceptsEncodings([...file.encodings]);
  const encoded = file.encodings.find((candidate) => candidate === encoding);
  response.vary('Accept-Encoding');
  response.setHeader('Content-Type', file.type);
  if (encoded !== undefined) response.setHeader('Content-Encoding', encoded);
  const suffix = encoded === undefined ? '' : encoded === 'br' ? '.br' : '.gz';
  response.sendFile(`${file.path}${suffix}`, { cacheControl: false, lastModified: false, dotfiles: 'allow' });
}

function filesIn(folder: string): Map<string, WebFile> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const there = new Set(paths);
  return new Map(
    paths
      .filter((path) => !path.endsWith('.br') && !path.endsWith('.gz') && !path.includes(`${sep}.vite${sep}`))
      .map((path) => {
        const encodings = (['br', 'gzip'] as const).filter((name) =>
          there.has(`${path}${name === 'br' ? '.br' : '.gz'}`),
        );
        const type = TYPES[extname(path)] ?? 'application/octet-stream';
        return [`/${relative(folder, path).split(sep).join('/')}`, { path, type, encodings }];
      }),
  );
}
