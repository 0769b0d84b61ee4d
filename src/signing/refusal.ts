import { type HosoError, isHosoError } from '../kernel/errors.ts';

/** What a reader makes of hostile bytes, or the refusal that it throws; anything else that it throws is thrown on. */
export function orRefusal<T>(read: () => T): T | HosoError {
  try {
    return read();
  } catch (error) {
    if (isHosoError(error)) return error;
    throw error;
  }
}
