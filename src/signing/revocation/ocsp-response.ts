import { isHosoError } from '../../kernel/errors.ts';
import { OID } from '../asn1/oids.ts';
import { DerReader, type DerNode, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readOctetBits, readOctetString, readOid, readSmallInteger, readTime } from '../asn1/values.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { type Extension, readExtensions } from '../x509/extensions.ts';
import { readName, type DistinguishedName } from '../x509/names.ts';
import { readAlgorithm, type SignatureMethod, signatureMethod } from '../x509/signature-method.ts';
import { type CertId, nonceAmong, readCertId } from './ocsp-request.ts';
import { reasonOf, type RevocationReason } from './reasons.ts';

/** One answer about one certificate (RFC 6960 §4.2.1). */
export interface SingleResponse {
  readonly certId: CertId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Certificates that ended at or after this time are still answered for (§4.4.4). */
  readonly archiveCutoff?: Date;
  /** Whether it has a critical extension that is not known. */
  readonly unknownCritical: boolean;
}

/** A successful OCSPResponse of the basic type, as read. Nothing in it has been checked but its form. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly producedAt: Date;
  readonly responder: { readonly name?: DistinguishedName; readonly keyHash?: Uint8Array };
  readonly responses: readonly SingleResponse[];
  readonly nonce?: Uint8Array;
  /** Whether the response as a whole has a critical extension that is not known. */
  readonly unknownCritical: boolean;
  /** DER, as they stand in the response. */
  readonly certificates: readonly Uint8Array[];
  readonly signatureMethod: SignatureMethod | undefined;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

const STATUSES: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/** Reads an OCSPResponse in DER; short ones are remembered. Errors: `OCSP_MALFORMED`, also for a response that is an error message. */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  try {
    return readRemembered(der);
  } catch (error) {
    if (!isHosoError(error) || error.code === 'OCSP_MALFORMED') throw error;
    throw signingErrors.OCSP_MALFORMED({ reason: error.message }, error);
  }
}

const readRemembered = remembered(readResponse, { count: 64, maxSize: 16 * 1024 });

function readResponse(der: Uint8Array): OcspResponse {
  const outer = enterWhole(der);
  const status = readSmallInteger(outer.next(), TAG.enumerated);
  if (status !== 0) throw signingErrors.OCSP_MALFORMED({ reason: `the responder says ${STATUSES[status] ?? status}` });
  const bytes = outer.enter(contextTag(0)).enter();
  outer.end();
  if (readOid(bytes.next()) !== OID.ocspBasic) throw signingErrors.OCSP_MALFORMED({ reason: 'not of the basic type' });
  return { der, ...readBasic(enterWhole(readOctetString(bytes.next()))) };
}

function readBasic(fields: DerReader): Omit<OcspResponse, 'der'> {
  const tbs = fields.next(TAG.sequence);
  const algorithm = readAlgorithm(fields.next());
  const signature = readOctetBits(fields.next());
  const certificates = fields.optionalEnter(contextTag(0))?.enter().rest() ?? [];
  fields.end();
  const data = enterNode(tbs);
  data.optional(contextTag(0));
  const responder = readResponder(data.next());
  const producedAt = readTime(data.next(TAG.generalizedTime));
  const responses = data.enter().rest().map(readSingle);
  const extensions = readTagged(data.optional(contextTag(1)));
  data.end();
  const nonce = nonceAmong(extensions);
  return {
    producedAt,
    responder,
    responses,
    ...(nonce && { nonce }),
    unknownCritical: hasUnknown(extensions),
    certificates: certificates.map((node) => node.raw),
    signatureMethod: signatureMethod(algorithm),
    tbs: tbs.raw,
    signature,
  };
}

/** ResponderID: a name [1] or the SHA-1 of the responder's key bits [2]. */
function readResponder(node: DerNode): OcspResponse['responder'] {
  const inner = readWhole(node.content);
  return node.tag === contextTag(1) ? { name: readName(inner) } : { keyHash: readOctetString(inner) };
}

function readSingle(node: DerNode): SingleResponse {
  const fields = enterNode(node);
  const certId = readCertId(fields.next());
  const status = readStatus(fields.next());
  const thisUpdate = readTime(fields.next(TAG.generalizedTime));
  const nextUpdate = fields.optionalEnter(contextTag(0));
  const extensions = readTagged(fields.optional(contextTag(1)));
  fields.end();
  const cutoff = extensions.find(({ id }) => id === OID.ocspArchiveCutoff);
  return {
    certId,
    ...status,
    thisUpdate,
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate.next()) }),
    ...(cutoff && { archiveCutoff: readTime(readWhole(cutoff.value)) }),
    unknownCritical: hasUnknown(extensions),
  };
}

/** Extensions in an explicit tag; none where there is none. */
const readTagged = (node: DerNode | undefined): Extension[] => (node ? readExtensions(node.enter()) : []);

/** Extensions that are known, or that change nothing in what an answer says (RFC 6960 §4.4). */
const KNOWN: ReadonlySet<string> = new Set([
  OID.ocspNonce,
  OID.ocspCrlReference,
  OID.ocspArchiveCutoff,
  OID.ocspExtendedRevoke,
  OID.reasonCode,
  OID.invalidityDate,
]);

const hasUnknown = (extensions: readonly Extension[]): boolean =>
  extensions.some(({ id, critical }) => critical && !KNOWN.has(id));

/** CertStatus: good [0], revoked [1] with time and reason, unknown [2]. */
function readStatus(node: DerNode): Pick<SingleResponse, 'status' | 'revokedAt' | 'reason'> {
  if (node.tag === contextTag(0, false)) return { status: 'good' };
  if (node.tag !== contextTag(1)) return { status: 'unknown' };
  const fields = new DerReader(node.content);
  const revokedAt = readTime(fields.next(TAG.generalizedTime));
  const reason = fields.optionalEnter(contextTag(0));
  return {
    status: 'revoked',
    revokedAt,
    reason: reason ? reasonOf(readSmallInteger(reason.next(), TAG.enumerated)) : 'unspecified',
  };
}
