import { type Change } from '../people/index.ts';
import { allowsPurpose, fitsKey, defaultAlgorithm, publicKeyOf, readP12 } from '../signing/index.ts';
import { type CertificateContext } from './context.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateInfo } from './types.ts';
import { assertReplaceable, store } from './issue.ts';
import { assertAcceptablePin } from './pin.ts';
import { assertVouchedFor } from './vouched-for.ts';

/** See `Certificates.importPersonal`. The root is left out of the chain: who verifies has it, or does not trust it. */
export async function importPersonal(
  context: CertificateContext,
  change: Change,
  at: { readonly account: string; readonly file: Uint8Array; readonly passphrase: string; readonly pin: string },
): Promise<CertificateInfo> {
  const { username, fullName } = await context.people.account(change.scope, at.account);
  assertAcceptablePin(at.pin, username);
  const { privateKey, chain } = readP12(at.file, at.passphrase);
  const [own] = chain;
  if (!own) throw certificateErrors.CERTIFICATE_UNFIT();
  const publicKey = publicKeyOf(own);
  const algorithm = publicKey && defaultAlgorithm(publicKey);
  if (!algorithm || !fitsKey(algorithm, publicKey) || !allowsPurpose(own, 'document')) {
    throw certificateErrors.CERTIFICATE_UNFIT();
  }
  assertInForce(own, context.clock.now());
  await assertVouchedFor(context, change.scope, { chain, fullName });
  const replaced = await assertReplaceable(context, change, at);
  const kept = chain.filter((one, index) => index === 0 || !one.selfIssued).map((one) => one.der);
  return store(context, change, { ...at, purpose: 'personal', privateKey, chain: kept, origin: 'imported', replaced });
}

function assertInForce(certificate: { readonly notBefore: Date; readonly notAfter: Date }, now: Date): void {
  const { notBefore, notAfter } = certificate;
  if (now < notBefore) throw certificateErrors.CERTIFICATE_NOT_YET_VALID({ notBefore: notBefore.toISOString() });
  if (now >= notAfter) throw certificateErrors.CERTIFICATE_EXPIRED({ notAfter: notAfter.toISOString() });
}
