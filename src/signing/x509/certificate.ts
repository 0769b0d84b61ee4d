import { createPublicKey, type KeyObject } from 'node:crypto';
import { contextTag, TAG } from '../asn1/writer.ts';
import { DerReader, enterWhole, enterNode } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readIntegerBytes, readIntegerHex, readOctetBits, readSmallInteger, readTime } from '../asn1/values.ts';
import { digest, verifyMessage } from '../algorithms.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { type Extension, interpretExtensions, type KnownExtensions, readExtensions } from './extensions.ts';
import { type DistinguishedName, readName, sameName } from './names.ts';
import { type AlgorithmIdentifier, readAlgorithm, type SignatureMethod, signatureMethod } from './signature-method.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** A certificate as read (RFC 5280 §4.1). Nothing in it has been checked but its form. */
export interface Certificate {
  readonly der: Uint8Array;
  /** Lower-case hexadecimal without a leading sign octet. */
  readonly serialNumber: string;
  /** Content octets of the serial number's INTEGER. */
  readonly serialBytes: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKeyInfo: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureMethod: SignatureMethod | undefined;
  readonly extensions: readonly Extension[];
  readonly known: KnownExtensions;
  readonly unknownCriticalExtensions: readonly string[];
  /** Name equal for subject and issuer; says nothing of the signature. */
  readonly selfIssued: boolean;
}

interface Parsed extends Certificate {
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

const MAX_SIZE = 64 * 1024;

/**
 * Reads a certificate in DER. The last 256 different ones are remembered, since the same few sign everything.
 * Errors: `CERTIFICATE_MALFORMED` with the cause.
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_SIZE) throw signingErrors.CERTIFICATE_MALFORMED({ reason: `above ${MAX_SIZE} bytes` });
  return readRemembered(der);
}

const readRemembered = remembered(read, { count: 256, maxSize: MAX_SIZE });

/** Those of the encodings that can be read; the others are somebody else's and cannot be who is looked for. */
export function readableCertificates(encodings: readonly Uint8Array[]): Certificate[] {
  return encodings.flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch (error) {
      if (isHosoError(error, 'CERTIFICATE_MALFORMED')) return [];
      throw error;
    }
  });
}

function read(der: Uint8Array): Parsed {
  try {
    return readCertificate(der);
  } catch (error) {
    if (!isHosoError(error)) throw error;
    throw signingErrors.CERTIFICATE_MALFORMED({ reason: error.message }, error);
  }
}

function readCertificate(der: Uint8Array): Parsed {
  const outer = enterWhole(der);
  const tbs = outer.next(TAG.sequence);
  const outerAlgorithm = outer.next(TAG.sequence);
  const signature = readOctetBits(outer.next());
  outer.end();
  const fields = enterNode(tbs);
  const version = fields.optionalEnter(contextTag(0));
  if (version && readSmallInteger(version.next()) !== 2) throw malformed('neither version 1 nor version 3');
  const serial = fields.next();
  if (!sameBytes(fields.next(TAG.sequence).raw, outerAlgorithm.raw)) {
    throw malformed('two different signature algorithms (RFC 5280 §4.1.1.2)');
  }
  const issuer = readName(fields.next());
  const validity = fields.enter();
  const [notBefore, notAfter] = [readTime(validity.next()), readTime(validity.next())];
  validity.end();
  const subject = readName(fields.next());
  const publicKeyInfo = fields.next(TAG.sequence).raw;
  fields.optional(contextTag(1, false));
  fields.optional(contextTag(2, false));
  const extensionsNode = fields.optional(contextTag(3));
  fields.end();
  const extensions = extensionsNode ? readExtensions(new DerReader(extensionsNode.content)) : [];
  const { known, unknownCritical } = interpretExtensions(extensions);
  const signatureAlgorithm = readAlgorithm(outerAlgorithm);
  return {
    der,
    tbs: tbs.raw,
    signature,
    serialNumber: readIntegerHex(serial),
    serialBytes: readIntegerBytes(serial),
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKeyInfo,
    signatureAlgorithm,
    signatureMethod: signatureMethod(signatureAlgorithm),
    extensions,
    known,
    unknownCriticalExtensions: unknownCritical,
    selfIssued: sameName(issuer, subject),
  };
}

const malformed = (reason: string) => signingErrors.ASN1_MALFORMED({ reason });

const publicKeys = new WeakMap<Certificate, KeyObject | 'unreadable'>();

/** The public key; undefined if OpenSSL does not read it, or if it is made to take long to check by. */
export function publicKeyOf(certificate: Certificate): KeyObject | undefined {
  let key = publicKeys.get(certificate);
  if (key === undefined) {
    key = importKey(certificate.publicKeyInfo);
    publicKeys.set(certificate, key);
  }
  return key === 'unreadable' ? undefined : key;
}

function importKey(spki: Uint8Array): KeyObject | 'unreadable' {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return isAffordable(key) ? key : 'unreadable';
  } catch {
    return 'unreadable'; // hostile or exotic keys: the caller reports a key it cannot use
  }
}

const MAX_MODULUS_BITS = 8192;
const MAX_EXPONENT = 2n ** 64n;

/** An RSA key may be so large that one check takes a hundred times as long; nobody uses such. */
function isAffordable({ asymmetricKeyDetails: details }: KeyObject): boolean {
  return (details?.modulusLength ?? 0) <= MAX_MODULUS_BITS && (details?.publicExponent ?? 0n) < MAX_EXPONENT;
}

const issuances = new WeakMap<Certificate, WeakMap<Certificate, boolean>>();

/** Whether the issuer's key made the signature on the certificate. Names and extensions are not looked at. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const byIssuer = issuances.get(certificate) ?? new WeakMap<Certificate, boolean>();
  issuances.set(certificate, byIssuer);
  const known = byIssuer.get(issuer);
  if (known !== undefined) return known;
  const { tbs, signature } = certificate as Parsed;
  const holds = verifyWith(issuer, certificate.signatureMethod, { message: tbs, signature });
  byIssuer.set(issuer, holds);
  return holds;
}

/** Whether a signature made in this way by the key of a certificate could be checked at all. */
export function canVerifyWith(certificate: Certificate, method: SignatureMethod | undefined): boolean {
  return method !== undefined && publicKeyOf(certificate) !== undefined;
}

/** Whether the key of a certificate made a signature. A method or a key that is not supported gives false. */
export function verifyWith(
  certificate: Certificate,
  method: SignatureMethod | undefined,
  signed: { message: Uint8Array; signature: Uint8Array },
): boolean {
  const publicKey = publicKeyOf(certificate);
  if (!publicKey || !method) return false;
  return verifyMessage({ ...method, publicKey, ...signed });
}

const digests = new WeakMap<Certificate, Map<string, Uint8Array>>();

/** The hash of the certificate under an algorithm of node:crypto. */
export function certificateDigest(certificate: Certificate, algorithm: string): Uint8Array {
  const known = digests.get(certificate) ?? new Map<string, Uint8Array>();
  digests.set(certificate, known);
  const found = known.get(algorithm) ?? digest(algorithm, certificate.der);
  known.set(algorithm, found);
  return found;
}

/** SHA-256 of the certificate, lower-case hexadecimal. */
export function fingerprint(certificate: Certificate): string {
  return Buffer.from(certificateDigest(certificate, 'sha256')).toString('hex');
}
