import { asBuffer } from '../bytes/as-buffer.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { OID } from '../asn1/oids.ts';
import { type DerNode, DerReader, enterNode, readWhole } from '../asn1/reader.ts';
import { readIntegerBytes, readSmallInteger, readTime } from '../asn1/values.ts';
import { boolean, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { readExtensions } from '../x509/extensions.ts';
import { type Crl } from './crl.ts';
import { reasonOf, type RevocationReason } from './reasons.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

export interface RevokedEntry {
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/** Bytes of entries that are searched as fast as remembered. */
const SHORT = 16 * 1024;
const found = new WeakMap<Crl, Map<string, RevokedEntry | undefined>>();

/**
 * The entry of a serial number (content octets); undefined if it is not on the list. A long list is searched once for
 * each. Errors: `CRL_MALFORMED`.
 */
export function findRevoked(crl: Crl, serialBytes: Uint8Array): RevokedEntry | undefined {
  const look = () => orMalformed(() => search(crl.entries, serialBytes));
  if (crl.entries.length <= SHORT) return look();
  const known = found.get(crl) ?? new Map<string, RevokedEntry | undefined>();
  found.set(crl, known);
  const serial = Buffer.from(serialBytes).toString('latin1');
  if (!known.has(serial)) known.set(serial, look());
  return known.get(serial);
}

function search(entries: Uint8Array, serialBytes: Uint8Array): RevokedEntry | undefined {
  const reader = new DerReader(entries);
  while (!reader.atEnd) {
    const entry = enterNode(reader.next());
    if (sameBytes(readIntegerBytes(entry.next()), serialBytes)) return readEntry(entry);
  }
  return undefined;
}

function readEntry(entry: DerReader): RevokedEntry {
  const revokedAt = readTime(entry.next());
  const extensions = entry.atEnd ? [] : readExtensions(entry);
  const reason = extensions.find(({ id }) => id === OID.reasonCode);
  return { revokedAt, reason: reason ? readReason(readWhole(reason.value)) : 'unspecified' };
}

const readReason = (node: DerNode): RevocationReason => reasonOf(readSmallInteger(node, TAG.enumerated));

const KNOWN: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);
const CRITICAL = Buffer.from(boolean(true));
const unusable = new WeakMap<Crl, boolean>();

/**
 * Whether an entry, of whichever certificate, has a critical extension that is not known: such a list must not be used
 * for any certificate (RFC 5280 §5.3). Errors: `CRL_MALFORMED`.
 */
export function hasUnknownEntry(crl: Crl): boolean {
  const known = unusable.get(crl) ?? orMalformed(() => searchUnknown(crl.entries));
  unusable.set(crl, known);
  return known;
}

function searchUnknown(entries: Uint8Array): boolean {
  const reader = new DerReader(mayBeCritical(entries) ? entries : new Uint8Array());
  while (!reader.atEnd) {
    const entry = reader.next();
    if (mayBeCritical(entry.raw) && isUnknown(enterNode(entry))) return true;
  }
  return false;
}

/** Whether the bytes of a critical mark stand anywhere, found natively: most lists have none among all their entries. */
const mayBeCritical = (bytes: Uint8Array): boolean => asBuffer(bytes).includes(CRITICAL);

function isUnknown(entry: DerReader): boolean {
  entry.next();
  entry.next();
  return !entry.atEnd && readExtensions(entry).some(({ id, critical }) => critical && !KNOWN.has(id));
}

function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isHosoError(error)) throw error;
    throw signingErrors.CRL_MALFORMED({ reason: error.message }, error);
  }
}
