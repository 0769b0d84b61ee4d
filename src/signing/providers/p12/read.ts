import { createHmac, createPrivateKey, createPublicKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { isHosoError } from '../../../kernel/errors.ts';
import { toDer } from '../../asn1/ber.ts';
import { OID } from '../../asn1/oids.ts';
import { type DerReader, type DerNode, enterNode, enterWhole } from '../../asn1/reader.ts';
import { readOctetString, readOid, readSmallInteger } from '../../asn1/values.ts';
import { contextTag, TAG } from '../../asn1/writer.ts';
import { signingErrors } from '../../errors.ts';
import { type Certificate, isSignedBy, parseCertificate, publicKeyOf } from '../../x509/certificate.ts';
import { sameName } from '../../x509/names.ts';
import { HASH_NAMES, readAlgorithm } from '../../x509/signature-method.ts';
import { decryptP12 } from './decrypt.ts';
import { deriveP12 } from './kdf.ts';

/** What a PKCS#12 file holds: one key, its certificate, and the certificates above it as far as they are in the file. */
export interface P12Content {
  readonly privateKey: KeyObject;
  /** The key's own certificate first, each followed by its issuer. */
  readonly chain: readonly Certificate[];
}

const MAX_SIZE = 1024 * 1024;
const MAX_MAC_ITERATIONS = 1_000_000;
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';

/**
 * Reads a PKCS#12 file (RFC 7292), DER or BER: RSA and EC keys; old files under 3DES or RC2 and new ones under AES.
 * Errors: `P12_PASSPHRASE_WRONG`; `P12_UNREADABLE` (not PKCS#12, damaged, unknown protection, no key, several keys, no
 * certificate for the key).
 */
export function readP12(file: Uint8Array, passphrase: string): P12Content {
  try {
    return contentOf(openBags(file, passphrase));
  } catch (error) {
    if (!isHosoError(error) || error.code.startsWith('P12_')) throw error;
    throw unreadable(error.message, error);
  }
}

interface Bags {
  readonly keys: KeyObject[];
  readonly certificates: Certificate[];
}

function contentOf({ keys, certificates }: Bags): P12Content {
  const [privateKey] = keys;
  if (!privateKey) throw unreadable('it holds no private key');
  if (keys.length > 1) throw unreadable('it holds several private keys');
  const publicKey = createPublicKey(privateKey);
  const leaf = certificates.find((certificate) => publicKeyOf(certificate)?.equals(publicKey));
  if (!leaf) throw unreadable('it holds no certificate for its key');
  return { privateKey, chain: orderChain(leaf, certificates) };
}

function openBags(file: Uint8Array, passphrase: string): Bags {
  if (file.length > MAX_SIZE) throw unreadable(`it is above ${MAX_SIZE} bytes`);
  const pfx = enterWhole(toDer(file).der);
  if (readSmallInteger(pfx.next()) !== 3) throw unreadable('it is not of version 3');
  const authSafe = readData(pfx.next());
  const mac = pfx.optionalEnter(TAG.sequence);
  if (!mac) throw unreadable('it carries no MAC; files protected by a signature are not read');
  checkMac(mac, authSafe, passphrase);
  const bags: Bags = { keys: [], certificates: [] };
  for (const content of enterWhole(toDer(authSafe).der).rest()) {
    for (const bag of enterWhole(toDer(safeContents(content, passphrase)).der).rest()) readBag(bags, bag, passphrase);
  }
  return bags;
}

/** A wrong passphrase shows here, before anything is decrypted (RFC 7292 §5.1). */
function checkMac(mac: DerReader, authSafe: Uint8Array, passphrase: string): void {
  const digestInfo = mac.enter();
  const hash = HASH_NAMES[readAlgorithm(digestInfo.next()).id];
  const expected = readOctetString(digestInfo.next());
  const salt = readOctetString(mac.next());
  const iterations = mac.atEnd ? 1 : readSmallInteger(mac.next());
  if (!hash?.startsWith('sha') || hash.startsWith('sha3')) throw unreadable('its MAC is of an unknown kind');
  if (iterations < 1 || iterations > MAX_MAC_ITERATIONS) throw unreadable(`its MAC asks for ${iterations} iterations`);
  const key = deriveP12({ passphrase, salt, iterations, hash, purpose: 'mac', size: expected.length });
  const actual = createHmac(hash, key).update(authSafe).digest();
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw signingErrors.P12_PASSPHRASE_WRONG();
}

/** The octets of a ContentInfo of type data. */
function readData(contentInfo: DerNode): Uint8Array {
  const fields = enterNode(contentInfo);
  const type = readOid(fields.next());
  if (type !== OID.data) throw unreadable(`content of type ${type}`);
  return readOctetString(fields.enter(contextTag(0)).next());
}

/** SafeContents in the clear or under the passphrase (RFC 7292 §4.1). */
function safeContents(contentInfo: DerNode, passphrase: string): Uint8Array {
  const fields = enterNode(contentInfo);
  if (readOid(fields.next()) !== OID.encryptedData) return readData(contentInfo);
  const encryptedData = fields.enter(contextTag(0)).enter();
  encryptedData.next(TAG.integer);
  const info = encryptedData.enter();
  info.next(TAG.oid);
  const algorithm = readAlgorithm(info.next());
  return decryptP12(algorithm, implicitOctets(info.next()), passphrase);
}

/** `encryptedContent [0] IMPLICIT OCTET STRING`, in one piece or, from BER, in several. */
function implicitOctets(node: DerNode): Uint8Array {
  if (node.tag === contextTag(0, false)) return node.content;
  return Buffer.concat(enterNode(node, contextTag(0)).rest().map(readOctetString));
}

function readBag(bags: Bags, node: DerNode, passphrase: string): void {
  const fields = enterNode(node);
  const type = readOid(fields.next());
  const value = fields.enter(contextTag(0));
  if (type === OID.pkcs8ShroudedKeyBag) {
    const shrouded = value.enter();
    const algorithm = readAlgorithm(shrouded.next());
    bags.keys.push(importKey(decryptP12(algorithm, readOctetString(shrouded.next()), passphrase)));
  } else if (type === KEY_BAG) {
    bags.keys.push(importKey(value.next().raw));
  } else if (type === OID.certBag) {
    const certBag = value.enter();
    if (readOid(certBag.next()) !== OID.x509Certificate) return;
    bags.certificates.push(parseCertificate(readOctetString(certBag.enter(contextTag(0)).next())));
  }
}

function importKey(pkcs8: Uint8Array): KeyObject {
  const der = Buffer.from(pkcs8);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw unreadable('its private key is of an unknown kind', error);
  } finally {
    der.fill(0);
    pkcs8.fill(0);
  }
}

/** From the leaf upwards; certificates that are not above it are left out. */
function orderChain(leaf: Certificate, certificates: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = [leaf];
  for (let last: Certificate = leaf; !last.selfIssued;) {
    const child = last;
    const issuer = certificates.find(
      (one) => !chain.includes(one) && sameName(one.subject, child.issuer) && isSignedBy(child, one),
    );
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

const unreadable = (reason: string, cause?: unknown) => signingErrors.P12_UNREADABLE({ reason }, cause);
