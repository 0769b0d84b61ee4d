import { type AppearanceMaker } from '../pdf/appearance-objects.ts';
import { type DigestAlgorithm, digestOf } from '../pdf/digest.ts';
import { PdfFile, withPdf } from '../pdf/reader/pdf-file.ts';
import { bufferSource, type ByteSource } from '../pdf/source/byte-source.ts';
import { type FieldLock, type MdpPermission } from '../pdf/reader/permissions.ts';
import { type PlaceChooser } from '../pdf/writer/signature-field.ts';
import { buildSignatureIncrement, type SignatureLayout } from '../pdf/writer/signature-increment.ts';

/** What a signature says and where it stands. */
export interface SignatureOptions {
  /** An empty signature field of this full name is filled; if there is none a field of this name is made. Default: a free name. */
  readonly fieldName?: string;
  /** Without a name: fill the first empty signature field there is. */
  readonly useEmptyField?: boolean;
  /** Index of the page for a new field, negative from the end. Default 0. */
  readonly page?: number;
  /** Chooses field, page and appearance from what fields the document has; what it says goes before these three. */
  readonly choosePlace?: PlaceChooser;
  /** Without one, or where the field that is filled has no box, the signature is not visible. */
  readonly appearance?: AppearanceMaker;
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
  /** The signer's own claim, /M; proof of time is a timestamp's business. */
  readonly claimedTime: Date;
  /** Offset from UTC in which the claimed time is written, in minutes (Viet Nam: 420). Default 0. */
  readonly utcOffsetMinutes?: number;
  /** Name of the signing program. */
  readonly application?: string;
  /** Bytes of CMS to leave room for: the signer's and timestamper's own word. */
  readonly contentsSize: number;
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Makes it the certification signature (DocMDP): 1 no changes, 2 forms and signatures, 3 also comments. */
  readonly certify?: MdpPermission;
  /** Fields that this signature locks (FieldMDP). */
  readonly lock?: FieldLock;
  /** The signature will carry a timestamp, which a field may require (seed value /TimeStamp). Default false. */
  readonly timestamped?: boolean;
  /** The signer's certificate in DER, then those above it, which a field may require (seed value /Cert). */
  readonly certificateChain?: readonly Uint8Array[];
}

/** Everything between prepare and embed: plain values and bytes, to be stored while the signer signs `digest`. */
export interface PreparedSignature {
  readonly fieldName: string;
  /** Whether an appearance was drawn; not where one was given but the field of the document has no box (ISO 32000-1, 12.7.4.5). */
  readonly visible: boolean;
  /** Size in bytes of the file that is signed. */
  readonly baseSize: number;
  /** SHA-256 of that file, hexadecimal; only where SHA-256 is the digest algorithm. */
  readonly baseSha256?: string;
  /** What is appended to the file, with the hole. */
  readonly increment: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
  /** Offset in the whole file of the first hexadecimal digit of the hole. */
  readonly contentsOffset: number;
  /** Bytes of CMS that fit the hole. */
  readonly contentsSize: number;
  readonly digestAlgorithm: DigestAlgorithm;
  /** Digest over the byte range, which the CMS must carry as message-digest. */
  readonly digest: Uint8Array;
}

/**
 * Lays out a signature over a PDF as an increment with a hole, and hashes file and increment around it
 * (ISO 32000-1, 12.8.1; ETSI EN 319 142-1). Nothing of the file is changed or copied.
 *
 * @throws PDF_NOT_A_PDF, PDF_BROKEN, PDF_PASSWORD_REQUIRED, PDF_ENCRYPTION_UNSUPPORTED, PDF_LIMIT_EXCEEDED, PDF_NO_PAGES,
 * PDF_PAGE_NOT_FOUND, PDF_FIELD_TAKEN, PDF_FIELD_NOT_A_SIGNATURE, PDF_FIELD_NAME_INVALID, PDF_CHANGES_FORBIDDEN,
 * PDF_ALREADY_SIGNED, PDF_SEED_VALUE_UNMET, PDF_SOURCE_CHANGED
 */
export function prepareSignature(
  source: ByteSource | Uint8Array,
  options: SignatureOptions,
): Promise<PreparedSignature> {
  return prepare(source, { digestAlgorithm: 'sha256', ...options, type: 'Sig' });
}

/** Options of a document timestamp. */
export interface DocumentTimestampOptions {
  readonly fieldName?: string;
  /** Bytes of timestamp token to leave room for. */
  readonly contentsSize: number;
  readonly digestAlgorithm?: DigestAlgorithm;
}

/**
 * Lays out a document timestamp (ETSI EN 319 142-1, 5.4.3; ISO 32000-2, 12.8.5) in the same way; what fills the hole is an
 * RFC 3161 token over `digest`.
 *
 * @throws as `prepareSignature`
 */
export function prepareDocumentTimestamp(
  source: ByteSource | Uint8Array,
  options: DocumentTimestampOptions,
): Promise<PreparedSignature> {
  return prepare(source, { digestAlgorithm: 'sha256', ...options, type: 'DocTimeStamp' });
}

async function prepare(from: ByteSource | Uint8Array, layout: SignatureLayout): Promise<PreparedSignature> {
  const { contentsSize, digestAlgorithm } = layout;
  const source = from instanceof Uint8Array ? bufferSource(from) : from;
  const file = new PdfFile(source);
  const { bytes, byteRange, contentsOffset, fieldName, visible } = await withPdf(file, () =>
    buildSignatureIncrement(file, layout),
  );
  const holeStart = contentsOffset - 1 - source.size;
  const parts = [bytes.subarray(0, holeStart), bytes.subarray(byteRange[2] - source.size)];
  const { digest, baseSha256 } = await digestOf(source, parts, digestAlgorithm);
  return {
    fieldName,
    visible,
    baseSize: source.size,
    ...(baseSha256 !== undefined && { baseSha256 }),
    increment: bytes,
    byteRange,
    contentsOffset,
    contentsSize,
    digestAlgorithm,
    digest,
  };
}
