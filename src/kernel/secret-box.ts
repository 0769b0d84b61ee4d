import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { defineErrors } from './errors.ts';

export const secretErrors = defineErrors({
  SECRET_UNREADABLE: {
    kind: 'internal',
    vi: 'Không mở được dữ liệu đã mã hóa bằng khóa của máy chủ.',
    en: 'What was sealed under the server’s key cannot be opened.',
  },
});

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals bytes under a key of 32 bytes for one purpose (HKDF-SHA-256, AES-256-GCM); base64url of nonce, tag and content. */
export function sealSecret(serverKey: Uint8Array, purpose: string, secret: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(serverKey, purpose), nonce);
  const content = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
}

/** @throws SECRET_UNREADABLE when it was changed, or sealed under another key or for another purpose */
export function openSecret(serverKey: Uint8Array, purpose: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(serverKey, purpose), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw secretErrors.SECRET_UNREADABLE({}, cause);
  }
}

function keyFor(serverKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', serverKey, new Uint8Array(), `hoso ${purpose}`, 32));
}
