import { pipeline } from 'node:stream/promises';
import { type Response } from 'express';
import { type FileReply, type Reply } from '../kernel/route.ts';

/** Writes a handler's answer. */
export async function sendReply(response: Response, reply: Reply<unknown>, status: number): Promise<void> {
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.status(reply.status ?? status);
  if (reply.file) return sendFile(response, reply.file);
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}

async function sendFile(response: Response, file: FileReply): Promise<void> {
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Length', file.size);
  response.setHeader('Content-Disposition', contentDisposition(file.fileName));
  if (file.sha256) {
    response.setHeader('ETag', `"${file.sha256}"`);
    response.setHeader('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  }
  await pipeline(file.stream, response);
}

/** RFC 6266: an ASCII name for old clients, and the real one in UTF-8. */
function contentDisposition(fileName: string): string {
  const ascii = fileName
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
