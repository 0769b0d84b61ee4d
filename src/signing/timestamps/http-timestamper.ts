import { randomBytes } from 'node:crypto';
import { type DigestAlgorithm } from '../algorithms.ts';
import { type Clock, systemClock } from '../../kernel/clock.ts';
import { type Bilingual, type HosoError, isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { exchange, failureReason } from '../http-exchange.ts';
import { type Timestamper, type TimestamperDescription } from '../timestamper.ts';
import { networkWords, problemWords, skewWords, WORDS } from './failure-words.ts';
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
  /** Bytes of its longest token. Left out, it is reckoned generously at first and learned from the tokens that come. */
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
/** Bytes to leave for the token of an authority that gave none yet; real ones, with their chain, have 2 to 7 KB. */
const UNKNOWN_TOKEN_SIZE = 8192;
const DEFAULT_TIMEOUT = 10_000;
const DEFAULT_SKEW = 10 * 60_000;

/**
 * A client of timestamp authorities over HTTP (RFC 3161 §3.4). Each token is checked before it is returned: status, policy,
 * imprint, nonce, time, signature and purpose of the certificate. Nobody is asked before there is something to stamp: each token
 * may be paid for.
 *
 * Errors of `stamp`: `TSA_ALL_FAILED`, with `details.failures` = `{url, code, reason, vi, en}` per authority and an AggregateError of
 * them as cause.
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
    describe: () => Promise.resolve(describe(settings)),
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

/** The largest size among the authorities, as told, learned or reckoned. */
function describe({ authorities, hash, sizes }: Settings): TimestamperDescription {
  const each = authorities.map((one) => one.maxTokenSize ?? sizes.get(one) ?? UNKNOWN_TOKEN_SIZE);
  return { digestAlgorithm: hash, maxTokenSize: Math.max(0, ...each) };
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
      error: isHosoError(error) ? error : signingErrors.TSA_BAD_TOKEN({ reason: WORDS.unreadable }, error),
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
  if (!response.granted) throw signingErrors.TSA_REJECTED({ reason: response.explanation });
  if (!response.token) throw signingErrors.TSA_REJECTED({ reason: WORDS.noToken });
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
    throw signingErrors.TSA_UNREACHABLE({ reason: networkWords(failureReason(error)) }, error);
  });
  if (answer.status === 200) return answer.body;
  const code = answer.status >= 500 ? signingErrors.TSA_UNREACHABLE : signingErrors.TSA_REJECTED;
  throw code({ reason: `HTTP ${answer.status}` });
}

function readResponse(body: Uint8Array): ReturnType<typeof parseTimestampResponse> {
  try {
    return parseTimestampResponse(body);
  } catch (error) {
    throw signingErrors.TSA_BAD_TOKEN({ reason: WORDS.notAnAnswer }, error);
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
  const bad = (reason: Bilingual, when: boolean) => {
    if (when) throw signingErrors.TSA_BAD_TOKEN({ reason });
  };
  const { problems } = verifyTimestampToken(token, expected.digest);
  bad(problemWords(problems), problems.length > 0);
  bad(WORDS.otherHash, info.hash !== settings.hash);
  bad(WORDS.nonce, !info.nonce || !sameBytes(info.nonce, expected.nonce));
  bad(WORDS.policy, authority.policy !== undefined && info.policy !== authority.policy);
  const now = settings.clock.now();
  const skew = Math.abs(info.time.getTime() - now.getTime());
  bad(skewWords(info.time, now), skew > settings.maxSkewMs + info.accuracyMs);
  bad(WORDS.tooLong, der.length > (authority.maxTokenSize ?? Infinity));
}

function readToken(der: Uint8Array): ReturnType<typeof parseTimestampToken> {
  try {
    return parseTimestampToken(der, { allowBer: true });
  } catch (error) {
    throw signingErrors.TSA_BAD_TOKEN({ reason: wordsOf(error) }, error);
  }
}

function wordsOf(error: unknown): Bilingual {
  return isHosoError(error) ? { vi: error.vi, en: error.en } : WORDS.unreadable;
}

function allFailed(failures: readonly Failure[]): HosoError {
  const details = failures.map(({ authority, error }) => {
    const url = URL.canParse(authority.url) ? new URL(authority.url).origin : 'not an address';
    const reason = error.details['reason'];
    return {
      url,
      code: error.code,
      reason: typeof reason === 'string' ? reason : (reason as Bilingual).en,
      vi: `${url}: ${error.vi}`,
      en: `${url}: ${error.en}`,
    };
  });
  return signingErrors.TSA_ALL_FAILED({ failures: details }, new AggregateError(failures.map(({ error }) => error)));
}
