import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '../kernel/hash.ts';
import { newSecret } from '../kernel/ids.ts';

const TOKEN = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

/** A session's token taken apart: the school to look in and the id to look for. */
export interface SessionKey {
  readonly school: string;
  readonly session: string;
}

/** A new token `<schoolId>.<secret>` with a secret of 256 bits. */
export function newSessionToken(school: string): string {
  return `${school}.${newSecret(32)}`;
}

/** Undefined when the text cannot be a token. */
export function readSessionToken(token: string): SessionKey | undefined {
  const [, school, secret] = TOKEN.exec(token) ?? [];
  return school && secret ? { school, session: sha256Hex(secret) } : undefined;
}

/** The anti-forgery token that belongs to a session token; only who knows the session token can compute it. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('hoso csrf v1').digest('base64url');
}

/** Whether the anti-forgery token belongs to the session token, in constant time. */
export function isCsrfTokenOf(token: string, csrfToken: string | undefined): boolean {
  const expected = Buffer.from(csrfTokenOf(token));
  const given = Buffer.from(csrfToken ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
