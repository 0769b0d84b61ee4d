import { OID } from '../../asn1/oids.ts';
import { type Certificate, isSignedBy, parseCertificate, readableCertificates } from '../../x509/certificate.ts';
import { KEY_USAGES } from '../../x509/extensions.ts';
import { sameName, sameText } from '../../x509/names.ts';
import { type PdfObject, PdfString } from '../objects.ts';
import { type SeedValues } from './seed-dictionary.ts';
import { sameBytes } from '../../bytes/same-bytes.ts';

/** Bits of /Ff, from 1, that make what /Cert asks of the signer's certificate a requirement (ISO 32000-1, table 235). */
export const CERTIFICATE_BITS = { Subject: 1, Issuer: 2, OID: 3, SubjectDN: 4, KeyUsage: 6, URL: 7 } as const;

type Entry = keyof typeof CERTIFICATE_BITS;
type CertificateSeed = SeedValues<Entry>;
/** The signer's certificate first, then those above it. */
type Chain = readonly [Certificate, ...Certificate[]];

const MET: Readonly<Record<Entry, (asked: CertificateSeed, chain: Chain) => boolean>> = {
  Subject: (asked, [own]) => encodings(asked, 'Subject').some((der) => sameBytes(der, own.der)),
  Issuer: (asked, chain) => leadsTo(chain, readableCertificates(encodings(asked, 'Issuer'))),
  OID: (asked, [{ known }]) => asked.texts('OID').every((policy) => known.policies.includes(policy)),
  SubjectDN: (asked, [own]) => asked.dictionaries('SubjectDN').some((name) => isNamed(own, name)),
  KeyUsage: (asked, [own]) => asked.texts('KeyUsage').some((pattern) => isUsedAs(own, pattern)),
  URL: () => false, // where a certificate could be had, which says nothing of this one
};

/** Whether the signer's certificate is what /Cert requires. A chain that nobody gave meets nothing. @throws CERTIFICATE_MALFORMED */
export function isCertificateAsAsked(asked: CertificateSeed, encoded: readonly Uint8Array[] = []): boolean {
  const required = Object.entries(MET).filter(([entry]) => asked.requires(entry as Entry));
  if (required.length === 0) return true;
  const [own, ...above] = encoded.map(parseCertificate);
  return own !== undefined && required.every(([, isMet]) => isMet(asked, [own, ...above]));
}

function encodings(asked: CertificateSeed, entry: Entry): Uint8Array[] {
  return asked.items(entry).flatMap((item) => (item instanceof PdfString ? [item.bytes] : []));
}

/** Whether one of these issued the signer's certificate, or one of those above it. */
function leadsTo([own, next, ...above]: Chain, issuers: readonly Certificate[]): boolean {
  if (issuers.some((issuer) => isIssuedBy(own, issuer))) return true;
  return next !== undefined && isIssuedBy(own, next) && leadsTo([next, ...above], issuers);
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return sameName(certificate.issuer, issuer.subject) && isSignedBy(certificate, issuer);
}

/** Attributes of a name by their short names (RFC 4519; `email` as PDF programs write it). */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  cn: OID.commonName,
  c: OID.countryName,
  l: OID.localityName,
  st: OID.stateOrProvinceName,
  o: OID.organizationName,
  ou: OID.organizationalUnitName,
  title: OID.title,
  serialnumber: OID.serialNumber,
  email: OID.emailAddress,
};

/** Whether the subject has all these attributes; a key is a short name or an object identifier. */
function isNamed({ subject }: Certificate, wanted: ReadonlyMap<string, PdfObject>): boolean {
  return [...wanted].every(([key, value]) => {
    const type = ATTRIBUTES[key.toLowerCase()] ?? key;
    const text = value instanceof PdfString ? value.text : undefined;
    return subject.attributes.some((one) => one.type === type && sameText(one.value, text));
  });
}

/** Whether a certificate's key usage is as a pattern has it, bit by bit: set, not set, or either. */
function isUsedAs({ known: { keyUsage } }: Certificate, pattern: string): boolean {
  return KEY_USAGES.every((usage, index) => {
    const wanted = pattern[index];
    if (wanted !== '0' && wanted !== '1') return true;
    return keyUsage?.includes(usage) === (wanted === '1');
  });
}
