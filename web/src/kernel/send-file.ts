import { csrfToken } from './api.ts';
import { offlineProblem, Problem } from './problem.ts';

export interface SentFile {
  /** Path under the API: `/records`. */
  readonly path: string;
  readonly file: File;
  /** Goes before the file, so that the server judges it before the bytes. */
  readonly metadata?: unknown;
  readonly idempotencyKey?: string;
  /** From 0 to 1, as the bytes leave. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file with its progress, which `fetch` does not tell. @throws Problem; an abort throws the signal's reason. */
export function sendFile<T>({ path, file, metadata, idempotencyKey, onProgress, signal }: SentFile): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
    form.append('file', file, file.name);
    request.open('POST', `/api/v1${path}`);
    request.responseType = 'json';
    request.setRequestHeader('X-CSRF-Token', csrfToken());
    if (idempotencyKey !== undefined) request.setRequestHeader('Idempotency-Key', idempotencyKey);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const body = request.response as unknown;
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(problemIn(body));
    };
    request.onerror = () => {
      reject(offlineProblem());
    };
    request.onabort = () => {
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    signal?.addEventListener(
      'abort',
      () => {
        request.abort();
      },
      { once: true },
    );
    request.send(form);
  });
}

function problemIn(body: unknown): Problem {
  const known = body !== null && typeof body === 'object' && 'code' in body && 'detail' in body;
  return known ? new Problem(body as ConstructorParameters<typeof Problem>[0]) : offlineProblem();
}
