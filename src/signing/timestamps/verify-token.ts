import { digest } from '../algorithms.ts';
import { type SignerProblem, verifySigner } from '../cms/verify-signer.ts';
import { type Certificate } from '../x509/certificate.ts';
import { allowsPurpose } from '../x509/purpose.ts';
import { type TimestampToken } from './token.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** Why a timestamp does not prove its time. */
export type TimestampProblem =
  | SignerProblem
  | 'imprint-mismatch'
  | 'unknown-critical-extension'
  | 'signing-certificate-missing'
  | 'certificate-purpose'
  | 'certificate-not-valid-at-time';

/** The facts of one timestamp; the chain of its certificate and revocation are other questions. */
export interface TimestampFacts {
  readonly time: Date;
  readonly accuracyMs: number;
  readonly policy: string;
  readonly serialNumber: string;
  readonly hash: string | undefined;
  /** The authority's certificate. */
  readonly certificate?: Certificate;
  /** Empty exactly if the token covers the data and the authority's certificate was fit to sign it. */
  readonly problems: readonly TimestampProblem[];
}

/**
 * Checks a token against the hash of what it should cover (RFC 3161 §2.2, §2.3; RFC 5816).
 * @param stampedDigest hash of the data under `token.info.hash`
 * Errors: `CMS_MALFORMED`, `ASN1_MALFORMED`, `ASN1_NOT_DER` if an attribute cannot be read.
 */
export function verifyTimestampToken(
  token: TimestampToken,
  stampedDigest: Uint8Array,
  otherCertificates: readonly Certificate[] = [],
): TimestampFacts {
  const { info, signedData } = token;
  const [signer] = signedData.signerInfos;
  const content = signedData.content ?? new Uint8Array();
  const contentDigest = signer?.hash === undefined ? new Uint8Array() : digest(signer.hash, content);
  const facts = signer && verifySigner({ signedData, signer, contentDigest, otherCertificates });
  const problems: TimestampProblem[] = [...(facts?.problems ?? [])];
  const certificate = facts?.certificate;
  if (!sameBytes(info.imprint, stampedDigest)) problems.push('imprint-mismatch');
  if (info.unknownCritical) problems.push('unknown-critical-extension');
  if (certificate) {
    if (facts.signingCertificate === 'absent') problems.push('signing-certificate-missing');
    if (!allowsPurpose(certificate, 'timestamp')) problems.push('certificate-purpose');
    if (info.time < certificate.notBefore || info.time > certificate.notAfter) {
      problems.push('certificate-not-valid-at-time');
    }
  }
  return {
    time: info.time,
    accuracyMs: info.accuracyMs,
    policy: info.policy,
    serialNumber: info.serialNumber,
    hash: info.hash,
    ...(certificate && { certificate }),
    problems,
  };
}
