import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new identifier: 32 hex digits of a UUIDv7 (RFC 9562), so that ids sort by the time they were made. */
export function newId(): string {
  return v7().replaceAll('-', '');
}

/** An unguessable secret for sessions and links: `bytes` random bytes in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
