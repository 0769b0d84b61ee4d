import { clearTries, failTry, reserveTry } from '../kernel/attempt-limit.ts';
import { isHosoError } from '../kernel/errors.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { createKeySigner, openPrivateKey, type Signer, signingErrors, type StoredKey } from '../signing/index.ts';
import { certificateEvent, type CertificateContext, publishCredential } from './context.ts';
import { findUsable } from './credential.ts';
import { certificateErrors } from './errors.ts';
import { type CertificatePurpose } from './types.ts';
import { type CredentialDocument } from './model.ts';
import { PIN_TRIES } from './present.ts';

/** See `Certificates.unlock`. */
export async function unlock(
  context: CertificateContext,
  scope: SchoolScope,
  at: { readonly account: string; readonly purpose: CertificatePurpose; readonly pin: string },
): Promise<Signer> {
  const { account, purpose, pin } = at;
  const credential = await findUsable(context, scope, { account, purpose });
  const { serverKey } = context;
  const privateKey = await tryPin(context, scope, {
    credential,
    open: (stored) => openPrivateKey({ stored, pin, serverKey, owner: ownerOf(credential) }),
  });
  const certificateChain = credential.chain.map((der) => Buffer.from(der, 'base64'));
  return createKeySigner({ privateKey, certificateChain });
}

/** To whom a stored key is bound: moved into another account's document it does not open. */
export function ownerOf({
  school,
  account,
  purpose,
}: Pick<CredentialDocument, 'school' | 'account' | 'purpose'>): string {
  return `${school}:${account}:${purpose}`;
}

/**
 * Opens a stored key with a PIN, the try counted before it is made.
 * @throws PIN_WRONG with `details.remaining`, PIN_LOCKED
 */
export async function tryPin<T>(
  context: CertificateContext,
  scope: SchoolScope,
  what: { readonly credential: CredentialDocument; readonly open: (stored: StoredKey) => Promise<T> },
): Promise<T> {
  const { credential, open } = what;
  const credentials = context.credentials.in(scope);
  const reservation = await reserveTry(credentials, credential._id, PIN_TRIES);
  if (reservation !== 'granted') throw certificateErrors.PIN_LOCKED();
  if (!credential.key) throw certificateErrors.CERTIFICATE_MISSING();
  try {
    const opened = await open(credential.key);
    await clearTries(credentials, credential._id);
    return opened;
  } catch (error) {
    if (!isHosoError(error, 'PIN_WRONG')) throw error;
    throw await wrongPin(context, scope, { credential, cause: error });
  }
}

async function wrongPin(
  context: CertificateContext,
  scope: SchoolScope,
  { credential, cause }: { readonly credential: CredentialDocument; readonly cause: unknown },
): Promise<Error> {
  const credentials = context.credentials.in(scope);
  const remaining = await failTry(credentials, credential._id, PIN_TRIES);
  if (remaining === 0) {
    const outbox = certificateEvent(context, { scope, by: credential.account }, { event: 'certificate.pinLocked' });
    const locked = await credentials.updateOne({ _id: credential._id }, { $push: { outbox } });
    if (locked) await publishCredential(context, scope, locked);
  }
  return signingErrors.PIN_WRONG({ remaining }, cause);
}
