import { createHash } from 'node:crypto';
import { rc4 } from './rc4.ts';

/** What the key of revisions 2 to 4 is made from (ISO 32000-1, 7.6.3). */
export interface StandardParameters {
  readonly revision: number;
  /** Length of the file's key in bytes. */
  readonly keyBytes: number;
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly permissions: number;
  readonly documentId: Uint8Array;
  readonly encryptMetadata: boolean;
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The file's key under an empty user or owner password; undefined when a password is needed. */
export function emptyPasswordKey(parameters: StandardParameters): Uint8Array | undefined {
  return userKey(parameters, PADDING) ?? userKey(parameters, userPasswordFromOwner(parameters));
}

function userKey(parameters: StandardParameters, password: Uint8Array): Uint8Array | undefined {
  const key = fileKey(parameters, password);
  return opens(parameters, key) ? key : undefined;
}

/** Algorithm 2. */
function fileKey(parameters: StandardParameters, password: Uint8Array): Uint8Array {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(parameters.permissions | 0);
  const hash = createHash('md5').update(password).update(parameters.owner.subarray(0, 32)).update(permissions);
  hash.update(parameters.documentId);
  if (parameters.revision >= 4 && !parameters.encryptMetadata) hash.update(Buffer.alloc(4, 255));
  let key: Buffer = hash.digest().subarray(0, parameters.keyBytes);
  if (parameters.revision >= 3) key = repeatMd5(key, 50).subarray(0, parameters.keyBytes);
  return key;
}

/** Algorithms 4 to 6. */
function opens(parameters: StandardParameters, key: Uint8Array): boolean {
  if (parameters.revision === 2) return startsAlike(rc4(key, PADDING), parameters.user, 32);
  let value: Uint8Array = rc4(key, createHash('md5').update(PADDING).update(parameters.documentId).digest());
  for (let round = 1; round <= 19; round += 1) value = rc4(xorKey(key, round), value);
  return startsAlike(value, parameters.user, 16);
}

/** Algorithm 7: the padded user password that an empty owner password unlocks. */
function userPasswordFromOwner(parameters: StandardParameters): Uint8Array {
  const digest = createHash('md5').update(PADDING).digest();
  const key = (parameters.revision >= 3 ? repeatMd5(digest, 50) : digest).subarray(0, parameters.keyBytes);
  let value: Uint8Array = parameters.owner.subarray(0, 32);
  for (let round = parameters.revision >= 3 ? 19 : 0; round >= 0; round -= 1) value = rc4(xorKey(key, round), value);
  return value;
}

function repeatMd5(start: Buffer, times: number): Buffer {
  let digest = start;
  for (let i = 0; i < times; i += 1) digest = createHash('md5').update(digest.subarray(0, start.length)).digest();
  return digest;
}

function xorKey(key: Uint8Array, value: number): Uint8Array {
  return key.map((byte) => byte ^ value);
}

function startsAlike(a: Uint8Array, b: Uint8Array, length: number): boolean {
  return b.length >= length && Buffer.from(a).subarray(0, length).equals(b.subarray(0, length));
}
