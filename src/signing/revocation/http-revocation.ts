import { randomBytes } from 'node:crypto';
import { isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { exchange, failureReason, type HttpExchange } from '../http-exchange.ts';
import { type Certificate } from '../x509/certificate.ts';
import { type Crl, parseCrl } from './crl.ts';
import { buildOcspRequest } from './ocsp-request.ts';
import { type OcspResponse, parseOcspResponse } from './ocsp-response.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

export interface RevocationFetchOptions {
  /** For each address; default 10 s. */
  readonly timeoutMs?: number;
  /** Bytes of the largest CRL to take; default 32 MB. */
  readonly maxCrlSize?: number;
  /** Which addresses may be asked: certificates of strangers must not make a server call inside its own network. */
  readonly allow?: (url: URL) => boolean;
}

const MAX_OCSP_SIZE = 256 * 1024;
const MAX_CRL_SIZE = 32 * 1024 * 1024;
const DEFAULT_TIMEOUT = 10_000;

/**
 * Fetches the CRL of a certificate from its distribution points, in order, over HTTP; signature and time are not judged
 * here but by `checkRevocation`.
 * Errors: `REVOCATION_UNREACHABLE`, with each address's failure in `details.failures`.
 */
export async function fetchCrl(certificate: Certificate, options: RevocationFetchOptions = {}): Promise<Crl> {
  return firstOf(certificate.known.crlUrls, options, async (url) => {
    const body = await call({ ...common(url, options), method: 'GET', maxSize: options.maxCrlSize ?? MAX_CRL_SIZE });
    return parseCrl(body);
  });
}

/**
 * Asks the responders of a certificate, in order, over HTTP with a nonce (RFC 6960 appendix A.1). A response without nonce
 * is taken, many responders give prepared ones; a response with another nonce is not.
 * Errors: `REVOCATION_UNREACHABLE`, with each address's failure in `details.failures`.
 */
export async function fetchOcsp(
  certificate: Certificate,
  issuer: Certificate,
  options: RevocationFetchOptions = {},
): Promise<OcspResponse> {
  return firstOf(certificate.known.ocspUrls, options, async (url) => {
    const nonce = randomBytes(16);
    const body = await call({
      ...common(url, options),
      method: 'POST',
      body: buildOcspRequest(certificate, issuer, nonce),
      headers: { 'Content-Type': 'application/ocsp-request' },
      maxSize: MAX_OCSP_SIZE,
    });
    const response = parseOcspResponse(body);
    if (response.nonce && !sameBytes(response.nonce, nonce)) {
      throw signingErrors.OCSP_MALFORMED({ reason: 'it answers another question: the nonce differs' });
    }
    return response;
  });
}

const common = (url: string, options: RevocationFetchOptions) => ({
  url,
  timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT,
});

async function call(request: HttpExchange): Promise<Uint8Array> {
  const { status, body } = await exchange(request);
  if (status !== 200) throw new Error(`HTTP ${status}`);
  return body;
}

async function firstOf<T>(
  urls: readonly string[],
  options: RevocationFetchOptions,
  ask: (url: string) => Promise<T>,
): Promise<T> {
  const errors: unknown[] = [];
  for (const url of urls) {
    if (!URL.canParse(url) || options.allow?.(new URL(url)) === false) {
      errors.push(new Error('the address may not be asked'));
      continue;
    }
    try {
      return await ask(url);
    } catch (error) {
      errors.push(error);
    }
  }
  const failures = errors.map((error, i) => ({
    url: urls[i],
    reason: isHosoError(error) ? error.message : failureReason(error),
  }));
  const reason = failures[0]?.reason ?? 'the certificate names no address';
  throw signingErrors.REVOCATION_UNREACHABLE({ reason, failures }, new AggregateError(errors));
}
