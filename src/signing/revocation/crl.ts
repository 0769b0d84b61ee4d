import { isHosoError } from '../../kernel/errors.ts';
import { OID } from '../asn1/oids.ts';
import { DerReader, type DerNode, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readIntegerBytes, readIntegerHex, readOctetBits, readSmallInteger, readTime } from '../asn1/values.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { type Certificate, verifyWith } from '../x509/certificate.ts';
import { type Extension, readExtensions } from '../x509/extensions.ts';
import { type DistinguishedName, readName } from '../x509/names.ts';
import { readAlgorithm, type SignatureMethod, signatureMethod } from '../x509/signature-method.ts';
import { reasonOf, type RevocationReason } from './reasons.ts';
import { sameBytes } from '../same-bytes.ts';

/** A certificate revocation list as read (RFC 5280 §5.1). Nothing in it has been checked but its form. */
export interface Crl {
  readonly der: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Lower-case hexadecimal. */
  readonly number?: string;
  readonly signatureMethod: SignatureMethod | undefined;
  /** Which certificates it speaks of. */
  readonly scope: CrlScope;
  /** Content of `revokedCertificates`, searched when asked: national lists have hundreds of thousands of entries. */
  readonly entries: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

/** `partial`: indirect, for some reasons only, a delta, or with a critical extension that is not known. */
export type CrlScope = 'all' | 'end-entities' | 'authorities' | 'partial';

export interface RevokedEntry {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
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
    scope: scopeOf(extensions),
    entries,
    tbs: tbs.raw,
    signature,
  };
}

const KNOWN: ReadonlySet<string> = new Set([OID.crlNumber, OID.authorityKeyIdentifier, OID.issuingDistributionPoint]);

function scopeOf(extensions: readonly Extension[]): CrlScope {
  const unknown = extensions.some(({ id, critical }) => id === OID.deltaCrlIndicator || (critical && !KNOWN.has(id)));
  if (unknown) return 'partial';
  const point = extensions.find(({ id }) => id === OID.issuingDistributionPoint);
  return point ? issuingScope(enterWhole(point.value)) : 'all';
}

/** IssuingDistributionPoint (RFC 5280 §5.2.5); its booleans are written only when true. */
function issuingScope(fields: DerReader): CrlScope {
  fields.optional(contextTag(0));
  const endEntities = fields.optional(contextTag(1, false));
  const authorities = fields.optional(contextTag(2, false));
  if (!fields.atEnd || (endEntities && authorities)) return 'partial';
  if (endEntities) return 'end-entities';
  return authorities ? 'authorities' : 'all';
}

/** The entry of a serial number (content octets); undefined if it is not on the list. Errors: `CRL_MALFORMED`. */
export function findRevoked(crl: Crl, serialBytes: Uint8Array): RevokedEntry | undefined {
  try {
    const reader = new DerReader(crl.entries);
    while (!reader.atEnd) {
      const entry = enterNode(reader.next());
      if (sameBytes(readIntegerBytes(entry.next()), serialBytes)) return readEntry(entry);
    }
    return undefined;
  } catch (error) {
    if (!isHosoError(error)) throw error;
    throw signingErrors.CRL_MALFORMED({ reason: error.message }, error);
  }
}

function readEntry(entry: DerReader): RevokedEntry {
  const revokedAt = readTime(entry.next());
  const extensions = entry.atEnd ? [] : readExtensions(entry);
  const reason = extensions.find(({ id }) => id === OID.reasonCode);
  return { revokedAt, reason: reason ? readReason(readWhole(reason.value)) : 'unspecified' };
}

const readReason = (node: DerNode): RevocationReason => reasonOf(readSmallInteger(node, TAG.enumerated));

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
