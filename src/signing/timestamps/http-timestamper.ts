import { randomBytes } from 'node:crypto';
import { DIGEST_SIZE, type DigestAlgorithm } from '../algorithms.ts';
import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type HosoError, isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { exchange, failureReason } from '../http-exchange.ts';
import { type Timestamper, type TimestamperDescription } from '../timestamper.ts';
import { buildTimestampRequest } from './request.ts';
import { parseTimestampResponse } from './response.ts';
import { parseTimestampToken } from './token.ts';
import { verifyTimestampToken } from './verify-token.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** One timestamp authority. */
export interface TsaEndpoint {
  readonly url: string;
  /** Default 10 s. */
  readonly timeoutMs?: number;
  /** Sent with each request, for authorities that want a login. Never part of an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Policy to ask for; the token must then have been issued under it. */
  readonly policy?: string;
  /** Bytes of its longest token. Left out, it is learned from a first token and rounded up for what may vary. */
  readonly maxTokenSize?: number;
}

export interface HttpTimestamperOptions {
  /** Asked in this order until one answers as it must. */
  readonly authorities: readonly TsaEndpoint[];
  /** Default `sha256`. */
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly clock?: Clock;
  /** How far a token's time may be from the clock beside its own accuracy, in ms; default 10 minutes. */
  readonly maxSkewMs?: number;
}

const MAX_RESPONSE = 256 * 1024;
/**
 * What two tokens of one authority may differ by: serial number (to 20 bytes), fraction of the second, accuracy, length of
 * an ECDSA signature, and the length octets around them.
 */
const TOKEN_VARIATION = 96;
const DEFAULT_TIMEOUT = 10_000;
const DEFAULT_SKEW = 10 * 60_000;

/**
 * A client of timestamp authorities over HTTP (RFC 3161 §3.4). Each token is checked before it is returned: status, policy,
 * imprint, nonce, time, signature and purpose of the certificate.
 *
 * Errors of both methods: `TSA_ALL_FAILED`, with `details.failures` = `{url, code, reason}` per authority and an
 * AggregateError of them as cause.
 */
export function createHttpTimestamper(options: HttpTimestamperOptions): Timestamper {
  const settings: Settings = {
    authorities: options.authorities,
    hash: options.digestAlgorithm ?? 'sha256',
    clock: options.clock ?? systemClock,
    maxSkewMs: options.maxSkewMs ?? DEFAULT_SKEW,
    sizes: new Map(),
  };
  return {
    describe: () => describe(settings),
    stamp: (digest) => stampByAny(settings, digest),
  };
}

interface Settings {
  readonly authorities: readonly TsaEndpoint[];
  readonly hash: DigestAlgorithm;
  readonly clock: Clock;
  readonly maxSkewMs: number;
  /** Bytes to reserve per authority, once known. */
  readonly sizes: Map<TsaEndpoint, number>;
}

/** The largest size among the authorities; one that is not configured and not known is asked for a token once. */
async function describe(settings: Settings): Promise<TimestamperDescription> {
  const failures: Failure[] = [];
  const sizes = await Promise.all(
    settings.authorities.map(async (authority) => {
      const known = authority.maxTokenSize ?? settings.sizes.get(authority);
      if (known !== undefined) return known;
      const answer = await attempt(settings, authority, randomBytes(DIGEST_SIZE[settings.hash]));
      if ('error' in answer) failures.push(answer);
      return settings.sizes.get(authority) ?? 0;
    }),
  );
  const maxTokenSize = Math.max(0, ...sizes);
  if (maxTokenSize === 0) throw allFailed(failures);
  return { digestAlgorithm: settings.hash, maxTokenSize };
}

async function stampByAny(settings: Settings, digest: Uint8Array): Promise<Uint8Array> {
  const failures: Failure[] = [];
  for (const authority of settings.authorities) {
    const answer = await attempt(settings, authority, digest);
    if ('token' in answer) return answer.token;
    failures.push(answer);
  }
  throw allFailed(failures);
}

interface Failure {
  readonly authority: TsaEndpoint;
  readonly error: HosoError;
}

