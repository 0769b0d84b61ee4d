import { OID } from '../asn1/oids.ts';
import { offersStatus } from '../revocation/status-offer.ts';
import { type EvaluatedSignature } from './evaluate.ts';
import { type SignatureReport } from './report.ts';
import { type GatheredMaterial } from './trust/gather-material.ts';
import { statusOf } from './trust/validate-certificate.ts';
import { sameBytes } from '../bytes/same-bytes.ts';

/** What stands around a signature in the file: timestamps over it, and whether one covers a security store. */
export interface Surroundings {
  readonly laterTimestamp: boolean;
  readonly timestampOverStore: boolean;
  readonly hasStore: boolean;
}

/** The PAdES baseline level that a signature reaches and where it departs from it (ETSI EN 319 142-1 6.3). */
export function profileOf(
  one: EvaluatedSignature,
  around: Surroundings,
  { embedded }: GatheredMaterial,
): SignatureReport['profile'] {
  const departures = departuresOf(one);
  if (!one.read || one.placed.signed.isTimestamp || departures.length > 0) return { departures };
  if (!one.stamped && !around.laterTimestamp) return { level: 'B-B', departures };
  if (!around.hasStore || !hasRevocationData(one, embedded)) return { level: 'B-T', departures };
  return { level: around.timestampOverStore ? 'B-LTA' : 'B-LT', departures };
}

function departuresOf({ placed: { signed }, read, judged }: EvaluatedSignature): string[] {
  if (!read || signed.isTimestamp) return [];
  const has = (type: string): boolean => read.signer.signedAttributes.some((attribute) => attribute.type === type);
  const departures: string[] = [];
  if (signed.subFilter !== 'ETSI.CAdES.detached') departures.push(`SubFilter ${signed.subFilter ?? 'missing'}`);
  if (!has(OID.signingCertificateV2) && !has(OID.signingCertificate)) departures.push('signing-certificate missing');
  if (has(OID.signingTime)) departures.push('signing-time present');
  if (!signed.claimedTime) departures.push('M missing');
  const { certificate } = judged ?? {};
  const carried = certificate && read.signedData.certificates.some((der) => sameBytes(der, certificate.der));
  if (certificate && !carried) departures.push('signer certificate not carried');
  return departures;
}

/** Whether the file itself tells the status of every certificate whose issuer offers one. */
function hasRevocationData({ person, proof }: EvaluatedSignature, embedded: GatheredMaterial['embedded']): boolean {
  const at = proof?.time ?? new Date(0);
  return (person?.path ?? []).slice(0, -1).every((certificate, index) => {
    const issuer = person?.path[index + 1];
    if (!issuer || !offersStatus(certificate)) return true;
    return statusOf({ certificate, issuer, ...embedded, at }).status !== 'unknown';
  });
}
