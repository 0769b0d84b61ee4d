import { type Change } from '../people/index.ts';
import { changePin as sealAnew } from '../signing/index.ts';
import { certificateEvent, type CertificateContext, publishCredential } from './context.ts';
import { findUsable } from './credential.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateInfo, type CertificatePurpose } from './types.ts';
import { assertAcceptablePin } from './pin.ts';
import { asInfo } from './present.ts';
import { ownerOf, tryPin } from './unlock.ts';

/** See `Certificates.changePin`. */
export async function changePin(
  context: CertificateContext,
  change: Change,
  at: {
    readonly account: string;
    readonly purpose: CertificatePurpose;
    readonly current: string;
    readonly next: string;
  },
): Promise<void> {
  const { scope } = change;
  const { account, purpose } = at;
  assertAcceptablePin(at.next, (await context.people.account(scope, account)).username);
  if (at.current === at.next) throw certificateErrors.PIN_UNCHANGED();
  const credential = await findUsable(context, scope, { account, purpose });
  const { serverKey } = context;
  const request = { pin: at.current, newPin: at.next, serverKey, owner: ownerOf(credential) };
  const key = await tryPin(context, scope, { credential, open: (stored) => sealAnew({ stored, ...request }) });
  const outbox = certificateEvent(context, change, { event: 'certificate.pinChanged' });
  const filter = { _id: credential._id, state: 'active', 'key.data': credential.key?.data };
  const changed = await context.credentials.in(scope).updateOne(filter, { $set: { key }, $push: { outbox } });
  if (!changed) throw certificateErrors.CERTIFICATE_MISSING();
  await publishCredential(context, scope, changed);
}

/** See `Certificates.unlockPin`. Who could unlock their own PIN could guess it without end in a session left open. */
export async function unlockPin(context: CertificateContext, change: Change, id: string): Promise<CertificateInfo> {
  const found = await context.credentials.in(change.scope).findOne({ _id: id });
  if (found?.account === change.by) throw certificateErrors.OWN_PIN_PROTECTED();
  const outbox = certificateEvent(context, change, { event: 'certificate.pinUnlocked' });
  const unlocked = await context.credentials
    .in(change.scope)
    .updateOne({ _id: id }, { $set: { tries: 0, failed: 0 }, $push: { outbox } });
  if (!unlocked) throw certificateErrors.CERTIFICATE_NOT_FOUND();
  return asInfo(await publishCredential(context, change.scope, unlocked), context.clock.now());
}
