import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What a test server answers; `hang` keeps the connection open without a word until the server closes. */
export type Answer =
  { readonly status: number; readonly body?: Uint8Array; readonly headers?: Record<string, string> } | 'hang' | 'cut';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

export interface TestServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  /** Everything asked so far. */
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

/** Starts a real HTTP server on a free local port. */
export async function startServer(answer: (request: ReceivedRequest) => Promise<Answer> | Answer): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    const given = await answer(request);
    if (given === 'hang') return;
    if (given === 'cut') {
      response.destroy();
      return;
    }
    response.writeHead(given.status, given.headers).end(given.body);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
