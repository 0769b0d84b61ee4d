import { toDer } from '../asn1/ber.ts';
import { OID } from '../asn1/oids.ts';
import { DerReader, enterWhole, readNode } from '../asn1/reader.ts';
import { readOctetString, readOid, readSmallInteger } from '../asn1/values.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { isHosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { type AlgorithmIdentifier, readAlgorithm } from '../x509/signature-method.ts';
import { readSignerInfo, type SignerInfo } from './signer-info.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** A SignedData as read (RFC 5652 §5.1). Nothing in it has been checked but its form. */
export interface SignedData {
  readonly version: number;
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  /** Object identifier of the content's type. */
  readonly contentType: string;
  /** The content carried inside; absent when the signature is detached. */
  readonly content?: Uint8Array;
  /** X.509 certificates in the order of the encoding, each in DER, not yet read. */
  readonly certificates: readonly Uint8Array[];
  /** CRLs in DER. */
  readonly crls: readonly Uint8Array[];
  /** OCSP responses in DER (RFC 5940). */
  readonly ocspResponses: readonly Uint8Array[];
  /** Entries among certificates and revocation data of a kind that is not read: attribute certificates and the like. */
  readonly unreadEntries: number;
  readonly signerInfos: readonly SignerInfo[];
  /** False if the input was BER that had to be brought into DER, or signed attributes were not sorted. */
  readonly isDer: boolean;
  /** Bytes of the input that the structure takes; what follows is padding. */
  readonly size: number;
}

export interface ParseOptions {
  /** Read BER too and say so in `isDer`; otherwise it is refused with `ASN1_NOT_DER`. */
  readonly allowBer?: boolean;
  /** Zeros may follow, as in the hole of a PDF; otherwise any byte after the end is `ASN1_TRAILING_BYTES`. */
  readonly allowZeroPadding?: boolean;
}

const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';

/**
 * Reads a ContentInfo with SignedData.
 * Errors: `ASN1_NOT_DER`, `ASN1_TRAILING_BYTES`, `CMS_MALFORMED` with the cause.
 */
export function parseSignedData(bytes: Uint8Array, options: ParseOptions = {}): SignedData {
  try {
    return readStrict(bytes, options);
  } catch (error) {
    if (!isHosoError(error, 'ASN1_NOT_DER') || !options.allowBer) throw wrapped(error);
  }
  try {
    const { der, size } = toDer(bytes);
    expectPadding(bytes.subarray(size), options);
    return { ...readContentInfo(der), isDer: false, size };
  } catch (error) {
    throw wrapped(error);
  }
}

function readStrict(bytes: Uint8Array, options: ParseOptions): SignedData {
  const { raw } = readNode(bytes);
  expectPadding(bytes.subarray(raw.length), options);
  const parsed = readContentInfo(raw);
  if (parsed.signerInfos.every((signer) => signer.attributesSorted))
    return { ...parsed, isDer: true, size: raw.length };
  if (!options.allowBer) throw signingErrors.ASN1_NOT_DER({ reason: 'signed attributes are not sorted' });
  return { ...parsed, isDer: false, size: raw.length };
}

/** Codes that say all that there is to say; any other becomes the cause of `CMS_MALFORMED`. */
const OWN_CODES: ReadonlySet<string> = new Set(['ASN1_NOT_DER', 'ASN1_TRAILING_BYTES', 'CMS_MALFORMED']);

function wrapped(error: unknown): unknown {
  if (!isHosoError(error) || OWN_CODES.has(error.code)) return error;
  return signingErrors.CMS_MALFORMED({ reason: error.message }, error);
}

function expectPadding(rest: Uint8Array, options: ParseOptions): void {
  if (rest.length === 0) return;
  if (!options.allowZeroPadding || !isZero(rest)) throw signingErrors.ASN1_TRAILING_BYTES();
}

const ZEROS = new Uint8Array(16 * 1024);

/** In pieces against a buffer of zeros, natively: the hole of a signature with a timestamp is mostly padding. */
function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const piece = bytes.subarray(at, at + ZEROS.length);
    if (!sameBytes(piece, ZEROS.subarray(0, piece.length))) return false;
  }
  return true;
}

function readContentInfo(der: Uint8Array): Omit<SignedData, 'isDer' | 'size'> {
  const contentInfo = enterWhole(der);
  const type = readOid(contentInfo.next());
  if (type !== OID.signedData) throw signingErrors.CMS_MALFORMED({ reason: `content type ${type} is not SignedData` });
  const wrapper = contentInfo.enter(contextTag(0));
  contentInfo.end();
  const fields = wrapper.enter();
  wrapper.end();
  const version = readSmallInteger(fields.next());
  const digestAlgorithms = fields.enter(TAG.set).rest().map(readAlgorithm);
  const inner = readEncapsulated(fields.enter());
  const certificates = fields.optionalEnter(contextTag(0))?.rest() ?? [];
  const revocations = fields.optionalEnter(contextTag(1))?.rest() ?? [];
  const signerInfos = fields.enter(TAG.set).rest().map(readSignerInfo);
  fields.end();
  return {
    version,
    digestAlgorithms,
    ...inner,
    certificates: certificates.filter((node) => node.tag === TAG.sequence).map((node) => node.raw),
    crls: revocations.filter((node) => node.tag === TAG.sequence).map((node) => node.raw),
    ocspResponses: revocations.filter((node) => node.tag === contextTag(1)).flatMap((node) => ocspOf(node.content)),
    unreadEntries:
      certificates.filter((node) => node.tag !== TAG.sequence).length +
      revocations.filter((node) => node.tag !== TAG.sequence && node.tag !== contextTag(1)).length,
    signerInfos,
  };
}

function readEncapsulated(fields: DerReader): { contentType: string; content?: Uint8Array } {
  const contentType = readOid(fields.next());
  const wrapper = fields.optionalEnter(contextTag(0));
  fields.end();
  if (!wrapper) return { contentType };
  const content = readOctetString(wrapper.next());
  wrapper.end();
  return { contentType, content };
}

/** The response in OtherRevocationInfoFormat, if it is one of OCSP (RFC 5940 §2.1). */
function ocspOf(content: Uint8Array): Uint8Array[] {
  const fields = new DerReader(content);
  if (readOid(fields.next()) !== OCSP_RESPONSE) return [];
  return [fields.next(TAG.sequence).raw];
}
