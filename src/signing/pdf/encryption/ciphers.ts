import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type PdfRef } from '../objects.ts';
import { rc4 } from './rc4.ts';

/** How strings or streams of a file are encrypted (ISO 32000-1, 7.6.5; AES-256 by ISO 32000-2). */
export type CipherName = 'identity' | 'rc4' | 'aes128' | 'aes256';

/** One cipher under the key of one file. */
export interface Cipher {
  readonly name: CipherName;
  readonly fileKey: Uint8Array;
}

const IV_BYTES = 16;

/** Decrypts data of the object `id`. Padding that is wrong is left off as viewers do, not refused. */
export function decrypt(cipher: Cipher, id: PdfRef, data: Uint8Array): Uint8Array {
  if (cipher.name === 'identity') return data;
  const key = objectKey(cipher, id);
  if (cipher.name === 'rc4') return rc4(key, data);
  const blocks = Math.floor((data.length - IV_BYTES) / 16) * 16;
  if (blocks <= 0) return new Uint8Array();
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, data.subarray(0, IV_BYTES)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(data.subarray(IV_BYTES, IV_BYTES + blocks)), decipher.final()]);
  const padding = plain.readUInt8(plain.length - 1);
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain;
}

/** Encrypts data that becomes part of the object `id`. */
export function encrypt(cipher: Cipher, id: PdfRef, data: Uint8Array): Uint8Array {
  if (cipher.name === 'identity') return data;
  const key = objectKey(cipher, id);
  if (cipher.name === 'rc4') return rc4(key, data);
  const iv = randomBytes(IV_BYTES);
  const encipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv);
  return Buffer.concat([iv, encipher.update(data), encipher.final()]);
}

/** Algorithm 1 (7.6.2); AES-256 uses the file's key as it is (algorithm 1.A). */
function objectKey(cipher: Cipher, id: PdfRef): Uint8Array {
  if (cipher.name === 'aes256') return cipher.fileKey;
  const hash = createHash('md5').update(cipher.fileKey);
  hash.update(Uint8Array.of(id.num, id.num >> 8, id.num >> 16, id.gen, id.gen >> 8));
  if (cipher.name === 'aes128') hash.update('sAlT', 'latin1');
  return hash.digest().subarray(0, Math.min(cipher.fileKey.length + 5, 16));
}
