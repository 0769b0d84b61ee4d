import { type Crl, isCrlSignedBy } from '../../revocation/crl.ts';
import { type CertId, issuerHashes } from '../../revocation/ocsp-request.ts';
import { authorizedResponder } from '../../revocation/ocsp-responder.ts';
import { type OcspResponse } from '../../revocation/ocsp-response.ts';
import { type Certificate, isSignedBy } from '../../x509/certificate.ts';
import { likeliestIssuers, MAX_CLAIMS } from '../../x509/chain.ts';
import { nameKey } from '../../x509/names.ts';
import { commonName } from '../people.ts';
import { type ParsedMaterial } from './material.ts';

/**
 * Names a piece of validation data that nobody at hand has signed: it was damaged, or it comes from elsewhere. The file's
 * signatures do not cover all of it, so that it must vouch for itself. Of many who may have signed a piece only the
 * likeliest are tried, so that the time grows with the number of pieces.
 */
export function findStray(parsed: ParsedMaterial, roots: readonly Certificate[]): string | undefined {
  if (parsed.broken > 0) return `${parsed.broken} unreadable`;
  const known = [...roots, ...parsed.certificates];
  const named = groupBy(known, ({ subject }) => nameKey(subject));
  const stray = parsed.certificates.find((one) => !roots.includes(one) && !isIssued(one, named));
  if (stray) return commonName(stray);
  const crl = parsed.crls.find((list) => !isListed(list, named));
  if (crl) return `CRL, ${crl.issuer.text}`;
  const hashed = byHashes(known);
  return parsed.ocspResponses.some((response) => !isAnswered(response, hashed)) ? 'OCSP' : undefined;
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
