import { newId } from '../src/kernel/ids.ts';

const TEMPORARY = 'tmp';
const PERMANENT = 'sha256';
const QUARANTINE = 'quarantine';

/**
 * A new key in the work bucket for bytes that belong to nothing yet. It has no folder: a store over a file system removes a folder with its
 * last object, and another upload that was just about to write there would fail.
 */
export function temporaryKey(school: string): string {
  return `${school}.${TEMPORARY}.${newId()}`;
}

/** The one key of these bytes in the records bucket: equal bytes of a school are one object. */
export function permanentKey(school: string, sha256: string): string {
  return `${school}/${PERMANENT}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Where the note lies that an object was found damaged. */
export function quarantineKey(objectKey: string): string {
  return `${schoolOfKey(objectKey)}/${QUARANTINE}/${newId()}.json`;
}

/** The school whose bytes lie under a key. */
export function schoolOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** Whether a key is one of the work bucket's, and so may be deleted. */
export function isTemporaryKey(key: string): boolean {
  return !key.includes('/') && key.split('.')[1] === TEMPORARY;
}
