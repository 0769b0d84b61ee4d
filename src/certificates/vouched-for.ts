import { foldText } from '../kernel/fold-text.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { buildChain, type Certificate, certificateName, readableCertificates } from '../signing/index.ts';
import { derOf, findAuthority } from './authority.ts';
import { type CertificateContext } from './context.ts';
import { certificateErrors } from './errors.ts';

interface Presented {
  /** The person's own certificate first, then those above it in any order. */
  readonly chain: readonly Certificate[];
  /** The full name of the account that is to sign with it. */
  readonly fullName: string;
}

/**
 * Whether somebody vouches for a certificate that a person brings: an authority that the school trusts stands at the end of its
 * chain, and it names this very person. Anybody can write anybody's name into a certificate of their own making.
 * @throws CERTIFICATE_UNTRUSTED, CERTIFICATE_NAME_DIFFERS, CERTIFICATE_REVOKED
 */
export async function assertVouchedFor(
  context: CertificateContext,
  scope: SchoolScope,
  { chain, fullName }: Presented,
): Promise<void> {
  const [leaf, ...intermediates] = chain;
  if (!leaf) throw certificateErrors.CERTIFICATE_UNFIT();
  const school = derOf(await findAuthority(context, scope), 'root');
  const roots = readableCertificates([school, ...(context.trustedRoots ?? [])]);
  const { problems } = buildChain({ leaf, intermediates, roots, at: context.clock.now(), purpose: 'document' });
  if (problems.length > 0) throw certificateErrors.CERTIFICATE_UNTRUSTED({ issuer: leaf.issuer.text });
  const { name } = certificateName(leaf);
  if (!isSamePerson(name, fullName))
    throw certificateErrors.CERTIFICATE_NAME_DIFFERS({ certificate: name, account: fullName });
  const { serialNumber } = leaf;
  const revoked = await context.credentials.in(scope).findOne({ serialNumber, state: 'revoked' });
  if (revoked?.revokedAt) {
    throw certificateErrors.CERTIFICATE_REVOKED({ revokedAt: revoked.revokedAt.toISOString() });
  }
}

/** Whether two names are of one person: the same words, however their marks, case and order are written. */
function isSamePerson(one: string, other: string): boolean {
  return wordsOf(one) === wordsOf(other);
}

function wordsOf(name: string): string {
  return (foldText(name).match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(' ');
}
