import { OID } from '../../asn1/oids.ts';
import { nullValue, oid, sequence, explicit, integer } from '../../asn1/writer.ts';
import { type SignedData } from '../../cms/signed-data.ts';
import { type SignerInfo } from '../../cms/signer-info.ts';
import { type Certificate } from '../../x509/certificate.ts';
import { type DistinguishedName } from '../../x509/names.ts';
import { type AlgorithmIdentifier, HASH_NAMES } from '../../x509/signature-method.ts';
import { sameBytes } from '../../bytes/same-bytes.ts';

/**
 * Finds the places of a CMS that its signature does not protect and that do not hold what RFC 5652 puts there. Each has
 * one right value, so that whatever else stands there was not made by a signer. Returns what is wrong, or nothing.
 */
export function findLooseEnd(signedData: SignedData, certificate: Certificate | undefined): string | undefined {
  const [signer, ...others] = signedData.signerInfos;
  if (!signer || others.length > 0) return `${signedData.signerInfos.length} signers`;
  if (signedData.unreadEntries > 0) return 'certificates of another kind';
  const byKey = signer.identifier.kind === 'key-identifier';
  // many who name the key leave the versions at 1
  if (!(byKey && signedData.version === 1) && signedData.version !== versionOf(signedData, byKey)) {
    return 'version of SignedData';
  }
  if (!(byKey && signer.version === 1) && signer.version !== (byKey ? 3 : 1)) return 'version of SignerInfo';
  const digests = signedData.digestAlgorithms.map(({ id }) => id);
  if (new Set(digests).size !== digests.length) return 'digest algorithms';
  if (!digests.includes(signer.digestAlgorithm.id)) return 'digest algorithms';
  if (![...signedData.digestAlgorithms, signer.digestAlgorithm].every(hasPlainParameters)) return 'digest parameters';
  if (!hasRightParameters(signer)) return 'signature parameters';
  if (certificate && !namesExactly(signer, certificate)) return 'signer identifier';
  return undefined;
}

/** The version that the parts of a SignedData ask for (RFC 5652 §5.1); OCSP responses are "other" revocation data. */
function versionOf({ contentType, ocspResponses }: SignedData, byKey: boolean): number {
  if (ocspResponses.length > 0) return 5;
  return contentType === OID.data && !byKey ? 1 : 3;
}

function namesExactly({ identifier }: SignerInfo, certificate: Certificate): boolean {
  return identifier.kind === 'key-identifier' || isSpelledAlike(identifier.issuer, certificate.issuer);
}

/** The same attributes with the same text in the same case; the kinds of string may differ (RFC 5280 §7.1). */
function isSpelledAlike(one: DistinguishedName, other: DistinguishedName): boolean {
  if (sameBytes(one.der, other.der)) return true;
  const spelled = ({ attributes }: DistinguishedName): string => JSON.stringify(attributes);
  return one.attributes.every(({ value }) => value !== undefined) && spelled(one) === spelled(other);
}

/** No parameters, or NULL (RFC 5754 §2). */
function hasPlainParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || sameBytes(parameters, nullValue);
}

function hasRightParameters({ signatureAlgorithm, signatureMethod }: SignerInfo): boolean {
  if (signatureAlgorithm.id !== OID.rsaPss) return hasPlainParameters(signatureAlgorithm);
  const { parameters } = signatureAlgorithm;
  if (!signatureMethod) return true; // that it is not known is told by itself
  if (!parameters) return false;
  const spellings = pssSpellings(signatureMethod.hash, signatureMethod.saltLength ?? DEFAULT_SALT);
  return spellings.some((spelling) => sameBytes(spelling, parameters));
}

const HASH_IDS = new Map(Object.entries(HASH_NAMES).map(([id, name]) => [name, id]));

const DEFAULT_SALT = 20;

/** RSASSA-PSS-params as they may be spelled (RFC 4055 §3.1): hashes with NULL or nothing, defaults left out or not. */
function pssSpellings(hash: string, saltLength: number): Uint8Array[] {
  const id = HASH_IDS.get(hash) ?? '0.0';
  const hashes = [sequence(oid(id), nullValue), sequence(oid(id))];
  const salts = [[explicit(2, integer(saltLength))], ...(saltLength === DEFAULT_SALT ? [[]] : [])];
  const tails = salts.flatMap((salt) => [salt, [...salt, explicit(3, integer(1))]]);
  const heads = hashes.flatMap((own) =>
    hashes.map((masked) => [explicit(0, own), explicit(1, sequence(oid(OID.mgf1), masked))]),
  );
  return heads.flatMap((head) => tails.map((tail) => sequence(...head, ...tail)));
}

/** Unsigned attributes that are known and change nothing in what a verifier here concludes. */
const KNOWN_UNSIGNED: ReadonlySet<string> = new Set([
  OID.signatureTimeStamp,
  '1.2.840.113549.1.9.16.2.21', // complete-certificate-references
  '1.2.840.113549.1.9.16.2.22', // complete-revocation-references
  '1.2.840.113549.1.9.16.2.23', // certificate-values
  '1.2.840.113549.1.9.16.2.24', // revocation-values
  '1.2.840.113549.1.9.16.2.25', // timestamp over the signature and the references
  '1.2.840.113549.1.9.16.2.26', // timestamp over the references
  '1.2.840.113549.1.9.16.2.27', // archive-timestamp
  '1.2.840.113549.1.9.16.2.44', // references to attribute certificates
  '1.2.840.113549.1.9.16.2.45', // references to their revocation data
  '1.2.840.113549.1.9.16.2.48', // archive-timestamp-v2
  '1.2.840.113549.1.9.16.2.49', // evidence record, internal
  '1.2.840.113549.1.9.16.2.50', // evidence record, external
  '0.4.0.1733.2.5', // archive-timestamp-v3
]);

/** The first unsigned attribute whose meaning is not known. */
export function unknownUnsignedAttribute(signer: SignerInfo): string | undefined {
  return signer.unsignedAttributes.find(({ type }) => !KNOWN_UNSIGNED.has(type))?.type;
}
