export { verifyPdf, type VerifyOptions } from './verify-pdf.ts';
export { type ReasonCode } from './reasons.ts';
export {
  type CertificateFacts,
  type Change,
  type Conclusion,
  type Fact,
  type RevocationFacts,
  type SignatureReport,
  type TimeFacts,
  type VerificationReport,
} from './report.ts';
export { type Reason } from './reasons.ts';
