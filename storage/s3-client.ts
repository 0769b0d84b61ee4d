import { S3Client } from '@aws-sdk/client-s3';

/** Where the store is, and the two buckets in it. */
export interface S3Settings {
  /** Absent for AWS itself. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Uploads under way and increments; not versioned, swept. */
  readonly workBucket: string;
  /** Versions of records; versioned, Object Lock. */
  readonly recordsBucket: string;
  /** How long a connection may take, and stand idle, in ms. */
  readonly timeouts?: { readonly connect: number; readonly idle: number };
}

/** Enough connections for the requests of one process, slow downloads among them; one more waits, and fails after `connect`. */
const MAX_SOCKETS = 256;
const ATTEMPTS = 3;
const TIMEOUTS = { connect: 3_000, idle: 30_000 };

/** A client that gives up after three attempts and never waits without end. */
export function createS3Client(settings: S3Settings): S3Client {
  const { connect, idle } = settings.timeouts ?? TIMEOUTS;
  const agent = { maxSockets: MAX_SOCKETS, keepAlive: true };
  return new S3Client({
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint, forcePathStyle: true }),
    region: settings.region,
    credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: connect, socketTimeout: idle, httpAgent: agent, httpsAgent: agent },
    expectContinueHeader: false,
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
