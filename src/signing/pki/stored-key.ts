import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scrypt,
  type ScryptOptions,
} from 'node:crypto';
import { promisify } from 'node:util';
import { signingErrors } from '../errors.ts';

/**
 * A private key at rest: PKCS#8 under a key from the owner's PIN, and that again under a key from the server's.
 * Either alone opens nothing: a stolen database lacks the server's key, and the server lacks the PIN. All binary fields are base64.
 */
export interface StoredKey {
  readonly version: 1;
  /** scrypt of RFC 7914 over the PIN. */
  readonly kdf: {
    readonly name: 'scrypt';
    readonly n: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  /** Of the outer AES-256-GCM. */
  readonly iv: string;
  readonly tag: string;
  /** The inner AES-256-GCM (iv, tag, PKCS#8) under the outer. */
  readonly data: string;
}

export interface SealRequest {
  /** PrivateKeyInfo in DER. */
  readonly pkcs8: Uint8Array;
  readonly pin: string;
  /** At least 32 bytes. */
  readonly serverKey: Uint8Array;
  /** Whose key it is, for example the account's id: a stored key does not open under another owner. Default: nobody's. */
  readonly owner?: string;
}

export interface OpenRequest {
  readonly stored: StoredKey;
  readonly pin: string;
  readonly serverKey: Uint8Array;
  readonly owner?: string;
}

/** 32 MB and some 80 ms a try; what is read back may ask for 16 times as much and not for less than a quarter. */
const COST = { n: 2 ** 15, r: 8, p: 1 } as const;
const COST_LIMITS = { minN: 2 ** 13, maxN: 2 ** 19, maxR: 16, maxP: 4 } as const;
const IV_SIZE = 12;
const TAG_SIZE = 16;
const MIN_SERVER_KEY = 32;

/** Protects a private key. Errors: `KEY_UNREADABLE` (server key too short). */
export async function sealPrivateKey(request: SealRequest): Promise<StoredKey> {
  const salt = randomBytes(16);
  const pinKey = await derivePinKey(request.pin, { ...COST, salt });
  const header = { version: 1, kdf: { name: 'scrypt', ...COST, salt: salt.toString('base64') } } as const;
  const inner = encrypt(pinKey, request.pkcs8, aad(header, request.owner));
  pinKey.fill(0);
  return wrapOuter(header, Buffer.concat([inner.iv, inner.tag, inner.data]), request);
}

/**
 * Opens a stored key. A wrong PIN costs as much as the right one, and is told from nothing but the seal inside.
 * Errors: `PIN_WRONG`; `KEY_UNREADABLE` (other server key, other owner, damaged or of an unknown version).
 */
export async function openPrivateKey(request: OpenRequest): Promise<KeyObject> {
  const pkcs8 = await openPkcs8(request);
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw unreadable('it holds no private key', error);
  } finally {
    pkcs8.fill(0);
  }
}

/** Puts the key under a new PIN. Errors: as {@link openPrivateKey}. */
export async function changePin(request: OpenRequest & { readonly newPin: string }): Promise<StoredKey> {
  const pkcs8 = await openPkcs8(request);
  try {
    return await sealPrivateKey({ ...request, pkcs8, pin: request.newPin });
  } finally {
    pkcs8.fill(0);
  }
}

/** Puts the key under a new server key; the PIN is not needed. Errors: `KEY_UNREADABLE`. */
export function changeServerKey(request: Omit<OpenRequest, 'pin'> & { readonly newServerKey: Uint8Array }): StoredKey {
  const { stored, owner } = request;
  const inner = unwrapOuter(request);
  const { version, kdf } = stored;
  return wrapOuter({ version, kdf }, inner, { serverKey: request.newServerKey, ...(owner !== undefined && { owner }) });
}

async function openPkcs8(request: OpenRequest): Promise<Buffer> {
  const { stored, owner } = request;
  const inner = unwrapOuter(request);
  const { n, r, p, salt } = stored.kdf;
  const pinKey = await derivePinKey(request.pin, { n, r, p, salt: Buffer.from(salt, 'base64') });
  const iv = inner.subarray(0, IV_SIZE);
  const tag = inner.subarray(IV_SIZE, IV_SIZE + TAG_SIZE);
  try {
    return decrypt(pinKey, { iv, tag, data: inner.subarray(IV_SIZE + TAG_SIZE) }, aad(stored, owner));
  } catch (error) {
    throw signingErrors.PIN_WRONG({}, error);
  } finally {
    pinKey.fill(0);
  }
}

type Header = Pick<StoredKey, 'version' | 'kdf'>;
type Under = { readonly serverKey: Uint8Array; readonly owner?: string };

function wrapOuter(header: Header, inner: Uint8Array, { serverKey, owner }: Under): StoredKey {
  const outer = encrypt(outerKey(serverKey), inner, aad(header, owner));
  const [iv, tag, data] = [outer.iv, outer.tag, outer.data].map((bytes) => bytes.toString('base64')) as [
    string,
    string,
    string,
  ];
  return { ...header, iv, tag, data };
}

function unwrapOuter({ stored, serverKey, owner }: Under & { readonly stored: StoredKey }): Buffer {
  checkHeader(stored);
  const [iv, tag, data] = [stored.iv, stored.tag, stored.data].map((text) => Buffer.from(text, 'base64')) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  try {
    return decrypt(outerKey(serverKey), { iv, tag, data }, aad(stored, owner));
  } catch (error) {
    throw unreadable('the server key or the owner is another, or it was changed', error);
  }
}

/** A stored value may have been tampered with: it must not choose a KDF that is weak or takes all memory. */
function checkHeader(stored: StoredKey): void {
  const { name, n, r, p } = stored.kdf;
  const { minN, maxN, maxR, maxP } = COST_LIMITS;
  const known = (stored.version as number) === 1 && (name as string) === 'scrypt';
  const whole = [n, r, p].every((one) => Number.isInteger(one) && one >= 1);
  if (!known || !whole || n < minN || n > maxN || r > maxR || p > maxP)
    throw unreadable('its version or cost is unknown');
}

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

function derivePinKey(pin: string, cost: { n: number; r: number; p: number; salt: Uint8Array }): Promise<Buffer> {
  const { n, r, p, salt } = cost;
  return derive(pin.normalize('NFC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r });
}

function outerKey(serverKey: Uint8Array): Uint8Array {
  if (serverKey.length < MIN_SERVER_KEY) throw unreadable(`the server key has fewer than ${MIN_SERVER_KEY} bytes`);
  return new Uint8Array(hkdfSync('sha256', serverKey, '', 'hoso stored private key v1', 32));
}

const aad = ({ version, kdf }: Header, owner = ''): Buffer =>
  Buffer.from(JSON.stringify([version, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, owner]), 'utf8');

interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly data: Buffer;
}

function encrypt(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Sealed {
  const iv = randomBytes(IV_SIZE);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), data };
}

function decrypt(key: Uint8Array, { iv, tag, data }: Sealed, associated: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_SIZE });
  decipher.setAAD(associated).setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

const unreadable = (reason: string, cause?: unknown) => signingErrors.KEY_UNREADABLE({ reason }, cause);