async function attempt(
  settings: Settings,
  authority: TsaEndpoint,
  digest: Uint8Array,
): Promise<{ token: Uint8Array } | Failure> {
  try {
    const token = await stampBy(settings, authority, digest);
    if (token.length > (settings.sizes.get(authority) ?? 0)) {
      settings.sizes.set(authority, token.length + TOKEN_VARIATION);
    }
    return { token };
  } catch (error) {
    return {
      authority,
      error: isHosoError(error) ? error : signingErrors.TSA_BAD_TOKEN({ reason: 'unreadable' }, error),
    };
  }
}

async function stampBy(settings: Settings, authority: TsaEndpoint, digest: Uint8Array): Promise<Uint8Array> {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40; // positive and always 8 bytes long, so that tokens keep their size
  const body = buildTimestampRequest({
    hash: settings.hash,
    digest,
    nonce,
    ...(authority.policy !== undefined && { policy: authority.policy }),
  });
  const response = readResponse(await post(authority, body));
  if (!response.granted || !response.token) throw signingErrors.TSA_REJECTED({ reason: response.explanation });
  const token = Uint8Array.from(response.token);
  checkToken(token, { settings, authority, digest, nonce });
  return token;
}

async function post(authority: TsaEndpoint, body: Uint8Array): Promise<Uint8Array> {
  const answer = await exchange({
    url: authority.url,
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/timestamp-query', ...authority.headers },
    timeoutMs: authority.timeoutMs ?? DEFAULT_TIMEOUT,
    maxSize: MAX_RESPONSE,
  }).catch((error: unknown) => {
    throw signingErrors.TSA_UNREACHABLE({ reason: failureReason(error) }, error);
  });
  if (answer.status === 200) return answer.body;
  const code = answer.status >= 500 ? signingErrors.TSA_UNREACHABLE : signingErrors.TSA_REJECTED;
  throw code({ reason: `HTTP ${answer.status}` });
}

function readResponse(body: Uint8Array): ReturnType<typeof parseTimestampResponse> {
  try {
    return parseTimestampResponse(body);
  } catch (error) {
    throw signingErrors.TSA_BAD_TOKEN({ reason: 'the answer is not a TimeStampResp' }, error);
  }
}

interface Expected {
  readonly settings: Settings;
  readonly authority: TsaEndpoint;
  readonly digest: Uint8Array;
  readonly nonce: Uint8Array;
}

function checkToken(der: Uint8Array, expected: Expected): void {
  const { settings, authority } = expected;
  const token = readToken(der);
  const { info } = token;
  const bad = (reason: string, when: boolean) => {
    if (when) throw signingErrors.TSA_BAD_TOKEN({ reason });
  };
  const { problems } = verifyTimestampToken(token, expected.digest);
  bad(problems.join(', '), problems.length > 0);
  bad('imprint under another hash', info.hash !== settings.hash);
  bad('nonce missing or different', !info.nonce || !sameBytes(info.nonce, expected.nonce));
  bad('another policy', authority.policy !== undefined && info.policy !== authority.policy);
  const skew = Math.abs(info.time.getTime() - settings.clock.now().getTime());
  bad(`its time is ${Math.round(skew / 1000)} s from the clock`, skew > settings.maxSkewMs + info.accuracyMs);
  bad('longer than the authority was said to give', der.length > (authority.maxTokenSize ?? Infinity));
}

function readToken(der: Uint8Array): ReturnType<typeof parseTimestampToken> {
  try {
    return parseTimestampToken(der);
  } catch (error) {
    throw signingErrors.TSA_BAD_TOKEN({ reason: error instanceof Error ? error.message : 'unreadable' }, error);
  }
}

function allFailed(failures: readonly Failure[]): HosoError {
  const details = failures.map(({ authority, error }) => ({
    url: URL.canParse(authority.url) ? new URL(authority.url).origin : 'not an address',
    code: error.code,
    reason: error.details['reason'],
  }));
  return signingErrors.TSA_ALL_FAILED({ failures: details }, new AggregateError(failures.map(({ error }) => error)));
}
