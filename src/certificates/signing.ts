export {
  defaultAlgorithm,
  fitsKey,
  maxSignatureSize,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from '../signing/algorithms.ts';
export { signingErrors } from '../signing/errors.ts';
export { type Identity } from '../signing/pki/issue-certificate.ts';
export { issueCrl, type Revocation } from '../signing/pki/issue-crl.ts';
export { createKeyPair, type KeyKind } from '../signing/pki/keys.ts';
export {
  createSchoolCa,
  type EndEntityRequest,
  issuePersonalCertificate,
  issueSealCertificate,
  needsRenewal,
} from '../signing/pki/school-ca.ts';
export { changePin, openPrivateKey, sealPrivateKey, type StoredKey } from '../signing/pki/stored-key.ts';
export { createKeySigner } from '../signing/providers/key-signer.ts';
export { readP12 } from '../signing/providers/p12/read.ts';
export { type RevocationReason } from '../signing/revocation/reasons.ts';
export { type Signer, type SignerDescription } from '../signing/signer.ts';
export { parseCertificate, publicKeyOf } from '../signing/x509/certificate.ts';
export { type NameParts } from '../signing/x509/names.ts';
export { allowsPurpose } from '../signing/x509/purpose.ts';
