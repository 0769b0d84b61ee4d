import { createLogger } from '../../src/kernel/logger.ts';
import { createIdempotency } from '../../src/kernel/idempotency.ts';
import { type Route } from '../../src/kernel/route.ts';
import { httpErrors } from '../../src/http/errors.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { createExpressApp, listen, type RunningHttpServer } from '../../src/http/server.ts';
import { type Domains } from './school.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The JSON that came back; an empty object when there was none. */
  readonly body: Record<string, unknown>;
}

export interface ApiCall {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Routes behind the real HTTP edge on a free port. */
export interface TestApi {
  call(method: string, path: string, call?: ApiCall): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export async function serveRoutes({ db, people, clock }: Domains, routes: readonly Route[]): Promise<TestApi> {
  const app = createExpressApp({
    routes,
    log: createLogger({ level: 'silent' }),
    authenticator: people,
    idempotency: createIdempotency({ db, clock }),
    uploads: { receive: () => Promise.reject(httpErrors.MEDIA_TYPE_UNSUPPORTED()), discard: () => Promise.resolve() },
    health: {},
    metrics: new Metrics(),
    openApi: () => ({}),
    trustedProxies: 0,
    https: false,
  });
  await db.ensureIndexes();
  const server: RunningHttpServer = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    close: () => server.close(),
    call: async (method, path, { token, body, headers } = {}) => {
      const response = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const json = response.headers.get('content-type')?.includes('json') ? bytes.toString() : '{}';
      return { status: response.status, headers: response.headers, bytes, body: JSON.parse(json) as ApiAnswer['body'] };
    },
  };
}
