export {
  defaultAlgorithm,
  type DigestAlgorithm,
  fitsKey,
  maxSignatureSize,
  type SignatureAlgorithm,
  SIGNATURE_ALGORITHMS,
} from './algorithms.ts';
export { addValidationData } from './sign/add-validation-data.ts';
export { appendedSource } from './pdf/source/appended-source.ts';
export { bytesBeforeHeader } from './pdf/source/before-header.ts';
export { sourceFrom } from './pdf/source/source-from.ts';
export { certificateName } from './x509/certificate-name.ts';
export { estimateContentsSize } from './cms/build.ts';
export { signDigests } from './cms/sign-digests.ts';
export { addSignatureTimestamp, signatureImprint } from './cms/signature-timestamp.ts';
export { parseSignedData, type SignedData } from './cms/signed-data.ts';
export { type SignerFacts, verifySigner } from './cms/verify-signer.ts';
export { collectValidationData, type ValidationSources } from './sign/collect-validation-data.ts';
export { embedSignature } from './sign/embed-signature.ts';
export { signingErrors } from './errors.ts';
export { extendPdf, type ExtendedPdf, type ExtendPdfOptions } from './sign/extend-pdf.ts';
export {
  type AppearanceMaker,
  type PageGeometry,
  type PdfRectangle,
  type SignatureAppearance,
} from './pdf/appearance-objects.ts';
export {
  inspectStampImage,
  pictureShareOf,
  type Placement,
  placeStamp,
  SEAL_WIDTH_MM,
  seenSize,
  type Size,
  type Stamp,
  type StampContent,
  type StampImageFacts,
  stampMaker,
} from './pdf/appearance/index.ts';
export { pdfErrors } from './pdf/errors.ts';
export { type FieldPlace } from './pdf/reader/field-places.ts';
export { inspectPdf, type PdfInspection } from './pdf/reader/inspect.ts';
export { type ValidationData } from './pdf/reader/validation-data.ts';
export { bufferSource, type ByteSource, openFileSource } from './pdf/source/byte-source.ts';
export { type FieldLock, type MdpPermission } from './pdf/reader/permissions.ts';
export { type PlaceChooser } from './pdf/writer/signature-field.ts';
export { answerOcspRequest, type OcspResponderOptions } from './pki/answer-ocsp.ts';
export {
  type CertificateRequest,
  type Identity,
  issueCertificate,
  type PublicationUrls,
} from './pki/issue-certificate.ts';
export { type CrlRequest, issueCrl, type Revocation } from './pki/issue-crl.ts';
export { createKeyPair, type KeyKind, type KeyPair } from './pki/keys.ts';
export {
  createSchoolCa,
  type EndEntityRequest,
  issueOcspCertificate,
  issuePersonalCertificate,
  issueSealCertificate,
  issueTimestampCertificate,
  needsRenewal,
  renewIssuingCertificate,
  type SchoolCa,
  type SchoolCaRequest,
} from './pki/school-ca.ts';
export {
  changePin,
  changeServerKey,
  openPrivateKey,
  type OpenRequest,
  sealPrivateKey,
  type SealRequest,
  type StoredKey,
} from './pki/stored-key.ts';
export {
  type DocumentTimestampOptions,
  type PreparedSignature,
  prepareDocumentTimestamp,
  prepareSignature,
  type SignatureOptions,
} from './sign/prepare-signature.ts';
export { openSigner, type ProviderKind, type ProviderOptions } from './providers/index.ts';
export { createKeySigner, type KeySignerOptions } from './providers/key-signer.ts';
export { type P12Content, readP12 } from './providers/p12/read.ts';
export { type P12Request, writeP12 } from './providers/p12/write.ts';
export { checkRevocation, type RevocationRequest } from './revocation/check.ts';
export { type Crl, parseCrl } from './revocation/crl.ts';
export { type RevocationReason } from './revocation/reasons.ts';
export { fetchCrl, fetchOcsp, type RevocationFetchOptions } from './revocation/http-revocation.ts';
export { type OcspResponse, parseOcspResponse } from './revocation/ocsp-response.ts';
export { type PadesLevel } from './levels.ts';
export { type FitnessFacts, unfitnessOf } from './sign/signer-fitness.ts';
export { signPdf, type SignedPdf, type SignPdfOptions } from './sign/sign-pdf.ts';
export { type Signer, type SignerDescription, type SigningInput } from './signer.ts';
export { type Timestamper, type TimestamperDescription } from './timestamper.ts';
export { readTrustStore } from './x509/trust-store.ts';
export { answerTimestampRequest, type TimestampAuthorityOptions } from './timestamps/authority.ts';
export { createOwnTimestamper } from './timestamps/own-timestamper.ts';
export { createHttpTimestamper, type HttpTimestamperOptions, type TsaEndpoint } from './timestamps/http-timestamper.ts';
export { readPem } from './x509/pem.ts';
export {
  type CertificateFacts,
  type Change,
  type Conclusion,
  type Fact,
  type Reason,
  type ReasonCode,
  type RevocationFacts,
  type SignatureReport,
  type TimeFacts,
  type VerificationReport,
  verifyPdf,
  type VerifyOptions,
} from './verify/index.ts';
export { buildChain, type ChainFacts, type ChainRequest } from './x509/chain.ts';
export {
  type Certificate,
  fingerprint,
  parseCertificate,
  publicKeyOf,
  readableCertificates,
} from './x509/certificate.ts';
export { type NameParts } from './x509/names.ts';
export { allowsPurpose } from './x509/purpose.ts';
