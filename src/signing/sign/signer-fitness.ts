import { type HosoError } from '../../kernel/errors.ts';
import { signingErrors } from '../errors.ts';
import { isCrlSignedBy, parseCrl } from '../revocation/crl.ts';
import { findRevoked } from '../revocation/crl-entries.ts';
import { type Certificate } from '../x509/certificate.ts';
import { certificateName } from '../x509/certificate-name.ts';
import { allowsPurpose } from '../x509/purpose.ts';

/** When a signature is about to be made, and what is known of revoked certificates (CRLs in DER). */
export interface FitnessFacts {
  readonly at: Date;
  readonly crls?: readonly Uint8Array[];
}

/**
 * Why signatures under a certificate would not be valid, as errors to throw or to tell; none if it is fit: in force, meant for
 * documents (RFC 5280 §4.2.1.3, §4.2.1.12), and not revoked as far as the lists given say.
 *
 * @param chain the signer's certificate first, then its issuer where it is known
 */
export function unfitnessOf(chain: readonly Certificate[], { at, crls = [] }: FitnessFacts): HosoError[] {
  const [own, issuer] = chain;
  if (!own) return [];
  const { name } = certificateName(own);
  const found: HosoError[] = [];
  if (at > own.notAfter)
    found.push(signingErrors.SIGNER_CERTIFICATE_EXPIRED({ name, notAfter: own.notAfter.toISOString() }));
  if (at < own.notBefore)
    found.push(signingErrors.SIGNER_CERTIFICATE_NOT_YET_VALID({ name, notBefore: own.notBefore.toISOString() }));
  if (!allowsPurpose(own, 'document'))
    found.push(signingErrors.SIGNER_CERTIFICATE_PURPOSE({ name, purposes: purposesOf(own) }));
  const revokedAt = issuer && revocationOf(own, issuer, crls);
  if (revokedAt && revokedAt <= at)
    found.push(signingErrors.SIGNER_CERTIFICATE_REVOKED({ name, revokedAt: revokedAt.toISOString() }));
  return found;
}

/** By any list of the issuer, an old one too: what was revoked stays so. */
function revocationOf(own: Certificate, issuer: Certificate, crls: readonly Uint8Array[]): Date | undefined {
  const lists = crls.map((der) => parseCrl(der)).filter((crl) => isCrlSignedBy(crl, issuer));
  return lists.flatMap((crl) => findRevoked(crl, own.serialBytes) ?? [])[0]?.revokedAt;
}

function purposesOf({ known }: Certificate): string {
  return [...(known.keyUsage ?? []), ...(known.extendedKeyUsage?.purposes ?? [])].join(', ');
}
