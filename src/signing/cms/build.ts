import { contextTag, encode, explicit, integer, octetString, oid, retag, sequence, setOf } from '../asn1/writer.ts';
import { DIGEST_SIZE } from '../algorithms.ts';
import { OID } from '../asn1/oids.ts';
import { signingErrors } from '../errors.ts';
import { type SignerDescription } from '../signer.ts';
import { type TimestamperDescription } from '../timestamper.ts';
import { attribute, templateOf } from './template.ts';

const VERSION_1 = integer(1);
const VERSION_3 = integer(3);
const SIGNED_DATA = oid(OID.signedData);

/**
 * The signed attributes of a PAdES baseline signature: content-type, message-digest, signing-certificate-v2, and no
 * signing-time, which stands in the PDF (ETSI EN 319 142-1 §6.3; RFC 5652 §11). This is what the key signs.
 *
 * @param documentDigest hash of the signed byte ranges under the description's `digestAlgorithm`
 * @param contentType `id-data` unless something else is encapsulated
 * @returns DER of the SET OF Attribute, sorted
 * Errors: `SIGNER_BAD_ANSWER` (no certificate), `CERTIFICATE_MALFORMED`, `CMS_MALFORMED` (digest of a wrong length)
 */
export function buildSignedAttributes(
  documentDigest: Uint8Array,
  description: SignerDescription,
  contentType: string = OID.data,
): Uint8Array {
  if (documentDigest.length !== DIGEST_SIZE[description.digestAlgorithm]) {
    throw signingErrors.CMS_MALFORMED({ reason: `a digest of ${documentDigest.length} bytes` });
  }
  return setOf([
    attribute(OID.contentType, oid(contentType)),
    attribute(OID.messageDigest, octetString(documentDigest)),
    templateOf(description).signingCertificate,
  ]);
}

/** What a CMS signature is put together from. */
export interface SignedDataParts {
  readonly description: SignerDescription;
  /** As made by {@link buildSignedAttributes}. */
  readonly signedAttributes: Uint8Array;
  /** The signature value over `signedAttributes`. */
  readonly signature: Uint8Array;
  /** RFC 3161 token over the hash of `signature`, as unsigned attribute. */
  readonly timestampToken?: Uint8Array;
  /** Content carried inside (for timestamp tokens); left out, the signature is detached. */
  readonly encapsulated?: { readonly type: string; readonly content: Uint8Array };
}

/**
 * ContentInfo with a SignedData of one signer (RFC 5652 §5.1): version 1 and detached, or version 3 around `encapsulated`.
 * @returns DER
 */
export function assembleSignedData(parts: SignedDataParts): Uint8Array {
  const template = templateOf(parts.description);
  const signerInfo = encode(
    0x30,
    VERSION_1,
    template.signerIdentifier,
    template.digestIdentifier,
    retag(contextTag(0), parts.signedAttributes),
    template.signatureIdentifier,
    octetString(parts.signature),
    ...(parts.timestampToken ? [unsignedAttributes(parts.timestampToken)] : []),
  );
  const inner = parts.encapsulated;
  const signedData = sequence(
    inner ? VERSION_3 : VERSION_1,
    template.digestIdentifiers,
    inner ? sequence(oid(inner.type), explicit(0, octetString(inner.content))) : sequence(oid(OID.data)),
    template.certificates,
    encode(0x31, signerInfo),
  );
  return sequence(SIGNED_DATA, explicit(0, signedData));
}

/** `unsignedAttrs [1]` with the signature timestamp (ETSI EN 319 122-1 §5.3). */
export function unsignedAttributes(timestampToken: Uint8Array): Uint8Array {
  return encode(contextTag(1), attribute(OID.signatureTimeStamp, timestampToken));
}

/**
 * Bytes that the CMS signature of this signer, with a token of this timestamper, can at most have: the size of the hole.
 * Nothing in it is guessed: it is the size of the same structure around a signature and a token of full length.
 */
export function estimateContentsSize(description: SignerDescription, timestamper?: TimestamperDescription): number {
  const known = sizes.get(description);
  if (known && known.maxTokenSize === timestamper?.maxTokenSize) return known.size;
  const size = measureContents(description, timestamper);
  sizes.set(description, { maxTokenSize: timestamper?.maxTokenSize, size });
  return size;
}

/** The last size found for a signer. */
const sizes = new WeakMap<SignerDescription, { readonly maxTokenSize: number | undefined; readonly size: number }>();

function measureContents(description: SignerDescription, timestamper: TimestamperDescription | undefined): number {
  const documentDigest = new Uint8Array(DIGEST_SIZE[description.digestAlgorithm]);
  const full = assembleSignedData({
    description,
    signedAttributes: buildSignedAttributes(documentDigest, description),
    signature: new Uint8Array(description.maxSignatureSize),
    ...(timestamper && { timestampToken: new Uint8Array(timestamper.maxTokenSize) }),
  });
  return full.length;
}
