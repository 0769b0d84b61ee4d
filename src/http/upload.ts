import { type Request, type RequestHandler, type Response } from 'express';
import multer, { MulterError } from 'multer';
import { type HosoError, isHosoError } from '../kernel/errors.ts';
import { type UploadedFile } from '../kernel/route.ts';
import { type ObjectStore } from '../../storage/index.ts';
import { type Upload, type Uploads } from './handler.ts';
import { uploadErrors } from './upload-errors.ts';
import { METADATA_BYTES, type MetadataPart, type StoredPart, tooLarge, UploadStorage } from './upload-storage.ts';

export interface UploadOptions {
  readonly store: Pick<ObjectStore, 'putTemporary' | 'deleteTemporary'>;
  /** The largest file, in bytes. */
  readonly limitBytes: number;
}

/** Bytes that boundaries, headers and `metadata` may add to a file. */
const OVERHEAD_BYTES = 256 * 1024;

/** A file far over the limit is not read to its end, as one a little over it is, but cut off. */
const DRAINED_FACTOR = 2;

/** Part names and the handful of headers they come with. */
const LIMITS = { fieldNameSize: 100, fieldSize: METADATA_BYTES, fields: 1, files: 2, parts: 3, headerPairs: 20 };

/**
 * Multipart uploads: part `metadata` (JSON) first, then one part `file`, which goes straight to temporary storage.
 * `receive` throws UPLOAD_TOO_LARGE, UPLOAD_NOT_MULTIPART, UPLOAD_MALFORMED, UPLOAD_CUT, UPLOAD_METADATA_FIRST,
 * UPLOAD_METADATA_INVALID, UPLOAD_PART_UNEXPECTED, UPLOAD_FILE_MISSING, STORE_UNAVAILABLE; whenever it throws, nothing is kept.
 */
export function createUploads({ store, limitBytes }: UploadOptions): Uploads {
  const storage = new UploadStorage({ store, limitBytes, schoolOf });
  const parse = multer({
    storage,
    limits: LIMITS,
    defParamCharset: 'utf8',
    fileFilter: (request, file, accept) => {
      const fault = faultOfPart(request, file);
      if (fault) accept(fault);
      else accept(null, true);
    },
  }).fields([
    { name: 'metadata', maxCount: 1 },
    { name: 'file', maxCount: 1 },
  ]);
  return {
    async receive(request, response, { expectsMetadata }) {
      response.locals['expectsMetadata'] = expectsMetadata;
      assertSize(request, limitBytes, response);
      try {
        await parsed(parse, request, response);
      } catch (error) {
        await storage.abandon(request);
        throw receptionError(error, request);
      }
      const file = filesOf(request).file?.[0] as (Express.Multer.File & StoredPart) | undefined;
      try {
        return uploadOf(request, file);
      } catch (error) {
        if (file) await store.deleteTemporary(file.key);
        throw error;
      }
    },
    discard: ({ temporaryKey }) => store.deleteTemporary(temporaryKey),
  };
}

function assertSize(request: Request, limitBytes: number, response: Response): void {
  if (!request.is('multipart/form-data')) throw uploadErrors.UPLOAD_NOT_MULTIPART();
  if (Number(request.get('content-length') ?? 0) <= DRAINED_FACTOR * limitBytes + OVERHEAD_BYTES) return;
  response.setHeader('Connection', 'close');
  throw tooLarge(limitBytes);
}

function parsed(parse: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    void parse(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error('not an error', { cause: error }));
    });
  });
}

function receptionError(error: unknown, request: Request): HosoError {
  if (isHosoError(error)) return error;
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FIELD_VALUE') return uploadErrors.UPLOAD_METADATA_INVALID({}, error);
    return uploadErrors.UPLOAD_PART_UNEXPECTED({ part: error.field ?? '' }, error);
  }
  const cut = request.destroyed && !request.complete;
  return cut ? uploadErrors.UPLOAD_CUT({}, error) : uploadErrors.UPLOAD_MALFORMED({}, error);
}

/** How often each part may come is multer's to count; that they come in order is not. */
function faultOfPart(request: Request, { fieldname }: Express.Multer.File): HosoError | undefined {
  const hasMetadata = fieldsOf(request)['metadata'] !== undefined || filesOf(request).metadata !== undefined;
  return fieldname === 'file' && !hasMetadata && expectsMetadata(request)
    ? uploadErrors.UPLOAD_METADATA_FIRST()
    : undefined;
}

function uploadOf(request: Request, file: (Express.Multer.File & StoredPart) | undefined): Upload {
  const metadata = parsedMetadata(request);
  if (!file) throw uploadErrors.UPLOAD_FILE_MISSING();
  const uploaded: UploadedFile = {
    temporaryKey: file.key,
    originalName: originalName(file.originalname),
    size: file.size,
    sha256: file.sha256,
    type: file.type,
  };
  return { metadata, file: uploaded };
}

function parsedMetadata(request: Request): unknown {
  const fields = fieldsOf(request);
  const strange = Object.keys(fields).find((name) => name !== 'metadata');
  if (strange !== undefined) throw uploadErrors.UPLOAD_PART_UNEXPECTED({ part: strange });
  const part = filesOf(request).metadata?.[0] as unknown as MetadataPart | undefined;
  const text = fields['metadata'] ?? part?.text;
  if (text === undefined && !expectsMetadata(request)) return undefined;
  if (typeof text !== 'string') throw uploadErrors.UPLOAD_METADATA_INVALID();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw uploadErrors.UPLOAD_METADATA_INVALID({}, error);
  }
}

/** The last part of a path in NFC, without control characters, of at most 255 characters. */
function originalName(given: string): string {
  const name = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\p{Cc}/gu, '').slice(-255) || 'file';
}

function filesOf(request: Request): Partial<Record<'metadata' | 'file', Express.Multer.File[]>> {
  return (request.files ?? {}) as Partial<Record<'metadata' | 'file', Express.Multer.File[]>>;
}

function fieldsOf(request: Request): Record<string, unknown> {
  return (request.body ?? {}) as Record<string, unknown>;
}

/** A file that is only to be verified comes without metadata. */
function expectsMetadata(request: Request): boolean {
  return request.res?.locals['expectsMetadata'] !== false;
}

/** Public uploads, of files to be verified, belong to no school. */
function schoolOf(request: Request): string {
  const school: unknown = request.res?.locals['school'];
  return typeof school === 'string' ? school : 'public';
}
