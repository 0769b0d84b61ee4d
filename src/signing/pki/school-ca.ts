import { createPublicKey } from 'node:crypto';
import { type SignatureAlgorithm } from '../algorithms.ts';
import { signingErrors } from '../errors.ts';
import { type Certificate } from '../x509/certificate.ts';
import { type NameParts } from '../x509/names.ts';
import { type CertificateRequest, type Identity, issueCertificate, type PublicationUrls } from './issue-certificate.ts';
import { createKeyPair, type KeyPair, keyKindFor } from './keys.ts';
import { type ProfileName } from './profiles.ts';

/** A school's two authorities: the root, to be kept offline, and the one that issues day by day. */
export interface SchoolCa {
  readonly root: Identity;
  readonly issuing: Identity;
}

export interface SchoolCaRequest {
  /** The school's official name, at most 64 characters. */
  readonly school: string;
  readonly locality?: string;
  readonly notBefore: Date;
  /** Default: `rsa-pkcs1-sha256`, which every reader of PDF knows. */
  readonly algorithm?: SignatureAlgorithm;
  /** Where the root publishes its list and its certificate; written into the issuing authority's certificate. */
  readonly urls?: PublicationUrls;
  /** Default: new keys on a thread of the pool, RSA-2048 or the curve of the algorithm. */
  readonly keys?: { readonly root: KeyPair; readonly issuing: KeyPair };
}

/** Makes both authorities. Errors: `PKI_INVALID_REQUEST`. */
export async function createSchoolCa(request: SchoolCaRequest): Promise<SchoolCa> {
  const algorithm = request.algorithm ?? 'rsa-pkcs1-sha256';
  const { root: rootKeys, issuing: issuingKeys } = request.keys ?? (await createKeys(algorithm));
  const name = (commonName: string): NameParts => ({
    country: 'VN',
    ...(request.locality !== undefined && { locality: request.locality }),
    organization: request.school,
    commonName,
  });
  const rootCertificate = issueCertificate({
    profile: 'root',
    subject: name('CA gốc nội bộ'),
    publicKey: rootKeys.publicKey,
    issuer: { selfSigned: rootKeys.privateKey, algorithm },
    notBefore: request.notBefore,
  });
  const root = { certificate: rootCertificate, privateKey: rootKeys.privateKey, algorithm };
  const issuingCertificate = issueCertificate({
    profile: 'issuing',
    subject: name('CA cấp chứng thư nội bộ'),
    publicKey: issuingKeys.publicKey,
    issuer: root,
    notBefore: request.notBefore,
    ...(request.urls && { urls: request.urls }),
  });
  return { root, issuing: { certificate: issuingCertificate, privateKey: issuingKeys.privateKey, algorithm } };
}

async function createKeys(algorithm: SignatureAlgorithm): Promise<{ root: KeyPair; issuing: KeyPair }> {
  const kind = keyKindFor(algorithm);
  const [root, issuing] = await Promise.all([createKeyPair(kind), createKeyPair(kind)]);
  return { root, issuing };
}

/** A certificate wanted from an authority, with its name and its key. */
export type EndEntityRequest = Omit<CertificateRequest, 'profile' | 'issuer' | 'subject'> & {
  readonly issuer: Identity;
  readonly subject: NameParts;
};

/**
 * A new certificate for the authority that issues day by day, under its name and key: it stands above everything that was issued
 * under the former one, and the lists go on. Errors: `PKI_INVALID_REQUEST`.
 */
export function renewIssuingCertificate(
  { root, issuing }: SchoolCa,
  { notBefore, urls }: Pick<CertificateRequest, 'notBefore' | 'urls'>,
): Certificate {
  return issueCertificate({
    profile: 'issuing',
    subject: issuing.certificate.subject.der,
    publicKey: createPublicKey(issuing.privateKey),
    issuer: root,
    notBefore,
    ...(urls && { urls }),
  });
}

/** For a person: the subject carries name, duty (`title`) and staff code (`serialNumber`). */
export const issuePersonalCertificate = (request: EndEntityRequest): Certificate => endEntity('personal', request);

/** For the school itself, the key behind its seal: the subject names the organisation. Errors: `PKI_INVALID_REQUEST`. */
export function issueSealCertificate(request: EndEntityRequest): Certificate {
  if (request.subject.organization === undefined) {
    throw signingErrors.PKI_INVALID_REQUEST({ reason: 'a seal needs the name of its organisation' });
  }
  return endEntity('seal', request);
}

/** For a timestamp authority of the school's own. */
export const issueTimestampCertificate = (request: EndEntityRequest): Certificate => endEntity('timestamp', request);

/** For a responder that answers OCSP in the place of the issuer. */
export const issueOcspCertificate = (request: EndEntityRequest): Certificate => endEntity('ocsp', request);

const endEntity = (profile: ProfileName, request: EndEntityRequest): Certificate =>
  issueCertificate({ ...request, profile });

const DAY = 24 * 60 * 60 * 1000;

/** Whether a certificate ends within `days` after `at`, or has ended. */
export function needsRenewal(certificate: Certificate, at: Date, days: number): boolean {
  return certificate.notAfter.getTime() - at.getTime() < days * DAY;
}
