import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

const BOUNDARY = 'hoso-test-boundary';

/** A multipart request as bytes, for what no client library would send. */
export interface RawUpload {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  readonly metadata: unknown;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function multipartBody({ metadata, name, bytes }: RawUpload): Buffer {
  const head =
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n${JSON.stringify(metadata)}\r\n` +
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
    'Content-Type: application/pdf\r\n\r\n';
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

/** Opens a connection and sends the head of the request; `length` as the client claims it, or chunked. */
export async function openUpload(upload: RawUpload, length: number | 'chunked'): Promise<Socket> {
  const socket = connect({ port: upload.port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const framing = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  socket.write(
    `POST /api/v1${upload.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${upload.token}\r\n` +
      `Content-Type: multipart/form-data; boundary=${BOUNDARY}\r\n${framing}\r\nConnection: close\r\n\r\n`,
  );
  return socket;
}

export function chunk(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

/** Everything the server says until it closes: status and the JSON of a problem. */
export async function answerOf(socket: Socket): Promise<{ readonly status: number; readonly body: unknown }> {
  const chunks: Buffer[] = [];
  socket.on('data', (data: Buffer) => chunks.push(data));
  if (!socket.closed) await once(socket, 'close');
  const text = Buffer.concat(chunks).toString('utf8');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  const json = text.slice(text.indexOf('\r\n\r\n'));
  return { status, body: JSON.parse(/\{.*\}/s.exec(json)?.[0] ?? '{}') as unknown };
}
