import createClient, { type Middleware } from 'openapi-fetch';
import { offlineProblem, problemOf } from './problem.ts';
import { type components, type paths } from './schema.ts';

export type Schemas = components['schemas'];

const BASE = '/api/v1';

/** The anti-forgery token, which the page reads from its cookie and sends back in a header. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)hoso_csrf=([^;]*)/.exec(document.cookie);
  return decodeURIComponent(found?.[1] ?? '');
}

const edge: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken());
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return response;
  },
  onError() {
    return offlineProblem();
  },
};

/** The HTTP API. Every call either gives its answer or throws a `Problem`. */
export const api = createClient<paths>({ baseUrl: BASE, credentials: 'same-origin' });
api.use(edge);

/** The answer of a call, which is there because the middleware throws where it is not. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** A key that makes a repeated request give its first answer again. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}

/** The address of a version's file. */
export function fileUrl(record: string, version: number): string {
  return `${BASE}/records/${encodeURIComponent(record)}/versions/${version}/file`;
}
