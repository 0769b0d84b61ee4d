import { type DerNode, enterNode } from '../asn1/reader.ts';
import { readIntegerBytes, readOctetString, readOid, readSmallInteger } from '../asn1/values.ts';
import { contextTag, retag, TAG } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { type DistinguishedName, readName } from '../x509/names.ts';
import {
  type AlgorithmIdentifier,
  HASH_NAMES,
  readAlgorithm,
  type SignatureMethod,
  signatureMethod,
} from '../x509/signature-method.ts';

/** An Attribute (RFC 5652 §5.3). */
export interface Attribute {
  readonly type: string;
  readonly values: readonly DerNode[];
}

/** How the signer's certificate is named (RFC 5652 §5.3). */
export type SignerIdentifier =
  | { readonly kind: 'issuer-and-serial'; readonly issuer: DistinguishedName; readonly serialBytes: Uint8Array }
  | { readonly kind: 'key-identifier'; readonly keyIdentifier: Uint8Array };

/** A SignerInfo as read (RFC 5652 §5.3). */
export interface SignerInfo {
  readonly der: Uint8Array;
  readonly version: number;
  readonly identifier: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** The hash as node:crypto names it; undefined if this product does not know it. */
  readonly hash: string | undefined;
  /** The signed attributes as the key signed them: SET OF, in the order of the file. */
  readonly signedAttributesDer?: Uint8Array;
  readonly signedAttributes: readonly Attribute[];
  readonly attributesSorted: boolean;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureMethod: SignatureMethod | undefined;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

/** Reads a SignerInfo. Errors: `ASN1_MALFORMED`, `ASN1_NOT_DER`, `CMS_MALFORMED` (an attribute twice). */
export function readSignerInfo(node: DerNode): SignerInfo {
  const fields = enterNode(node);
  const version = readSmallInteger(fields.next());
  const identifier = readIdentifier(fields.next());
  const digestAlgorithm = readAlgorithm(fields.next());
  const signedNode = fields.optional(contextTag(0));
  const signatureAlgorithm = readAlgorithm(fields.next());
  const signature = readOctetString(fields.next());
  const unsignedNode = fields.optional(contextTag(1));
  fields.end();
  const hash = HASH_NAMES[digestAlgorithm.id];
  const signed = signedNode ? enterNode(signedNode, contextTag(0)).rest() : [];
  return {
    der: node.raw,
    version,
    identifier,
    digestAlgorithm,
    hash,
    ...(signedNode && { signedAttributesDer: retag(TAG.set, signedNode.raw) }),
    signedAttributes: readSignedAttributes(signed),
    attributesSorted: isSorted(signed),
    signatureAlgorithm,
    signatureMethod: signatureMethod(signatureAlgorithm, hash),
    signature,
    unsignedAttributes: unsignedNode ? readAttributes(enterNode(unsignedNode, contextTag(1)).rest()) : [],
  };
}

/** The one value of a signed attribute; undefined if it is absent. Errors: `CMS_MALFORMED` if it has more values. */
export function singleValue(attributes: readonly Attribute[], type: string): DerNode | undefined {
  const attribute = attributes.find((candidate) => candidate.type === type);
  if (!attribute) return undefined;
  const [value] = attribute.values;
  if (!value || attribute.values.length > 1) {
    throw signingErrors.CMS_MALFORMED({ reason: `attribute ${type} must have one value` });
  }
  return value;
}

function readIdentifier(node: DerNode): SignerIdentifier {
  if (node.tag === contextTag(0, false)) return { kind: 'key-identifier', keyIdentifier: node.content };
  const fields = enterNode(node);
  const issuer = readName(fields.next());
  const serialBytes = readIntegerBytes(fields.next());
  fields.end();
  return { kind: 'issuer-and-serial', issuer, serialBytes };
}

/** Signed attributes, each type once (RFC 5652 §11.1, §11.2; RFC 5035 §3). */
function readSignedAttributes(nodes: readonly DerNode[]): Attribute[] {
  const attributes = readAttributes(nodes);
  const types = new Set<string>();
  for (const { type } of attributes) {
    if (types.has(type)) throw signingErrors.CMS_MALFORMED({ reason: `attribute ${type} twice` });
    types.add(type);
  }
  return attributes;
}

function isSorted(nodes: readonly DerNode[]): boolean {
  return nodes.every((node, i) => i === 0 || nodes[i - 1]?.isInOrder(node) === true);
}

function readAttributes(nodes: readonly DerNode[]): Attribute[] {
  return nodes.map((node) => {
    const fields = enterNode(node);
    const type = readOid(fields.next());
    const values = fields.enter(TAG.set).rest();
    fields.end();
    return { type, values };
  });
}
