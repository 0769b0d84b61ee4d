import { isHosoError } from '../../kernel/errors.ts';
import { OID } from '../asn1/oids.ts';
import { DerReader, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readIntegerHex, readOctetBits, readSmallInteger, readTime } from '../asn1/values.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { type Certificate, verifyWith } from '../x509/certificate.ts';
import { readExtensions } from '../x509/extensions.ts';
import { type DistinguishedName, readName } from '../x509/names.ts';
import { readAlgorithm, type SignatureMethod, signatureMethod } from '../x509/signature-method.ts';
import { type CrlReach, readReach } from './crl-reach.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** A certificate revocation list as read (RFC 5280 §5.1). Nothing in it has been checked but its form. */
export interface Crl extends CrlReach {
  readonly der: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Lower-case hexadecimal. */
  readonly number?: string;
  readonly signatureMethod: SignatureMethod | undefined;
  /** Content of `revokedCertificates`, searched when asked: national lists have hundreds of thousands of entries. */
  readonly entries: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

/** Reads a CRL in DER; short ones are remembered. Errors: `CRL_MALFORMED` with the cause. */
export function parseCrl(der: Uint8Array): Crl {
  try {
    return readRemembered(der);
  } catch (error) {
    if (!isHosoError(error)) throw error;
    throw signingErrors.CRL_MALFORMED({ reason: error.message }, error);
  }
}

const readRemembered = remembered(readCrl, { count: 32, maxSize: 64 * 1024 });

function readCrl(der: Uint8Array): Crl {
  const outer = enterWhole(der);
  const tbs = outer.next(TAG.sequence);
  const algorithm = outer.next(TAG.sequence);
  const signature = readOctetBits(outer.next());
  outer.end();
  const fields = enterNode(tbs);
  const version = fields.optional(TAG.integer);
  if (version && readSmallInteger(version) !== 1)
    throw signingErrors.ASN1_MALFORMED({ reason: 'neither version 1 nor 2' });
  if (!sameBytes(fields.next().raw, algorithm.raw)) {
    throw signingErrors.ASN1_MALFORMED({ reason: 'two different signature algorithms' });
  }
  const issuer = readName(fields.next());
  const thisUpdate = readTime(fields.next());
  const nextUpdate = fields.optional(TAG.utcTime) ?? fields.optional(TAG.generalizedTime);
  const entries = fields.optional(TAG.sequence)?.content ?? new Uint8Array();
  const extensionsNode = fields.optional(contextTag(0));
  fields.end();
  const extensions = extensionsNode ? readExtensions(new DerReader(extensionsNode.content)) : [];
  const number = extensions.find((extension) => extension.id === OID.crlNumber);
  return {
    der,
    issuer,
    thisUpdate,
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate) }),
    ...(number && { number: readIntegerHex(readWhole(number.value)) }),
    signatureMethod: signatureMethod(readAlgorithm(algorithm)),
    ...readReach(extensions),
    entries,
    tbs: tbs.raw,
    signature,
  };
}

const signatures = new WeakMap<Crl, WeakMap<Certificate, boolean>>();

/** Whether the issuer signed the list and may sign lists (RFC 5280 §6.3.3 f, g). */
export function isCrlSignedBy(crl: Crl, issuer: Certificate): boolean {
  const { keyUsage } = issuer.known;
  if (keyUsage && !keyUsage.includes('cRLSign')) return false;
  const byIssuer = signatures.get(crl) ?? new WeakMap<Certificate, boolean>();
  signatures.set(crl, byIssuer);
  const known = byIssuer.get(issuer);
  if (known !== undefined) return known;
  const holds = verifyWith(issuer, crl.signatureMethod, { message: crl.tbs, signature: crl.signature });
  byIssuer.set(issuer, holds);
  return holds;
}
