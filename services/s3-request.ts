import { createHash, createHmac } from 'node:crypto';

/** Where a store is and who asks. */
export interface S3Account {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** One request without a body and without a query. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'HEAD';
  readonly path: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends one request signed by AWS Signature Version 4. Only what setting up a store needs; the application's own way to
 * S3 is `storage/`.
 */
export function sendS3(account: S3Account, request: S3Request): Promise<Response> {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const emptyHash = sha256('');
  const headers: Record<string, string> = {
    ...request.headers,
    host: new URL(account.endpoint).host,
    'x-amz-content-sha256': emptyHash,
    'x-amz-date': time,
  };
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const lines = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('');
  const canonical = [request.method, request.path, '', lines, signed, emptyHash].join('\n');
  const scope = `${time.slice(0, 8)}/${account.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${account.secretKey}`);
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${account.accessKey}/${scope},` +
    `SignedHeaders=${signed},Signature=${hmac(key, toSign).toString('hex')}`;
  const { host: _host, ...sent } = headers;
  return fetch(new URL(request.path, account.endpoint), {
    method: request.method,
    headers: { ...sent, authorization },
    signal: AbortSignal.timeout(10_000),
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
