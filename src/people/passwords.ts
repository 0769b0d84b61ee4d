import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import { peopleErrors } from './errors.ts';

/** argon2id at OWASP's minimum (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

const MINIMUM_LENGTH = 10;
const MAXIMUM_LENGTH = 128;
const INITIAL_GROUPS = 3;
const INITIAL_GROUP_LENGTH = 4;
/** Without the letters and digits that are mixed up when read from paper. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A hash that no password fits, with which the time of a check is spent where there is no account. */
let decoy: Promise<string> | undefined;

/** Hashes a password on a thread of the pool, in about 30 ms. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), ARGON2ID);
}

/** Whether the password fits the hash; without a hash it takes as long and never fits. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(newInitialPassword());
  const fits = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return passwordHash !== undefined && fits;
}

/** A random one-time password such as `k7mp-x2fh-9rwd` (59 bits). */
export function newInitialPassword(): string {
  const letter = (): string => READABLE.charAt(randomInt(READABLE.length));
  const group = (): string => Array.from({ length: INITIAL_GROUP_LENGTH }, letter).join('');
  return Array.from({ length: INITIAL_GROUPS }, group).join('-');
}

/**
 * The rules of NIST SP 800-63B §5.1.1: length counts, composition does not; the obvious is refused.
 * @throws PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_GUESSABLE
 */
export function assertAcceptablePassword(password: string, username: string): void {
  const length = [...password.normalize('NFC')].length;
  if (length < MINIMUM_LENGTH) throw peopleErrors.PASSWORD_TOO_SHORT({ minimum: MINIMUM_LENGTH });
  if (length > MAXIMUM_LENGTH) throw peopleErrors.PASSWORD_TOO_LONG({ maximum: MAXIMUM_LENGTH });
  if (isGuessable(password.toLowerCase(), username.toLowerCase())) throw peopleErrors.PASSWORD_GUESSABLE();
}

function isGuessable(password: string, username: string): boolean {
  const rest = password.replaceAll(username, '');
  return (username !== '' && rest.length < password.length && rest.length < 6) || isSequence(password);
}

/** All characters the same distance apart: `aaaaaaaaaa`, `1234567890`, `9876543210`. */
function isSequence(password: string): boolean {
  const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 || '01234567890123456789'.includes(password);
}
