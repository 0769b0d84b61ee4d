import { digest, DIGEST_IDENTIFIER, SIGNATURE_ALGORITHMS } from '../algorithms.ts';
import { contextTag, explicit, integer, octetString, oid, sequence, setOf } from '../asn1/writer.ts';
import { OID } from '../asn1/oids.ts';
import { type SignerDescription } from '../signer.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { signingErrors } from '../errors.ts';

/** Everything in a CMS signature that is the same for every document of one signer, encoded once. */
export interface CmsTemplate {
  /** The Attribute signing-certificate-v2 (RFC 5035 §3). */
  readonly signingCertificate: Uint8Array;
  /** `certificates [0] IMPLICIT CertificateSet`. */
  readonly certificates: Uint8Array;
  /** IssuerAndSerialNumber. */
  readonly signerIdentifier: Uint8Array;
  readonly digestIdentifier: Uint8Array;
  readonly digestIdentifiers: Uint8Array;
  readonly signatureIdentifier: Uint8Array;
}

const templates = new WeakMap<SignerDescription, CmsTemplate>();

/** The template of a signer; made at the first call for a description. Errors: `CERTIFICATE_MALFORMED`. */
export function templateOf(description: SignerDescription): CmsTemplate {
  let template = templates.get(description);
  if (!template) {
    template = makeTemplate(description);
    templates.set(description, template);
  }
  return template;
}

function makeTemplate(description: SignerDescription): CmsTemplate {
  const [leaf, ...others] = description.certificateChain;
  if (!leaf) throw signingErrors.SIGNER_BAD_ANSWER({ reason: 'no certificate' });
  const certificate = parseCertificate(leaf);
  const serial = integerOf(certificate.serialBytes);
  const digestIdentifier = DIGEST_IDENTIFIER[description.digestAlgorithm];
  const issuerSerial = sequence(sequence(explicit(4, certificate.issuer.der)), serial);
  const hash = octetString(digest(description.digestAlgorithm, leaf));
  const essCertId =
    description.digestAlgorithm === 'sha256' // the default of RFC 5035 §3, so DER leaves it out
      ? sequence(hash, issuerSerial)
      : sequence(digestIdentifier, hash, issuerSerial);
  return {
    signingCertificate: attribute(OID.signingCertificateV2, sequence(sequence(essCertId))),
    certificates: setOf([leaf, ...others], contextTag(0)),
    signerIdentifier: sequence(certificate.issuer.der, serial),
    digestIdentifier,
    digestIdentifiers: setOf([digestIdentifier]),
    signatureIdentifier: SIGNATURE_ALGORITHMS[description.algorithm].identifier,
  };
}

/** Attribute with one value (RFC 5652 §5.3). */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf([value]));
}

/** The INTEGER with exactly these content octets, a negative one included. */
const integerOf = (content: Uint8Array): Uint8Array =>
  integer(BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`)));
