import { HosoError } from '../../../kernel/errors.ts';
import { OID } from '../../asn1/oids.ts';
import { parseSignedData, type SignedData } from '../../cms/signed-data.ts';
import { type SignerInfo } from '../../cms/signer-info.ts';
import { type SignerFacts, type SignerProblem, verifySigner } from '../../cms/verify-signer.ts';
import { type Certificate } from '../../x509/certificate.ts';
import { isAcceptedHash, keyProblem, methodProblem } from '../../x509/policy.ts';
import { parseTimestampToken, type TimestampToken } from '../../timestamps/token.ts';
import { type TimestampFacts, type TimestampProblem, verifyTimestampToken } from '../../timestamps/verify-token.ts';
import { type SignedField } from '../document/signed-field.ts';
import { commonName } from '../people.ts';
import { type Reason, reason } from '../reasons.ts';
import { orRefusal } from '../../refusal.ts';

import { findLooseEnd, unknownUnsignedAttribute } from './strict-cms.ts';

/** A signature or a document timestamp, read but not yet checked. */
export interface ReadSignature {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  /** The hash of the signed range as node:crypto names it. */
  readonly hash: string;
  readonly token?: TimestampToken;
}

/** What its mathematics say of a signature. */
export interface JudgedSignature {
  readonly certificate?: Certificate;
  readonly contentMatches: boolean;
  readonly signatureHolds: boolean;
  readonly signerFacts?: SignerFacts;
  readonly timestamp?: TimestampFacts;
  readonly reasons: readonly Reason[];
}

const DETACHED: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);
const SHA1_FORMATS: ReadonlySet<string> = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1']);

/** Reads what stands in the hole: DER or BER (RFC 5652 §1), one signer, zeros after it (ISO 32000-1 12.8.3.3, ETSI EN 319 142-1 5.2). */
export function readSignature(signed: SignedField, contents: Uint8Array): ReadSignature | Reason {
  const { subFilter = 'unknown' } = signed;
  if (SHA1_FORMATS.has(subFilter)) return reason('ALGORITHM_WEAK', { algorithm: subFilter });
  if (!signed.isTimestamp && !DETACHED.has(subFilter))
    return reason('SIGNATURE_FORMAT_UNSUPPORTED', { format: subFilter });
  const found = orRefusal(() => (signed.isTimestamp ? readToken(contents) : readDetached(contents)));
  return found instanceof HosoError ? reason('SIGNATURE_UNREADABLE', { what: found.code }) : found;
}

/** Whether a signature could be read. */
export function isRead(found: ReadSignature | Reason): found is ReadSignature {
  return 'signedData' in found;
}

function readDetached(contents: Uint8Array): ReadSignature | Reason {
  const signedData = parseSignedData(contents, { allowBer: true, allowZeroPadding: true });
  if (signedData.contentType === OID.data && !signedData.content) return readSigner(signedData);
  return reason('SIGNATURE_UNREADABLE', { what: 'not detached' });
}

function readToken(contents: Uint8Array): ReadSignature | Reason {
  const token = parseTimestampToken(contents, { allowBer: true, allowZeroPadding: true });
  return readSigner(token.signedData, token);
}

/** The hash of the range is what a signature was made with, and what a timestamp covers. */
function readSigner(signedData: SignedData, token?: TimestampToken): ReadSignature | Reason {
  const [signer] = signedData.signerInfos;
  if (!signer) return reason('SIGNATURE_UNREADABLE', { what: 'no signer' });
  const hash = token ? token.info.hash : signer.hash;
  if (hash !== undefined) return { signedData, signer, hash, ...(token && { token }) };
  return reason('ALGORITHM_UNKNOWN', { algorithm: token ? 'unknown' : signer.digestAlgorithm.id });
}

/**
 * Checks a signature against the digest of its range: content, signature, certificate binding, algorithms.
 * @param others certificates of the DSS, in which the signer's may stand too
 */
export function judgeSignature(
  read: ReadSignature,
  digest: Uint8Array,
  others: readonly Certificate[],
): JudgedSignature {
  const { token } = read;
  const material = { digest, others };
  const judged = orRefusal(() => (token ? judgeToken(read, token, material) : judgeDetached(read, material)));
  if (!(judged instanceof HosoError)) return judged;
  const reasons = [reason('SIGNATURE_UNREADABLE', { what: judged.code })];
  return { contentMatches: false, signatureHolds: false, reasons };
}

