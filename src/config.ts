import { join } from 'node:path';
import { defineErrors } from './kernel/errors.ts';

export const configErrors = defineErrors({
  CONFIG_MISSING: {
    kind: 'invalid-input',
    vi: 'Thiếu biến môi trường {variable}.',
    en: 'The variable {variable} is missing.',
  },
  CONFIG_INVALID: {
    kind: 'invalid-input',
    vi: 'Biến môi trường {variable} không đúng: {why}.',
    en: 'The variable {variable} is not valid: {why}.',
  },
  CONFIG_CONTRADICTION: {
    kind: 'invalid-input',
    vi: 'Biến môi trường {variable} mâu thuẫn: {why}.',
    en: 'The variable {variable} contradicts another: {why}.',
  },
});

/** Beside this file where it is compiled, in `dist` where the sources run. */
const BUILT_WEB = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '../dist/web' : '../web');

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the sample school comes from. */
export interface SeedConfig {
  /** A JSON file that holds the school's master data. */
  readonly file: string;
  /** One initial password for all; absent: a random one each. */
  readonly password: string | undefined;
  /** Where the accounts and their initial passwords are written, readable by the owner alone. */
  readonly accountsFile: string | undefined;
}

/** Everything a process must know before it starts; read once from the environment. */
export interface Config {
  readonly production: boolean;
  readonly logLevel: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** What clients see, no trailing slash: `https://hoso.truong.edu.vn`. */
    readonly publicUrl: string;
    readonly secureCookies: boolean;
    readonly trustedProxies: number;
    /** `UPLOAD_LIMIT_MB` counts in 1,048,576 bytes, as the tools do that make and send files. */
    readonly uploadLimitBytes: number;
    /** Where the built browser application lies. */
    readonly webFolder: string;
  };
  readonly mongo: { readonly uri: string; readonly database: string | undefined };
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly s3: {
    readonly endpoint: string | undefined;
    readonly region: string;
    readonly accessKey: string;
    readonly secretKey: string;
    readonly workBucket: string;
    readonly recordsBucket: string;
    readonly createBuckets: boolean;
  };
  readonly signing: {
    /** 32 bytes under which all private keys are wrapped, beside their owner's PIN. */
    readonly serverKey: Uint8Array;
    readonly tsaUrls: readonly string[];
    /** Whether the school's own timestamp authority stamps where no outside one is named. */
    readonly ownTsa: boolean;
    readonly level: 'b-b' | 'b-t';
    readonly whenTsaFails: 'wait' | 'lower';
    /** To what the archive raises finished records; `as-signed` leaves them as they are. */
    readonly archiveLevel: 'as-signed' | 'b-t' | 'b-lt' | 'b-lta';
    /** A file or folder of certificates trusted beside the schools' own authorities. */
    readonly trustStore: string | undefined;
  };
  readonly workers: { readonly concurrency: number; readonly sweepMs: number };
  /** A sample school to be made when there is none; never in production. */
  readonly seed: SeedConfig | undefined;
}

/**
 * Reads and checks the environment.
 * @throws CONFIG_MISSING, CONFIG_INVALID, CONFIG_CONTRADICTION, each with `details.variable`
 */
