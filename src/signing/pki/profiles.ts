import { OID } from '../asn1/oids.ts';
import { type KeyUsage } from '../x509/extensions.ts';

/** Kinds of certificates that the school's CA issues. */
export type ProfileName = 'root' | 'issuing' | 'personal' | 'seal' | 'timestamp' | 'ocsp';

/** What sets one kind of certificate apart (RFC 5280 §4.2.1; RFC 3161 §2.3; RFC 6960 §4.2.2.2; RFC 9336). */
export interface CertificateProfile {
  /** Present on a CA; the number of CAs that may follow below it. */
  readonly pathLength?: number;
  readonly keyUsage: readonly KeyUsage[];
  readonly purposes: readonly string[];
  /** RFC 3161 §2.3 wants the purpose of a timestamp authority critical and alone. */
  readonly purposesCritical: boolean;
  /** RFC 6960 §4.2.2.2.1: a responder's certificate is itself not asked about. */
  readonly ocspNoCheck: boolean;
  readonly validityYears: number;
}

/**
 * `emailProtection` stands beside `documentSigning` because NSS, under pdfsig and Firefox, judges signatures on documents
 * as it judges those on mail, and refuses a certificate that names its purposes without this one.
 */
const DOCUMENTS = [OID.documentSigning, OID.emailProtection];

const endEntity = (purposes: readonly string[], validityYears: number): CertificateProfile => ({
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  purposes,
  purposesCritical: false,
  ocspNoCheck: false,
  validityYears,
});

const authority = (pathLength: number, validityYears: number): CertificateProfile => ({
  pathLength,
  keyUsage: ['keyCertSign', 'cRLSign'],
  purposes: [],
  purposesCritical: false,
  ocspNoCheck: false,
  validityYears,
});

/** The profile of each kind. */
export const PROFILES: Readonly<Record<ProfileName, CertificateProfile>> = {
  root: authority(1, 20),
  issuing: authority(0, 10),
  personal: endEntity(DOCUMENTS, 2),
  seal: endEntity(DOCUMENTS, 3),
  timestamp: { ...endEntity([OID.timeStamping], 5), purposesCritical: true },
  ocsp: { ...endEntity([OID.ocspSigning], 1), keyUsage: ['digitalSignature'], ocspNoCheck: true },
};

/** The certificate policy of a school's own CA, an arc of its own under a random UUID (ITU-T X.667). */
export const SCHOOL_POLICY = '2.25.234514872399574678516916090795051542647';

/** What every certificate below the root tells its reader (RFC 5280 §4.2.1.4: at most 200 characters). */
export const NO_LEGAL_VALUE_NOTICE =
  'Chứng thư nội bộ của nhà trường, không có giá trị pháp lý ngoài nhà trường. ' +
  "The school's internal certificate; no legal value outside the school.";
