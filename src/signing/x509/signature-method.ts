import { type SignatureScheme } from '../algorithms.ts';
import { contextTag, TAG } from '../asn1/writer.ts';
import { type DerNode, enterNode, enterWhole, readWhole } from '../asn1/reader.ts';
import { remembered } from '../asn1/remembered.ts';
import { readOid, readSmallInteger } from '../asn1/values.ts';
import { OID } from '../asn1/oids.ts';

/** What an AlgorithmIdentifier says: the object identifier and the encoded parameters, if any. */
export interface AlgorithmIdentifier {
  readonly id: string;
  readonly parameters?: Uint8Array;
}

/** How a signature was made. `hash` is a name of node:crypto. */
export interface SignatureMethod {
  readonly scheme: SignatureScheme;
  readonly hash: string;
  readonly saltLength?: number;
}

/** Hashes by object identifier, as node:crypto names them. Which of them may be trusted is the policy's matter. */
export const HASH_NAMES: Readonly<Record<string, string>> = {
  [OID.md5]: 'md5',
  [OID.sha1]: 'sha1',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sha3_256]: 'sha3-256',
  [OID.sha3_384]: 'sha3-384',
  [OID.sha3_512]: 'sha3-512',
};

const METHODS: Readonly<Record<string, SignatureMethod>> = {
  [OID.md5WithRsa]: { scheme: 'rsa-pkcs1', hash: 'md5' },
  [OID.sha1WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha1' },
  [OID.sha224WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha224' },
  [OID.sha256WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha256' },
  [OID.sha384WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha384' },
  [OID.sha512WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha512' },
  [OID.ecdsaWithSha1]: { scheme: 'ecdsa', hash: 'sha1' },
  [OID.ecdsaWithSha224]: { scheme: 'ecdsa', hash: 'sha224' },
  [OID.ecdsaWithSha256]: { scheme: 'ecdsa', hash: 'sha256' },
  [OID.ecdsaWithSha384]: { scheme: 'ecdsa', hash: 'sha384' },
  [OID.ecdsaWithSha512]: { scheme: 'ecdsa', hash: 'sha512' },
  [OID.sha3_256WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha3-256' },
  [OID.sha3_384WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha3-384' },
  [OID.sha3_512WithRsa]: { scheme: 'rsa-pkcs1', hash: 'sha3-512' },
  [OID.ecdsaWithSha3_256]: { scheme: 'ecdsa', hash: 'sha3-256' },
  [OID.ecdsaWithSha3_384]: { scheme: 'ecdsa', hash: 'sha3-384' },
  [OID.ecdsaWithSha3_512]: { scheme: 'ecdsa', hash: 'sha3-512' },
  [OID.dsaWithSha1]: { scheme: 'dsa', hash: 'sha1' },
  [OID.dsaWithSha224]: { scheme: 'dsa', hash: 'sha224' },
  [OID.dsaWithSha256]: { scheme: 'dsa', hash: 'sha256' },
  [OID.dsaWithSha384]: { scheme: 'dsa', hash: 'sha384' },
  [OID.dsaWithSha512]: { scheme: 'dsa', hash: 'sha512' },
};

/** Reads an AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export function readAlgorithm(node: DerNode): AlgorithmIdentifier {
  return node.readRaw(readEncoding);
}

const readEncoding = remembered((der) => readParts(readWhole(der)), { count: 64, maxSize: 128 });

function readParts(node: DerNode): AlgorithmIdentifier {
  const reader = enterNode(node);
  const id = readOid(reader.next());
  const parameters = reader.atEnd ? undefined : reader.next().raw;
  reader.end();
  return parameters ? { id, parameters } : { id };
}

/**
 * How a signature with this identifier was made; undefined if this product does not know it.
 * @param digestHash hash named beside the signature, for the bare `rsaEncryption` of CMS (RFC 3370 §3.2)
 */
export function signatureMethod(algorithm: AlgorithmIdentifier, digestHash?: string): SignatureMethod | undefined {
  if (algorithm.id === OID.rsaPss) return pssMethod(algorithm.parameters);
  if (algorithm.id === OID.rsaEncryption) return digestHash ? { scheme: 'rsa-pkcs1', hash: digestHash } : undefined;
  if (digestHash && algorithm.id === OID.ecPublicKey) return { scheme: 'ecdsa', hash: digestHash };
  if (digestHash && algorithm.id === OID.dsa) return { scheme: 'dsa', hash: digestHash };
  // EdDSA hashes by itself; beside it CMS names the hash of the content, which RFC 8419 §3 leaves to the signer to widen
  if (algorithm.id === OID.ed25519 || algorithm.id === OID.ed448)
    return { scheme: 'eddsa', hash: digestHash ?? 'sha512' };
  return METHODS[algorithm.id];
}

/** RSASSA-PSS-params with the defaults of RFC 4055 §3.1; a mask hash that differs from the hash is not supported. */
function pssMethod(parameters: Uint8Array | undefined): SignatureMethod | undefined {
  if (!parameters) return undefined;
  const reader = enterWhole(parameters);
  const hashNode = reader.optionalEnter(contextTag(0));
  const maskNode = reader.optionalEnter(contextTag(1));
  const saltNode = reader.optionalEnter(contextTag(2));
  const trailerNode = reader.optionalEnter(contextTag(3));
  reader.end();
  const hash = hashNode ? HASH_NAMES[readAlgorithm(hashNode.next()).id] : 'sha1';
  const maskHash = maskNode ? maskHashName(maskNode.next()) : 'sha1';
  if (hash === undefined || hash !== maskHash) return undefined;
  if (trailerNode && readSmallInteger(trailerNode.next()) !== 1) return undefined;
  const saltLength = saltNode ? readSmallInteger(saltNode.next(TAG.integer)) : 20;
  return saltLength < 0 || saltLength > 512 ? undefined : { scheme: 'rsa-pss', hash, saltLength };
}

function maskHashName(node: DerNode): string | undefined {
  const mask = readAlgorithm(node);
  if (mask.id !== OID.mgf1 || !mask.parameters) return undefined;
  const hash = enterWhole(mask.parameters).next();
  return HASH_NAMES[readOid(hash)];
}
