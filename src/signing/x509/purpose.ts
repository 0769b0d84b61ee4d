import { OID } from '../asn1/oids.ts';
import { type Certificate } from './certificate.ts';

/** What an end certificate is used for. */
export type Purpose = 'document' | 'timestamp' | 'ocsp';

const ADOBE_DOCUMENTS = '1.2.840.113583.1.1.5';
const MICROSOFT_DOCUMENTS = '1.3.6.1.4.1.311.10.3.12';
const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';

/** Key purposes under which certificates for signing documents are in fact issued. */
const DOCUMENT_PURPOSES: ReadonlySet<string> = new Set([
  OID.anyExtendedKeyUsage,
  OID.documentSigning,
  OID.emailProtection,
  CLIENT_AUTHENTICATION,
  ADOBE_DOCUMENTS,
  MICROSOFT_DOCUMENTS,
]);

/**
 * Whether key usage and extended key usage allow the purpose (RFC 5280 §4.2.1.3, §4.2.1.12). Where a certificate names
 * none, documents are allowed; timestamps (RFC 3161 §2.3) and OCSP (RFC 6960 §4.2.2.2) must be named.
 */
export function allowsPurpose(certificate: Certificate, purpose: Purpose): boolean {
  const { keyUsage, extendedKeyUsage } = certificate.known;
  const signs =
    keyUsage === undefined || keyUsage.some((usage) => usage === 'digitalSignature' || usage === 'nonRepudiation');
  if (!signs) return false;
  const purposes = extendedKeyUsage?.purposes;
  switch (purpose) {
    case 'document':
      return purposes === undefined || purposes.some((one) => DOCUMENT_PURPOSES.has(one));
    case 'timestamp':
      return extendedKeyUsage?.critical === true && purposes?.length === 1 && purposes[0] === OID.timeStamping;
    case 'ocsp':
      return purposes?.includes(OID.ocspSigning) === true;
  }
}

const PURPOSES: Readonly<Record<Purpose, ReadonlySet<string>>> = {
  document: DOCUMENT_PURPOSES,
  timestamp: new Set([OID.timeStamping, OID.anyExtendedKeyUsage]),
  ocsp: new Set([OID.ocspSigning, OID.anyExtendedKeyUsage]),
};

/**
 * Whether an authority may stand above a certificate for the purpose. One that names its purposes is kept to them:
 * RFC 5280 §4.2.1.12 leaves it open, authorities restrict those below them in this way and readers hold them to it.
 */
export function allowsPurposeBelow({ known }: Certificate, purpose: Purpose): boolean {
  return known.extendedKeyUsage?.purposes.some((one) => PURPOSES[purpose].has(one)) ?? true;
}
