export { certificateErrors } from './errors.ts';
export { createCertificates } from './certificates.ts';
export {
  type CertificateDeps,
  type CertificatePurpose,
  type CertificateState,
  type CertificateInfo,
  type CredentialDescription,
  type AuthorityName,
  type SchoolTrust,
  type Certificates,
} from './types.ts';
