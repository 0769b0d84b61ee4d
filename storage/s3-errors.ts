import { S3ServiceException } from '@aws-sdk/client-s3';
import { type HosoError, isHosoError } from '../src/kernel/errors.ts';
import { storageErrors } from './errors.ts';

const NOT_THERE = new Set(['NoSuchKey', 'NotFound', 'NoSuchVersion']);
const WRONG_BYTES = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch', 'InvalidDigest']);

/** What an answer of the store means. Everything that is not a clear "not there" is "could not tell". */
export function storeError(error: unknown): HosoError {
  if (isHosoError(error)) return error;
  const name = error instanceof S3ServiceException ? error.name : '';
  if (NOT_THERE.has(name) || isDeleteMarker(error)) return storageErrors.OBJECT_NOT_FOUND({}, error);
  if (WRONG_BYTES.has(name)) return storageErrors.OBJECT_CORRUPT({}, error);
  if (name === 'InvalidRange') return storageErrors.OBJECT_RANGE_INVALID({}, error);
  return storageErrors.STORE_UNAVAILABLE({}, error);
}

/** The store refused to write over what is there (RFC 9110 §13.1.2, `If-None-Match: *`), or two writers met. */
export function isTaken(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict';
}

/** Runs a request and translates what it throws. */
export async function asked<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw storeError(error);
  }
}

function isDeleteMarker(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'MethodNotAllowed' && error.$fault === 'client';
}