interface Material {
  readonly digest: Uint8Array;
  readonly others: readonly Certificate[];
}

function judgeDetached({ signedData, signer }: ReadSignature, { digest, others }: Material): JudgedSignature {
  const facts = verifySigner({ signedData, signer, contentDigest: digest, otherCertificates: others });
  const { certificate, contentMatches, signatureHolds, problems } = facts;
  const reasons = [...problems.flatMap(problemReason), ...commonReasons(signedData, signer, certificate)];
  return { ...(certificate && { certificate }), contentMatches, signatureHolds, signerFacts: facts, reasons };
}

function judgeToken(read: ReadSignature, token: TimestampToken, { digest, others }: Material): JudgedSignature {
  const facts = verifyTimestampToken(token, digest, others);
  const { certificate, problems } = facts;
  const reasons = [
    ...problems.filter((problem) => !isUnsupported(problem)).map(tokenReason),
    ...(isAcceptedHash(token.info.hash) ? [] : [reason('ALGORITHM_WEAK', { algorithm: read.hash })]),
    ...commonReasons(read.signedData, read.signer, certificate),
  ];
  const contentMatches = !problems.includes('imprint-mismatch');
  const signatureHolds = problems.every((problem) => problem === 'imprint-mismatch');
  return { ...(certificate && { certificate }), contentMatches, signatureHolds, timestamp: facts, reasons };
}

/** Whether a problem only means that this product cannot check; its name is told where algorithms and keys are judged. */
const isUnsupported = (problem: TimestampProblem): boolean =>
  problem === 'algorithm-unsupported' || problem === 'key-unsupported';

const tokenReason = (problem: TimestampProblem): Reason =>
  problem === 'imprint-mismatch' ? reason('CONTENT_ALTERED') : reason('TIMESTAMP_BAD', { what: problem });

function commonReasons(signedData: SignedData, signer: SignerInfo, certificate: Certificate | undefined): Reason[] {
  const reasons: Reason[] = [];
  const loose = findLooseEnd(signedData, certificate);
  if (loose !== undefined) reasons.push(reason('SIGNATURE_UNREADABLE', { what: loose }));
  const unknown = unknownUnsignedAttribute(signer);
  if (unknown !== undefined) reasons.push(reason('ATTRIBUTE_UNKNOWN', { attribute: unknown }));
  const method = methodProblem(signer.signatureMethod);
  if (method === 'weak-hash')
    reasons.push(reason('ALGORITHM_WEAK', { algorithm: String(signer.signatureMethod?.hash) }));
  if (method === 'algorithm-unsupported') {
    reasons.push(reason('ALGORITHM_UNKNOWN', { algorithm: signer.signatureAlgorithm.id }));
  }
  const key = certificate && keyProblem(certificate);
  if (key) reasons.push(reason(key === 'weak-key' ? 'KEY_WEAK' : 'KEY_UNSUPPORTED', { name: commonName(certificate) }));
  return reasons;
}

/** Told with its name where algorithms and keys are judged. */
type ToldElsewhere = 'algorithm-unsupported' | 'key-unsupported';

const PROBLEM_REASONS: Readonly<Record<Exclude<SignerProblem, ToldElsewhere>, () => Reason>> = {
  'certificate-not-found': () => reason('SIGNER_CERTIFICATE_MISSING'),
  'digest-unsupported': () => reason('ALGORITHM_UNKNOWN', { algorithm: 'digest' }),
  'signed-attributes-missing': () => reason('SIGNATURE_UNREADABLE', { what: 'signed attributes' }),
  'direct-signature-unsupported': () => reason('ALGORITHM_UNKNOWN', { algorithm: 'CMS signedAttrs = 0' }),
  'content-type-mismatch': () => reason('SIGNATURE_UNREADABLE', { what: 'content type' }),
  'message-digest-mismatch': () => reason('CONTENT_ALTERED'),
  'digest-algorithm-mismatch': () => reason('SIGNATURE_UNREADABLE', { what: 'two digest algorithms' }),
  'signing-certificate-mismatch': () => reason('SIGNER_CERTIFICATE_SWAPPED'),
  'signature-invalid': () => reason('SIGNATURE_FORGED'),
};

function problemReason(problem: SignerProblem): Reason[] {
  return problem === 'algorithm-unsupported' || problem === 'key-unsupported' ? [] : [PROBLEM_REASONS[problem]()];
}
