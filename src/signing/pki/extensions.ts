import {
  bitString,
  boolean,
  contextTag,
  encode,
  ia5String,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  utf8String,
} from '../asn1/writer.ts';
import { OID } from '../asn1/oids.ts';
import { KEY_USAGES, type KeyUsage } from '../x509/extensions.ts';

/** Writers of the extensions of RFC 5280 §4.2.1; each returns a whole Extension in DER. */

/** One Extension around an encoded value. */
export function extension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** Critical, as §4.2.1.9 asks of a CA; for others an empty sequence. */
export function basicConstraints(ca: boolean, pathLength?: number): Uint8Array {
  const content = ca ? [boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])] : [];
  return extension(OID.basicConstraints, sequence(...content), true);
}

export function keyUsage(usages: readonly KeyUsage[]): Uint8Array {
  return extension(OID.keyUsage, namedBits(usages.map((usage) => KEY_USAGES.indexOf(usage))), true);
}

export function extendedKeyUsage(purposes: readonly string[], critical = false): Uint8Array {
  return extension(OID.extendedKeyUsage, sequence(...purposes.map((purpose) => oid(purpose))), critical);
}

export const subjectKeyIdentifier = (id: Uint8Array): Uint8Array =>
  extension(OID.subjectKeyIdentifier, octetString(id));

export const authorityKeyIdentifier = (id: Uint8Array): Uint8Array =>
  extension(OID.authorityKeyIdentifier, sequence(encode(contextTag(0, false), id)));

const uri = (url: string): Uint8Array => ia5String(url, contextTag(6, false));

/** One DistributionPoint per URL. */
export function crlDistributionPoints(urls: readonly string[]): Uint8Array {
  const points = urls.map((url) => sequence(encode(contextTag(0), encode(contextTag(0), uri(url)))));
  return extension(OID.crlDistributionPoints, sequence(...points));
}

export function authorityInfoAccess(access: { ocsp?: string; issuer?: string }): Uint8Array {
  const descriptions = [
    ...(access.ocsp === undefined ? [] : [sequence(oid(OID.accessOcsp), uri(access.ocsp))]),
    ...(access.issuer === undefined ? [] : [sequence(oid(OID.accessCaIssuers), uri(access.issuer))]),
  ];
  return extension(OID.authorityInfoAccess, sequence(...descriptions));
}

/** One policy with a notice for the reader; `explicitText` has at most 200 characters (§4.2.1.4). */
export function certificatePolicies(policy: string, notice: string): Uint8Array {
  const qualifier = sequence(oid(OID.userNotice), sequence(utf8String(notice)));
  return extension(OID.certificatePolicies, sequence(sequence(oid(policy), sequence(qualifier))));
}

export const subjectAltEmail = (email: string): Uint8Array =>
  extension(OID.subjectAltName, sequence(ia5String(email, contextTag(1, false))));

export const ocspNoCheck = (): Uint8Array => extension(OID.ocspNoCheck, nullValue);

/** A signature value as the BIT STRING that ends certificates, CRLs and OCSP responses. */
export const signatureBits = (signature: Uint8Array): Uint8Array => bitString(signature);
