import { type Crl, isCrlSignedBy } from '../../revocation/crl.ts';
import { type CertId, issuerHashes } from '../../revocation/ocsp-request.ts';
import { authorizedResponder } from '../../revocation/ocsp-responder.ts';
import { type OcspResponse } from '../../revocation/ocsp-response.ts';
import { type Certificate, isSignedBy } from '../../x509/certificate.ts';
import { likeliestIssuers, MAX_CLAIMS } from '../../x509/chain.ts';
import { sameBytes } from '../../bytes/same-bytes.ts';
import { nameKey } from '../../x509/names.ts';
import { commonName } from '../people.ts';
import { type ParsedMaterial } from './material.ts';

/** A piece of validation data that nobody at hand has signed, and whether it says that somebody at hand did. */
export interface Stray {
  readonly what: string;
  /** It cannot be read, or names an authority at hand that did not sign it; otherwise it only belongs elsewhere. */
  readonly damaged: boolean;
}

/**
 * Finds a piece of validation data that nobody at hand has signed, a damaged one first: the file's signatures do not
 * cover all of it, so that it must vouch for itself. Of many who may have signed a piece only the
 * likeliest are tried, so that the time grows with the number of pieces.
 */
export function findStray(parsed: ParsedMaterial, roots: readonly Certificate[]): Stray | undefined {
  if (parsed.broken > 0) return { what: `${parsed.broken} unreadable`, damaged: true };
  const known = [...roots, ...parsed.certificates];
  const named = groupBy(known, ({ subject }) => nameKey(subject));
  const hashed = byHashes(known);
  const strays = [
    ...parsed.certificates
      .filter((one) => !roots.includes(one) && !isIssued(one, named))
      .map((one) => ({ what: commonName(one), damaged: likeliestIssuers(one, known).length > 0 })),
    ...parsed.crls
      .filter((list) => !isListed(list, named))
      .map((list) => ({ what: `CRL, ${list.issuer.text}`, damaged: named.has(nameKey(list.issuer)) })),
    ...parsed.ocspResponses
      .filter((response) => !isAnswered(response, hashed))
      .map((response) => ({ what: 'OCSP', damaged: isAboutKnown(response, known) })),
  ];
  return strays.find(({ damaged }) => damaged) ?? strays[0];
}

/** Whether an answer is about a certificate at hand, or names an authority at hand by its name or its key. */
function isAboutKnown({ responses }: OcspResponse, known: readonly Certificate[]): boolean {
  return responses.some(({ certId }) => {
    const { hash } = certId;
    if (hash === undefined) return true;
    return known.some((one) => {
      const { issuerNameHash, issuerKeyHash } = issuerHashes(one, hash);
      return (
        sameBytes(one.serialBytes, certId.serialBytes) ||
        sameBytes(issuerNameHash, certId.issuerNameHash) ||
        sameBytes(issuerKeyHash, certId.issuerKeyHash)
      );
    });
  });
}

type Groups = ReadonlyMap<string, readonly Certificate[]>;

function groupBy(certificates: readonly Certificate[], keyOf: (one: Certificate) => string): Groups {
  const groups = new Map<string, Certificate[]>();
  for (const one of certificates) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function isIssued(certificate: Certificate, named: Groups): boolean {
  const namesakes = named.get(nameKey(certificate.issuer)) ?? [];
  return likeliestIssuers(certificate, namesakes).some((issuer) => isSignedBy(certificate, issuer));
}

function isListed(list: Crl, named: Groups): boolean {
  const namesakes = named.get(nameKey(list.issuer)) ?? [];
  return namesakes.slice(0, MAX_CLAIMS).some((issuer) => isCrlSignedBy(list, issuer));
}

type ByHashes = (id: CertId) => readonly Certificate[];

/** Finds authorities by the hashes under which answers name them; each kind of hash is taken once. */
function byHashes(known: readonly Certificate[]): ByHashes {
  const groups = new Map<string, Groups>();
  return ({ hash, issuerNameHash, issuerKeyHash }) => {
    if (hash === undefined) return [];
    const group = groups.get(hash) ?? groupBy(known, (one) => hashKey(issuerHashes(one, hash)));
    groups.set(hash, group);
    return group.get(hashKey({ issuerNameHash, issuerKeyHash })) ?? [];
  };
}

const hashKey = ({ issuerNameHash, issuerKeyHash }: Pick<CertId, 'issuerNameHash' | 'issuerKeyHash'>): string =>
  Buffer.concat([issuerNameHash, issuerKeyHash]).toString('latin1');

function isAnswered(response: OcspResponse, hashed: ByHashes): boolean {
  const issuers = new Set(response.responses.flatMap(({ certId }) => hashed(certId)));
  return [...issuers].slice(0, MAX_CLAIMS).some((issuer) => authorizedResponder(response, issuer) !== undefined);
}
