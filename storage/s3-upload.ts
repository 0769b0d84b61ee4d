import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type Measure, MeasuringStream } from '../src/kernel/hash.ts';
import { storeError } from './s3-errors.ts';

/** The smallest part S3 takes: with one part under way at a time an upload holds about two of them in memory. */
const PART_BYTES = 5 * 1024 * 1024;

export interface StreamedUpload {
  readonly bucket: string;
  readonly key: string;
  readonly content: Readable | Uint8Array;
  readonly type?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Streams bytes of unknown length to a key and measures them on the way. Whatever goes wrong, parts already sent are given
 * up; an error of the content itself is thrown as it is.
 * @throws STORE_UNAVAILABLE
 */
export async function uploadMeasured(client: S3Client, input: StreamedUpload): Promise<Measure> {
  const measuring = new MeasuringStream();
  const content = input.content instanceof Readable ? input.content : Readable.from([input.content]);
  const body = new PassThrough();
  const upload = new Upload({
    client,
    params: { Bucket: input.bucket, Key: input.key, Body: body, ContentType: input.type },
    partSize: PART_BYTES,
    queueSize: 1,
  });
  const feeding = feed([content, measuring, body], input.signal);
  try {
    await upload.done();
    return measuring.measure();
  } catch (error) {
    const fault = body.errored;
    body.destroy();
    throw fault ?? storeError(error);
  } finally {
    await feeding;
  }
}

async function feed(streams: readonly [Readable, MeasuringStream, PassThrough], signal?: AbortSignal): Promise<void> {
  try {
    await pipeline(streams, { ...(signal && { signal }) });
  } catch {
    // The same error ends the body, and with it the upload, which throws it.
  }
}
