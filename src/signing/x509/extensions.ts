import { contextTag, TAG } from '../asn1/writer.ts';
import { type DerNode, type DerReader, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { readBoolean, readNamedBits, readOctetString, readOid, readSmallInteger, readText } from '../asn1/values.ts';
import { OID } from '../asn1/oids.ts';
import { signingErrors } from '../errors.ts';

/** One extension of a certificate, CRL, or OCSP message (RFC 5280 §4.2). */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The bits of KeyUsage in their order (RFC 5280 §4.2.1.3). */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** What the known extensions of a certificate say. */
export interface KnownExtensions {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: readonly KeyUsage[];
  readonly extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean };
  readonly subjectKeyIdentifier?: Uint8Array;
  readonly authorityKeyIdentifier?: Uint8Array;
  readonly crlUrls: readonly string[];
  /** Full names of the CRL distribution points, GeneralName in DER; absent where the certificate names no points. */
  readonly crlPoints?: readonly Uint8Array[];
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
  readonly policies: readonly string[];
  /** Texts of the user notices of the certificate policies. */
  readonly notices: readonly string[];
  readonly ocspNoCheck: boolean;
}

/** Reads SEQUENCE OF Extension; the same extension twice is an error (RFC 5280 §4.2). */
export function readExtensions(reader: DerReader): Extension[] {
  const extensions: Extension[] = [];
  const seen = new Set<string>();
  for (const node of reader.enter().rest()) {
    const fields = enterNode(node);
    const id = readOid(fields.next());
    const criticalNode = fields.optional(TAG.boolean);
    const value = readOctetString(fields.next());
    fields.end();
    if (seen.has(id)) throw signingErrors.ASN1_MALFORMED({ reason: `extension ${id} twice` });
    seen.add(id);
    extensions.push({ id, critical: criticalNode !== undefined && readBoolean(criticalNode), value });
  }
  return extensions;
}

type Known = { -readonly [K in keyof KnownExtensions]: KnownExtensions[K] };

const READERS: Readonly<Record<string, (known: Known, extension: Extension) => void>> = {
  [OID.basicConstraints]: (known, { value }) => {
    const reader = enterWhole(value);
    const ca = reader.optional(TAG.boolean);
    const pathLength = reader.optional(TAG.integer);
    reader.end();
    known.basicConstraints = {
      ca: ca !== undefined && readBoolean(ca),
      ...(pathLength && { pathLength: readSmallInteger(pathLength) }),
    };
  },
  [OID.keyUsage]: (known, { value }) => {
    known.keyUsage = readNamedBits(readWhole(value)).flatMap((bit) => KEY_USAGES[bit] ?? []);
  },
  [OID.extendedKeyUsage]: (known, { value, critical }) => {
    known.extendedKeyUsage = { purposes: enterWhole(value).rest().map(readOid), critical };
  },
  [OID.subjectKeyIdentifier]: (known, { value }) => {
    known.subjectKeyIdentifier = readOctetString(readWhole(value));
  },
  [OID.authorityKeyIdentifier]: (known, { value }) => {
    const id = enterWhole(value).optional(contextTag(0, false));
    if (id) known.authorityKeyIdentifier = id.content;
  },
  [OID.crlDistributionPoints]: (known, { value }) => {
    const names = enterWhole(value).rest().flatMap(distributionPointNames);
    known.crlPoints = names.map((name) => name.raw);
    known.crlUrls = uris(names);
  },
  [OID.authorityInfoAccess]: (known, { value }) => {
    const urls = enterWhole(value).rest().map(accessDescription);
    const urlsOf = (method: string) => urls.flatMap((access) => (access.method === method ? access.urls : []));
    known.ocspUrls = urlsOf(OID.accessOcsp);
    known.issuerUrls = urlsOf(OID.accessCaIssuers);
  },
  [OID.certificatePolicies]: (known, { value }) => {
    const policies = enterWhole(value).rest().map(policyInformation);
    known.policies = policies.map((policy) => policy.id);
    known.notices = policies.flatMap((policy) => policy.notices);
  },
  [OID.ocspNoCheck]: (known) => {
    known.ocspNoCheck = true;
  },
  // read elsewhere or without a say in whether a chain holds
  [OID.subjectAltName]: () => undefined,
  [OID.qcStatements]: () => undefined,
};

/** Reads what is known and lists the critical extensions that are not. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`. */
export function interpretExtensions(extensions: readonly Extension[]): {
  known: KnownExtensions;
  unknownCritical: string[];
} {
  const known: Known = { crlUrls: [], ocspUrls: [], issuerUrls: [], policies: [], notices: [], ocspNoCheck: false };
  const unknownCritical: string[] = [];
  for (const extension of extensions) {
    const read = READERS[extension.id];
    if (read) read(known, extension);
    else if (extension.critical) unknownCritical.push(extension.id);
  }
  return { known, unknownCritical };
}

/** A DistributionPoint's full name (RFC 5280 §4.2.1.13). */
function distributionPointNames(point: DerNode): DerNode[] {
  return enterNode(point).optionalEnter(contextTag(0))?.optionalEnter(contextTag(0))?.rest() ?? [];
}

function accessDescription(node: DerNode): { method: string; urls: string[] } {
  const reader = enterNode(node);
  return { method: readOid(reader.next()), urls: uris([reader.next()]) };
}

/** The uniformResourceIdentifier names among GeneralNames. */
function uris(names: readonly DerNode[]): string[] {
  return names
    .filter((name) => name.tag === contextTag(6, false))
    .map((name) => Buffer.from(name.content).toString('latin1'));
}

/** A PolicyInformation with the texts of its user notices (RFC 5280 §4.2.1.4). */
function policyInformation(node: DerNode): { id: string; notices: string[] } {
  const reader = enterNode(node);
  const id = readOid(reader.next());
  const notices: string[] = [];
  for (const qualifier of reader.optionalEnter(TAG.sequence)?.rest() ?? []) {
    const fields = enterNode(qualifier);
    if (readOid(fields.next()) !== OID.userNotice) continue;
    notices.push(...noticeTexts(fields.enter()));
  }
  return { id, notices };
}

/** UserNotice: an optional reference (a SEQUENCE), then an optional text. */
function noticeTexts(userNotice: DerReader): string[] {
  return userNotice
    .rest()
    .filter((part) => part.tag !== TAG.sequence)
    .flatMap((part) => readText(part) ?? []);
}