export function readConfig(env: Environment): Config {
  const production = env['NODE_ENV'] === 'production';
  const http = readHttp(env, production);
  return {
    production,
    logLevel: oneOf(env, 'LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
    http,
    mongo: { uri: required(env, 'MONGODB_URI'), database: env['MONGODB_DATABASE'] || undefined },
    redis: { url: required(env, 'REDIS_URL'), prefix: env['REDIS_PREFIX'] || 'hoso' },
    s3: readS3(env),
    signing: readSigning(env),
    workers: {
      concurrency: integer(env, 'HOSO_WORKER_CONCURRENCY', { fallback: 8, least: 1, most: 64 }),
      sweepMs: integer(env, 'HOSO_SWEEP_MS', { fallback: 15_000, least: 100, most: 3_600_000 }),
    },
    seed: readSeed(env, production),
  };
}

function readSigning(env: Environment): Config['signing'] {
  const tsaUrls = list(env['HOSO_TSA_URLS']).map((url) => checkedUrl('HOSO_TSA_URLS', url));
  const ownTsa = oneOf(env, 'HOSO_OWN_TSA', ['yes', 'no'], 'yes') === 'yes';
  const stamps = tsaUrls.length > 0 || ownTsa;
  const level = oneOf(env, 'HOSO_SIGNING_LEVEL', ['b-b', 'b-t'], stamps ? 'b-t' : 'b-b');
  if (level === 'b-t' && !stamps) contradiction('HOSO_SIGNING_LEVEL', 'b-t needs HOSO_TSA_URLS or HOSO_OWN_TSA');
  const archiveLevels = ['as-signed', 'b-t', 'b-lt', 'b-lta'] as const;
  const archiveLevel = oneOf(env, 'HOSO_ARCHIVE_LEVEL', archiveLevels, stamps ? 'b-lta' : 'as-signed');
  if (archiveLevel !== 'as-signed' && !stamps)
    contradiction('HOSO_ARCHIVE_LEVEL', `${archiveLevel} needs HOSO_TSA_URLS or HOSO_OWN_TSA`);
  return {
    serverKey: readServerKey(env),
    tsaUrls,
    ownTsa,
    level,
    whenTsaFails: oneOf(env, 'HOSO_WHEN_TSA_FAILS', ['wait', 'lower'], 'wait'),
    archiveLevel,
    trustStore: env['HOSO_TRUST_STORE'] || undefined,
  };
}

function readHttp(env: Environment, production: boolean): Config['http'] {
  const host = env['HOST'] || '127.0.0.1';
  const port = integer(env, 'PORT', { fallback: 3000, least: 0, most: 65_535 });
  const publicUrl = checkedUrl('PUBLIC_URL', env['PUBLIC_URL'] || `http://${host}:${port}`).replace(/\/$/, '');
  const secureCookies = publicUrl.startsWith('https:');
  if (production && !secureCookies) contradiction('PUBLIC_URL', 'production is served over https');
  return {
    host,
    port,
    publicUrl,
    secureCookies,
    trustedProxies: integer(env, 'TRUSTED_PROXIES', { fallback: 0, least: 0, most: 8 }),
    uploadLimitBytes: integer(env, 'UPLOAD_LIMIT_MB', { fallback: 100, least: 1, most: 2048 }) * 1_048_576,
    webFolder: env['WEB_FOLDER'] ?? BUILT_WEB,
  };
}

function readS3(env: Environment): Config['s3'] {
  const workBucket = env['S3_WORK_BUCKET'] || 'hoso-work';
  const recordsBucket = env['S3_RECORDS_BUCKET'] || 'hoso-records';
  if (workBucket === recordsBucket)
    contradiction('S3_WORK_BUCKET', 'it must not be S3_RECORDS_BUCKET: one is swept, the other locked');
  return {
    endpoint: env['S3_ENDPOINT'] ? checkedUrl('S3_ENDPOINT', env['S3_ENDPOINT']) : undefined,
    region: env['S3_REGION'] || 'us-east-1',
    accessKey: required(env, 'S3_ACCESS_KEY'),
    secretKey: required(env, 'S3_SECRET_KEY'),
    workBucket,
    recordsBucket,
    createBuckets: oneOf(env, 'S3_CREATE_BUCKETS', ['yes', 'no'], 'yes') === 'yes',
  };
}

function readSeed(env: Environment, production: boolean): SeedConfig | undefined {
  const file = env['HOSO_SEED_FILE'];
  if (!file) return undefined;
  if (production) contradiction('HOSO_SEED_FILE', 'a sample school does not belong in production');
  return {
    file,
    password: env['HOSO_SEED_PASSWORD'] || undefined,
    accountsFile: env['HOSO_SEED_ACCOUNTS_FILE'] || undefined,
  };
}

function readServerKey(env: Environment): Uint8Array {
  const key = Buffer.from(required(env, 'HOSO_SERVER_KEY'), 'base64');
  if (key.length !== 32) invalid('HOSO_SERVER_KEY', 'it must be 32 bytes in base64');
  return key;
}

function required(env: Environment, variable: string): string {
  const value = env[variable];
  if (!value) throw configErrors.CONFIG_MISSING({ variable });
  return value;
}

function integer(
  env: Environment,
  variable: string,
  bounds: { fallback: number; least: number; most: number },
): number {
  const text = env[variable];
  if (!text) return bounds.fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < bounds.least || value > bounds.most) {
    invalid(variable, `it must be a whole number from ${bounds.least} to ${bounds.most}`);
  }
  return value;
}

// eslint-disable-next-line max-params -- a name, its choices and its fallback belong together
function oneOf<T extends string>(env: Environment, variable: string, choices: readonly T[], fallback: T): T {
  const value = env[variable];
  if (!value) return fallback;
  return choices.find((choice) => choice === value) ?? invalid(variable, `it must be one of ${choices.join(', ')}`);
}

function checkedUrl(variable: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) invalid(variable, 'it must be an http or https address');
  return text;
}

function list(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((part) => part !== '');
}

function invalid(variable: string, why: string): never {
  throw configErrors.CONFIG_INVALID({ variable, why });
}

function contradiction(variable: string, why: string): never {
  throw configErrors.CONFIG_CONTRADICTION({ variable, why });
}
