import { OID } from '../asn1/oids.ts';
import { type DerReader, enterWhole, readWhole } from '../asn1/reader.ts';
import { readTime } from '../asn1/values.ts';
import { contextTag } from '../asn1/writer.ts';
import { type Extension } from '../x509/extensions.ts';

/** `partial`: indirect, for some reasons only, a delta, or with a critical extension that is not known. */
export type CrlScope = 'all' | 'end-entities' | 'authorities' | 'partial';

/** Of which certificates a list speaks (RFC 5280 §5.2.5; X.509 §9.5.2.9). */
export interface CrlReach {
  readonly scope: CrlScope;
  /** Names of the places it is issued for, GeneralName in DER; given, it speaks only of certificates that name one. */
  readonly points?: readonly Uint8Array[];
  /** Certificates that ended at or after this time stay on the list; absent, they may have been dropped from it. */
  readonly keepsExpiredSince?: Date;
}

const KNOWN: ReadonlySet<string> = new Set([
  OID.crlNumber,
  OID.authorityKeyIdentifier,
  OID.issuingDistributionPoint,
  OID.expiredCertsOnCrl,
]);

/** Reads the extensions of a list. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`. */
export function readReach(extensions: readonly Extension[]): CrlReach {
  const unknown = extensions.some(({ id, critical }) => id === OID.deltaCrlIndicator || (critical && !KNOWN.has(id)));
  if (unknown) return { scope: 'partial' };
  const point = extensions.find(({ id }) => id === OID.issuingDistributionPoint);
  const expired = extensions.find(({ id }) => id === OID.expiredCertsOnCrl);
  return {
    ...(point ? readIssuingPoint(enterWhole(point.value)) : { scope: 'all' }),
    ...(expired && { keepsExpiredSince: readTime(readWhole(expired.value)) }),
  };
}

/** IssuingDistributionPoint; its booleans are written only when true. */
function readIssuingPoint(fields: DerReader): CrlReach {
  const name = fields.optionalEnter(contextTag(0));
  const endEntities = fields.optional(contextTag(1, false));
  const authorities = fields.optional(contextTag(2, false));
  if (!fields.atEnd || (endEntities && authorities)) return { scope: 'partial' };
  const scope = endEntities ? 'end-entities' : authorities ? 'authorities' : 'all';
  return { scope, ...(name && { points: readFullName(name) }) };
}

/** DistributionPointName: a full name [0]; one relative to the issuer [1] is not supported and matches nothing. */
function readFullName(name: DerReader): Uint8Array[] {
  const names = name.optionalEnter(contextTag(0))?.rest() ?? [];
  return names.map((one) => one.raw);
}
