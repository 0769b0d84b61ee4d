import { type Change } from '../people/index.ts';
import { type RevocationReason } from '../signing/index.ts';
import { certificateEvent, type CertificateContext, publishCredential } from './context.ts';
import { endedSlot } from './credential.ts';
import { currentCrl } from './crl.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateInfo } from './types.ts';
import { asInfo } from './present.ts';

/** See `Certificates.revoke`. A crash before the list is made anew is made good by whoever asks for the list next. */
export async function revoke(
  context: CertificateContext,
  change: Change,
  at: { readonly id: string; readonly reason: RevocationReason },
): Promise<CertificateInfo> {
  const { scope } = change;
  const credentials = context.credentials.in(scope);
  const outbox = certificateEvent(context, change, { event: 'certificate.revoked', details: { reason: at.reason } });
  const revokedAt = context.clock.now();
  const revoked =
    (await credentials.updateOne(
      { _id: at.id, state: { $ne: 'revoked' } },
      {
        $set: { state: 'revoked', slot: endedSlot(at.id), revokedAt, reason: at.reason },
        $unset: { key: 1 },
        $push: { outbox },
      },
    )) ?? (await credentials.findOne({ _id: at.id }));
  if (!revoked) throw certificateErrors.CERTIFICATE_NOT_FOUND();
  if (revoked.origin === 'school') await currentCrl(context, scope, { name: 'issuing' });
  return asInfo(await publishCredential(context, scope, revoked), context.clock.now());
}
