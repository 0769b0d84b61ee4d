import { OID } from '../asn1/oids.ts';
import { readOctetString, readOid, readTime } from '../asn1/values.ts';
import { setOf } from '../asn1/writer.ts';
import { enterWhole } from '../asn1/reader.ts';
import { canVerifyWith, type Certificate, publicKeyOf, readableCertificates, verifyWith } from '../x509/certificate.ts';
import { sameName } from '../x509/names.ts';
import { checkDirect, type DirectFinding } from './direct-signature.ts';
import { type SignedData } from './signed-data.ts';
import { type SignerIdentifier, type SignerInfo, singleValue } from './signer-info.ts';
import { matchSigningCertificate, type SigningCertificateMatch } from './signing-certificate.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** Why the signature of one signer does not hold, or holds only in part. */
export type SignerProblem =
  | 'certificate-not-found'
  | 'digest-unsupported'
  | 'algorithm-unsupported'
  | 'key-unsupported'
  | 'signed-attributes-missing'
  | 'direct-signature-unsupported'
  | 'content-type-mismatch'
  | 'message-digest-mismatch'
  | 'digest-algorithm-mismatch'
  | 'signing-certificate-mismatch'
  | 'signature-invalid';

/** The facts of one signature; the chain, its time and revocation are other questions. */
export interface SignerFacts {
  /** The signer's certificate as found by the identifier. */
  readonly certificate?: Certificate;
  /** Whether the content has the hash that was signed. */
  readonly contentMatches: boolean;
  /** Whether the certificate's key signed the attributes. */
  readonly signatureHolds: boolean;
  readonly signingCertificate: SigningCertificateMatch;
  /** Claimed time inside the signature, which a PAdES baseline signature must not have. */
  readonly signingTime?: Date;
  /** Empty exactly if everything above holds. An absent signing-certificate attribute is not counted here. */
  readonly problems: readonly SignerProblem[];
}

export interface SignerCheck {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  /** Hash of the signed content under `signer.hash`. */
  readonly contentDigest: Uint8Array;
  /** Certificates from elsewhere (a DSS dictionary) in which to look too. */
  readonly otherCertificates?: readonly Certificate[];
}

/**
 * Checks one signer of a SignedData (RFC 5652 §5.4, §5.6; §11.1, §11.2 for the attributes).
 * Errors: `CMS_MALFORMED`, `ASN1_MALFORMED`, `ASN1_NOT_DER` if an attribute cannot be read.
 */
export function verifySigner(check: SignerCheck): SignerFacts {
  const { signer, signedData } = check;
  const certificate = findSigner(check);
  // a timestamp must have signed attributes (RFC 3161 §2.4.2), plain data need not (RFC 5652 §5.3)
  if (!signer.signedAttributesDer && signedData.contentType === OID.data) return verifyDirect(check, certificate);
  const problems: SignerProblem[] = [];
  const note = (problem: SignerProblem, when: boolean) => void (when && problems.push(problem));
  const signedDigest = singleValue(signer.signedAttributes, OID.messageDigest);
  const contentType = singleValue(signer.signedAttributes, OID.contentType);
  const signingTime = singleValue(signer.signedAttributes, OID.signingTime);
  const contentMatches = signedDigest !== undefined && sameBytes(readOctetString(signedDigest), check.contentDigest);
  const signatureHolds = certificate !== undefined && verifyAttributes(signer, certificate);
  const signingCertificate = certificate ? matchSigningCertificate(signer, certificate) : 'absent';
  note('certificate-not-found', !certificate);
  note('digest-unsupported', signer.hash === undefined);
  note('algorithm-unsupported', !signer.signatureMethod);
  note('key-unsupported', certificate !== undefined && !publicKeyOf(certificate));
  note('signed-attributes-missing', !signer.signedAttributesDer || !signedDigest || !contentType);
  note('content-type-mismatch', contentType !== undefined && readOid(contentType) !== signedData.contentType);
  note('message-digest-mismatch', signedDigest !== undefined && !contentMatches);
  note(
    'digest-algorithm-mismatch',
    signer.signatureMethod !== undefined && signer.signatureMethod.hash !== signer.hash,
  );
  note('signing-certificate-mismatch', signingCertificate === 'differs');
  const checkable = certificate !== undefined && canVerifyWith(certificate, signer.signatureMethod);
  note('signature-invalid', checkable && !signatureHolds);
  return {
    ...(certificate && { certificate }),
    contentMatches,
    signatureHolds,
    signingCertificate,
    ...(signingTime && { signingTime: readTime(signingTime) }),
    problems,
  };
}

const DIRECT_PROBLEMS: Readonly<Record<DirectFinding, readonly SignerProblem[]>> = {
  holds: [],
  'other-content': ['message-digest-mismatch'],
  fails: ['signature-invalid'],
  unknown: ['direct-signature-unsupported'],
};

/** A signature over the content itself binds no certificate by an attribute and states no time. */
function verifyDirect({ signer, contentDigest }: SignerCheck, certificate: Certificate | undefined): SignerFacts {
  const found = certificate && checkDirect(signer, certificate, contentDigest);
  const facts = { contentMatches: found === 'holds', signingCertificate: 'absent' } as const;
  if (!found) return { ...facts, signatureHolds: false, problems: ['certificate-not-found'] };
  const signatureHolds = found === 'holds' || found === 'other-content';
  return { ...facts, certificate, signatureHolds, problems: DIRECT_PROBLEMS[found] };
}

/**
 * The signature over the attributes as they stand in the file and, where they stand unsorted, over their DER, which is
 * what RFC 5652 §5.4 meant the signer to sign.
 */
function verifyAttributes(signer: SignerInfo, certificate: Certificate): boolean {
  const { signedAttributesDer: message, signature, signatureMethod } = signer;
  if (!message) return false;
  if (verifyWith(certificate, signatureMethod, { message, signature })) return true;
  if (signer.attributesSorted) return false;
  const sorted = setOf(
    enterWhole(message, 0x31)
      .rest()
      .map((attribute) => attribute.raw),
  );
  return verifyWith(certificate, signatureMethod, { message: sorted, signature });
}

/** The certificate that the signer's identifier names, among those in the signature and the others given. */
export function findSigner(
  check: Pick<SignerCheck, 'signedData' | 'signer' | 'otherCertificates'>,
): Certificate | undefined {
  const { signedData, signer, otherCertificates = [] } = check;
  const named = (one: Certificate): boolean => isNamedBy(signer.identifier, one);
  return certificatesOf(signedData).find(named) ?? otherCertificates.find(named);
}

const certificatesRead = new WeakMap<SignedData, readonly Certificate[]>();

/** The certificates in a SignedData that can be read. */
function certificatesOf(signedData: SignedData): readonly Certificate[] {
  const known = certificatesRead.get(signedData) ?? readableCertificates(signedData.certificates);
  certificatesRead.set(signedData, known);
  return known;
}

function isNamedBy(identifier: SignerIdentifier, certificate: Certificate): boolean {
  if (identifier.kind === 'key-identifier') {
    const own = certificate.known.subjectKeyIdentifier;
    return own !== undefined && sameBytes(own, identifier.keyIdentifier);
  }
  return sameBytes(identifier.serialBytes, certificate.serialBytes) && sameName(identifier.issuer, certificate.issuer);
}
