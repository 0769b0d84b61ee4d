/** One exchange with somebody else's HTTP service (timestamps, OCSP, CRLs, remote signing), bounded in time and size. */
export interface HttpExchange {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Bytes of body after which the answer is refused. */
  readonly maxSize: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/**
 * Sends and reads the whole answer. Redirects are not followed: an address in a certificate must not lead elsewhere.
 * Throws an Error that says why: address not http(s), no connection, time over, answer too large.
 */
export async function exchange(request: HttpExchange): Promise<HttpAnswer> {
  const url = new URL(request.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`${url.protocol} is not spoken here`);
  const headers = { ...loginOf(url), ...request.headers };
  url.username = '';
  url.password = ''; // fetch takes no login in an address, and would show it in its error
  const response = await fetch(url, {
    method: request.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(request.timeoutMs),
    headers,
    ...(request.body && { body: request.body }),
  });
  return { status: response.status, body: await readBounded(response, request.maxSize) };
}

/** A login that stands in the address, as the header that carries it (RFC 7617). */
function loginOf({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
}

async function readBounded(response: Response, maxSize: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > maxSize) throw new Error(`the answer is above ${maxSize} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Why an exchange failed, for details of an error: the cause's code where the network gives one. */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code, message } = (error.cause ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' && message !== '' ? message : error.message;
}
