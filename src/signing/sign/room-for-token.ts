import { isHosoError } from '../../kernel/errors.ts';
import { type Timestamper, type TimestamperDescription } from '../timestamper.ts';

/**
 * Runs an attempt that leaves room for a timestamp; once more where the token came out longer than was reckoned, which the
 * timestamper then knows. So one token is asked for as a rule, and none only to learn how long it is.
 */
export async function withRoomForToken<T>(
  timestamper: Timestamper,
  attempt: (stamping: TimestamperDescription) => Promise<T>,
): Promise<T> {
  const reckoned = await timestamper.describe();
  try {
    return await attempt(reckoned);
  } catch (error) {
    if (!isHosoError(error, 'SIGNATURE_TOO_LARGE')) throw error;
    const known = await timestamper.describe();
    if (known.maxTokenSize <= reckoned.maxTokenSize) throw error;
    return attempt(known);
  }
}
