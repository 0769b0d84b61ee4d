/** An answer of the API as it came. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface CallOptions {
  readonly token?: string;
  readonly json?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API said no: its problem document's code, status and sentence. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: unknown;

  constructor(what: string, status: number, body: unknown) {
    const problem = (body ?? {}) as { code?: string; detail?: string };
    super(`${what}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = problem.code ?? '';
    this.body = body;
  }
}

/** Calls the API and gives the answer whatever its status. */
export async function callApi<T>(base: string, target: string, options: CallOptions = {}): Promise<Answer<T>> {
  const space = target.indexOf(' ');
  const [method, path] = [target.slice(0, space), target.slice(space + 1)];
  const headers = new Headers(options.headers);
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
  if (options.json !== undefined) headers.set('content-type', 'application/json');
  const body = options.form ?? (options.json === undefined ? null : JSON.stringify(options.json));
  const response = await fetch(`${base}/api/v1${path}`, { method, headers, body });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
}
