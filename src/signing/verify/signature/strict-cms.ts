import { OID } from '../../asn1/oids.ts';
import { nullValue, oid, sequence, explicit, integer } from '../../asn1/writer.ts';
import { type SignedData } from '../../cms/signed-data.ts';
import { type SignerInfo } from '../../cms/signer-info.ts';
import { type Certificate } from '../../x509/certificate.ts';
import { type AlgorithmIdentifier } from '../../x509/signature-method.ts';
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
  if (signedData.version !== versionOf(signedData, byKey)) return 'version of SignedData';
  if (signer.version !== (byKey ? 3 : 1)) return 'version of SignerInfo';
  if (signedData.digestAlgorithms.length !== 1) return 'digest algorithms';
  if (signedData.digestAlgorithms[0]?.id !== signer.digestAlgorithm.id) return 'digest algorithms';
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
  return identifier.kind === 'key-identifier' || sameBytes(identifier.issuer.der, certificate.issuer.der);
}

/** No parameters, or NULL (RFC 5754 §2). */
function hasPlainParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || sameBytes(parameters, nullValue);
}

function hasRightParameters({ signatureAlgorithm, signatureMethod }: SignerInfo): boolean {
  if (signatureAlgorithm.id !== OID.rsaPss) return hasPlainParameters(signatureAlgorithm);
  const { parameters } = signatureAlgorithm;
  if (!parameters || !signatureMethod) return false;
  const spellings = pssSpellings(signatureMethod.hash, signatureMethod.saltLength ?? 20);
  return spellings.some((spelling) => sameBytes(spelling, parameters));
}

const HASH_IDS: Readonly<Record<string, string>> = { sha256: OID.sha256, sha384: OID.sha384, sha512: OID.sha512 };

/** RSASSA-PSS-params as they may be spelled (RFC 4055 §3.1): hashes with NULL or nothing, the trailer left out or not. */
function pssSpellings(hash: string, saltLength: number): Uint8Array[] {
  const id = HASH_IDS[hash];
  if (id === undefined) return [];
  const hashes = [sequence(oid(id), nullValue), sequence(oid(id))];
  const salt = explicit(2, integer(saltLength));
  return hashes.flatMap((own) =>
    hashes.flatMap((masked) => {
      const parts = [explicit(0, own), explicit(1, sequence(oid(OID.mgf1), masked)), salt];
      return [sequence(...parts), sequence(...parts, explicit(3, integer(1)))];
    }),
  );
}

/** Unsigned attributes that are known and change nothing in what a verifier here concludes. */
const KNOWN_UNSIGNED: ReadonlySet<string> = new Set([
  OID.signatureTimeStamp,
  '1.2.840.113549.1.9.16.2.21', // complete-certificate-references
  '1.2.840.113549.1.9.16.2.22', // complete-revocation-references
  '1.2.840.113549.1.9.16.2.23', // certificate-values
  '1.2.840.113549.1.9.16.2.24', // revocation-values
  '0.4.0.1733.2.5', // archive-timestamp-v3
]);

/** The first unsigned attribute whose meaning is not known. */
export function unknownUnsignedAttribute(signer: SignerInfo): string | undefined {
  return signer.unsignedAttributes.find(({ type }) => !KNOWN_UNSIGNED.has(type))?.type;
}
