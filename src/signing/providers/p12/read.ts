import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { isHosoError } from '../../../kernel/errors.ts';
import { toDer } from '../../asn1/ber.ts';
import { OID } from '../../asn1/oids.ts';
import { type DerNode, enterNode, enterWhole } from '../../asn1/reader.ts';
import { readOctetString, readOid, readSmallInteger } from '../../asn1/values.ts';
import { contextTag, TAG } from '../../asn1/writer.ts';
import { type Certificate, isSignedBy, parseCertificate, publicKeyOf } from '../../x509/certificate.ts';
import { sameName } from '../../x509/names.ts';
import { readAlgorithm } from '../../x509/signature-method.ts';
import { decryptP12 } from './decrypt.ts';
import { checkMac } from './mac.ts';
import { unreadable, WORDS } from './words.ts';

/** What a PKCS#12 file holds: one key, its certificate, and the certificates above it as far as they are in the file. */
export interface P12Content {
  readonly privateKey: KeyObject;
  /** The key's own certificate first, each followed by its issuer. */
  readonly chain: readonly Certificate[];
}

const MAX_SIZE = 1024 * 1024;
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';

/**
 * Reads a PKCS#12 file (RFC 7292), DER or BER: RSA and EC keys; old files under 3DES, RC2 or RC4 and new ones under AES or Camellia; MACs
 * of old and by PBMAC1 (RFC 9579). One without a MAC is refused: anybody may have put another certificate into it.
 * Errors: `P12_PASSPHRASE_WRONG`; `P12_UNREADABLE` (not PKCS#12, damaged, unknown protection, no key, several keys, no
 * certificate for the key).
 */
export function readP12(file: Uint8Array, passphrase: string): P12Content {
  try {
    return contentOf(openBags(file, passphrase));
  } catch (error) {
    if (!isHosoError(error) || error.code.startsWith('P12_')) throw error;
    throw unreadable({ vi: error.vi, en: error.en }, error);
  }
}

interface Bags {
  readonly keys: KeyObject[];
  readonly certificates: Certificate[];
}

function contentOf({ keys, certificates }: Bags): P12Content {
  const [privateKey] = keys;
  if (!privateKey) throw unreadable(WORDS.noKey);
  if (keys.length > 1) throw unreadable(WORDS.severalKeys);
  const publicKey = createPublicKey(privateKey);
  const leaf = certificates.find((certificate) => publicKeyOf(certificate)?.equals(publicKey));
  if (!leaf) throw unreadable(WORDS.noCertificate);
  return { privateKey, chain: orderChain(leaf, certificates) };
}

function openBags(file: Uint8Array, passphrase: string): Bags {
  if (file.length > MAX_SIZE) throw unreadable(WORDS.tooLarge(MAX_SIZE));
  const pfx = enterWhole(toDer(file).der);
  if (readSmallInteger(pfx.next()) !== 3) throw unreadable(WORDS.version);
  const authSafe = readData(pfx.next());
  const mac = pfx.optionalEnter(TAG.sequence);
  if (!mac) throw unreadable(WORDS.noMac);
  checkMac(mac, { content: authSafe, passphrase });
  const bags: Bags = { keys: [], certificates: [] };
  for (const content of enterWhole(toDer(authSafe).der).rest()) {
    for (const bag of enterWhole(toDer(safeContents(content, passphrase)).der).rest()) readBag(bags, bag, passphrase);
  }
  return bags;
}

/** The octets of a ContentInfo of type data. */
function readData(contentInfo: DerNode): Uint8Array {
  const fields = enterNode(contentInfo);
  const type = readOid(fields.next());
  if (type !== OID.data) throw unreadable(type === OID.signedData ? WORDS.signed : WORDS.contentType(type));
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
    throw unreadable(WORDS.keyKind, error);
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
