import { createPublicKey } from 'node:crypto';
import { type SchoolScope } from '../kernel/scope.ts';
import {
  defaultAlgorithm,
  maxSignatureSize,
  parseCertificate,
  SIGNATURE_ALGORITHMS,
  type SignerDescription,
} from '../signing/index.ts';
import { type CertificateContext } from './context.ts';
import { certificateErrors } from './errors.ts';
import { type CertificatePurpose, type CredentialDescription } from './types.ts';
import { type CredentialDocument } from './model.ts';
import { asInfo } from './present.ts';

/** The slot of the credential in use. */
export function slotOf(account: string, purpose: CertificatePurpose): string {
  return purpose === 'seal' ? 'seal' : `personal:${account}`;
}

/** The slot of one that is not in use any more. */
export function endedSlot(id: string): string {
  return `ended:${id}`;
}

/** The one in use by an account, whether or not it can sign now. */
export async function findLive(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose },
): Promise<CredentialDocument | null> {
  const { account, purpose } = at;
  return context.credentials.in(scope).findOne({ slot: slotOf(account, purpose), account });
}

/**
 * The one in use by an account, fit to sign now.
 * @throws CERTIFICATE_MISSING, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REVOKED, SEAL_NOT_ACTIVATED
 */
export async function findUsable(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose },
): Promise<CredentialDocument> {
  const live = await findLive(context, scope, at);
  if (!live) throw await absence(context, scope, at);
  const [own] = live.chain;
  if (live.state === 'appointed' || own === undefined) throw certificateErrors.SEAL_NOT_ACTIVATED();
  const { notBefore, notAfter } = parseCertificate(Buffer.from(own, 'base64'));
  const now = context.clock.now();
  if (now < notBefore) throw certificateErrors.CERTIFICATE_NOT_YET_VALID({ notBefore: notBefore.toISOString() });
  if (now >= notAfter) throw certificateErrors.CERTIFICATE_EXPIRED({ notAfter: notAfter.toISOString() });
  return live;
}

/** The newest of an account, whatever its state. @throws CERTIFICATE_MISSING */
export async function findNewest(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose },
): Promise<CredentialDocument> {
  const newest = await context.credentials.in(scope).findOne({ ...at }, { sort: { _id: -1 } });
  if (!newest) throw certificateErrors.CERTIFICATE_MISSING();
  return newest;
}

/** See `Certificates.describe`. */
export async function describeCredential(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose },
): Promise<CredentialDescription> {
  const credential = await findUsable(context, scope, at);
  return { ...signerDescription(credential.chain), certificate: asInfo(credential, context.clock.now()) };
}

/** What the signer over a chain's first certificate will say of itself. @throws CERTIFICATE_UNFIT */
export function signerDescription(chain: readonly string[]): SignerDescription {
  const certificateChain = chain.map((der) => Buffer.from(der, 'base64'));
  const own = certificateChain[0];
  const spki = own && parseCertificate(own).publicKeyInfo;
  const publicKey = spki && createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const algorithm = publicKey && defaultAlgorithm(publicKey);
  if (!publicKey || !algorithm) throw certificateErrors.CERTIFICATE_UNFIT();
  const { digest: digestAlgorithm } = SIGNATURE_ALGORITHMS[algorithm];
  return { certificateChain, algorithm, digestAlgorithm, maxSignatureSize: maxSignatureSize(publicKey) };
}

/** "Never had one" and "it was revoked" are different answers. */
async function absence(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose },
): Promise<Error> {
  const { state, revokedAt } = await findNewest(context, scope, at);
  return state === 'revoked' && revokedAt
    ? certificateErrors.CERTIFICATE_REVOKED({ revokedAt: revokedAt.toISOString() })
    : certificateErrors.CERTIFICATE_MISSING();
}
