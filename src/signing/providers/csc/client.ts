import { type HosoError } from '../../../kernel/errors.ts';
import { signingErrors } from '../../errors.ts';
import { exchange, failureReason } from '../../http-exchange.ts';

/** Where a remote signing service is and who asks (Cloud Signature Consortium API 1.0.4 and 2.0). */
export interface CscService {
  /** Base of the API with its version, for example `https://rssp.example/csc/v1`. */
  readonly url: string;
  readonly version: 'v1' | 'v2';
  /** OAuth 2.0 bearer token of the service; asked for at each call, so that it may be renewed. Never part of an error. */
  readonly accessToken: () => Promise<string>;
  /** Default 30 s; a service may wait for the owner's phone. */
  readonly timeoutMs?: number;
}

const MAX_ANSWER = 4 * 1024 * 1024;
const DEFAULT_TIMEOUT = 30_000;

/**
 * Calls one method of the service with JSON.
 * Errors: `SIGNER_UNREACHABLE` (network, 5xx), `SIGNER_REFUSED` (4xx, with the service's own words), `SIGNER_BAD_ANSWER`.
 */
export async function callCsc(service: CscService, method: string, body: object): Promise<Record<string, unknown>> {
  const token = await service.accessToken();
  const answer = await exchange({
    url: `${service.url}/${method}`,
    method: 'POST',
    body: Buffer.from(JSON.stringify(body), 'utf8'),
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    timeoutMs: service.timeoutMs ?? DEFAULT_TIMEOUT,
    maxSize: MAX_ANSWER,
  }).catch((error: unknown) => {
    throw signingErrors.SIGNER_UNREACHABLE({ method, reason: failureReason(error) }, error);
  });
  if (answer.status >= 500) throw signingErrors.SIGNER_UNREACHABLE({ method, reason: `HTTP ${answer.status}` });
  const parsed = parseObject(answer.body);
  if (answer.status !== 200) throw refusal(parsed, answer.status);
  if (!parsed) throw badAnswer(`${method} gave no JSON object`);
  return parsed;
}

function parseObject(body: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `error` and `error_description` of the API's error object. */
function refusal(body: Record<string, unknown> | undefined, status: number): HosoError {
  const words = [body?.['error'], body?.['error_description']].filter((one) => typeof one === 'string');
  return signingErrors.SIGNER_REFUSED({ reason: words.length > 0 ? words.join(': ') : `HTTP ${status}` });
}

/** An array of base64 texts among the fields of an answer. */
export function base64Array(answer: Record<string, unknown>, field: string): Uint8Array[] {
  const value = answer[field];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) throw badAnswer(`no list of ${field}`);
  return value.map((text) => Buffer.from(text, 'base64'));
}

export const badAnswer = (reason: string, cause?: unknown): HosoError =>
  signingErrors.SIGNER_BAD_ANSWER({ reason }, cause);
