import { createCipheriv, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { DIGEST_IDENTIFIER } from '../../algorithms.ts';
import { OID } from '../../asn1/oids.ts';
import {
  contextTag,
  encode,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  TAG,
} from '../../asn1/writer.ts';
import { keyIdentifier } from '../../pki/issue-certificate.ts';
import { type Certificate } from '../../x509/certificate.ts';
import { deriveP12 } from './kdf.ts';

export interface P12Request {
  readonly privateKey: KeyObject;
  /** The key's own certificate first. */
  readonly chain: readonly Certificate[];
  readonly passphrase: string;
  /** Shown by the program that imports it. */
  readonly friendlyName?: string;
}

const ITERATIONS = 100_000;

/**
 * Writes a PKCS#12 file as OpenSSL 3, Windows and macOS read it today: AES-256-CBC under PBKDF2-HMAC-SHA-256 for key and
 * certificates, HMAC-SHA-256 over all (RFC 7292, RFC 8018).
 */
export function writeP12(request: P12Request): Uint8Array {
  const { passphrase, privateKey } = request;
  const attributes = bagAttributes(request);
  const certificates = request.chain.map((certificate, i) =>
    bag(OID.certBag, certBag(certificate), i === 0 ? attributes : []),
  );
  const keyInfo = privateKey.export({ type: 'pkcs8', format: 'der' });
  const shrouded = encrypt(keyInfo, passphrase);
  keyInfo.fill(0);
  const key = bag(OID.pkcs8ShroudedKeyBag, sequence(shrouded.algorithm, octetString(shrouded.data)), attributes);
  const safes = sequence(encryptedContent(sequence(...certificates), passphrase), dataContent(sequence(key)));
  return sequence(integer(3), dataContent(safes), macData(safes, passphrase));
}

function bag(type: string, value: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
  return sequence(oid(type), explicit(0, value), ...(attributes.length > 0 ? [setOf(attributes)] : []));
}

const certBag = (certificate: Certificate): Uint8Array =>
  sequence(oid(OID.x509Certificate), explicit(0, octetString(certificate.der)));

/** localKeyId ties the certificate to the key; friendlyName is for people. */
function bagAttributes(request: P12Request): Uint8Array[] {
  const [leaf] = request.chain;
  const name = request.friendlyName?.normalize('NFC');
  return [
    ...(leaf ? [sequence(oid(OID.localKeyId), setOf([octetString(keyIdentifier(leaf.publicKeyInfo))]))] : []),
    ...(name ? [sequence(oid(OID.friendlyName), setOf([bmpString(name)]))] : []),
  ];
}

const bmpString = (text: string): Uint8Array => encode(TAG.bmpString, Buffer.from(text, 'utf16le').swap16());

const dataContent = (content: Uint8Array): Uint8Array => sequence(oid(OID.data), explicit(0, octetString(content)));

/** EncryptedData (RFC 5652 §8) of the certificates. */
function encryptedContent(content: Uint8Array, passphrase: string): Uint8Array {
  const { algorithm, data } = encrypt(content, passphrase);
  const info = sequence(oid(OID.data), algorithm, encode(contextTag(0, false), data));
  return sequence(oid(OID.encryptedData), explicit(0, sequence(integer(0), info)));
}

/** PBES2 (RFC 8018 §6.2). */
function encrypt(plain: Uint8Array, passphrase: string): { algorithm: Uint8Array; data: Uint8Array } {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = pbkdf2Sync(passphrase, salt, ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const prf = sequence(oid(OID.hmacWithSha256), nullValue);
  const kdf = sequence(oid(OID.pbkdf2), sequence(octetString(salt), integer(ITERATIONS), integer(32), prf));
  const algorithm = sequence(oid(OID.pbes2), sequence(kdf, sequence(oid(OID.aes256Cbc), octetString(iv))));
  return { algorithm, data };
}

/** MacData (RFC 7292 §4). */
function macData(content: Uint8Array, passphrase: string): Uint8Array {
  const salt = randomBytes(16);
  const iterations = 2048;
  const key = deriveP12({ passphrase, salt, iterations, hash: 'sha256', purpose: 'mac', size: 32 });
  const mac = createHmac('sha256', key).update(content).digest();
  return sequence(sequence(DIGEST_IDENTIFIER.sha256, octetString(mac)), octetString(salt), integer(iterations));
}
