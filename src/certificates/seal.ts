import { holds } from '../kernel/actor.ts';
import { isDuplicate } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change } from '../people/index.ts';
import { createKeyPair, issueSealCertificate } from '../signing/index.ts';
import { derOf, findAuthority, openAuthority } from './authority.ts';
import { certificateEvent, type CertificateContext, publishCredential } from './context.ts';
import { endedSlot, findLive, slotOf } from './credential.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateInfo } from './types.ts';
import { assertRenewable, issuedBy, type NewCredential, sealedFacts, store } from './issue.ts';
import { type CredentialDocument } from './model.ts';
import { assertAcceptablePin } from './pin.ts';
import { asInfo } from './present.ts';
import { sealSubject } from './subject.ts';

/** See `Certificates.appointCustodian`. Another appointment that nobody took up, or a seal that has expired, gives way. */
export async function appointCustodian(
  context: CertificateContext,
  change: Change,
  custodian: string,
): Promise<CertificateInfo> {
  const { scope } = change;
  const actor = await context.people.actorOf(scope, custodian);
  if (!holds(actor, 'recordsClerk')) throw certificateErrors.SEAL_CUSTODIAN_UNFIT();
  await findAuthority(context, scope);
  await vacateSeal(context, change);
  const details = { account: custodian, purpose: 'seal' };
  try {
    const appointed = await context.credentials.in(scope).insert({
      _id: newId(),
      slot: slotOf(custodian, 'seal'),
      account: custodian,
      purpose: 'seal',
      origin: 'school',
      state: 'appointed',
      chain: [],
      tries: 0,
      failed: 0,
      createdAt: context.clock.now(),
      outbox: [certificateEvent(context, change, { event: 'certificate.custodianAppointed', details })],
    });
    return asInfo(await publishCredential(context, scope, appointed), context.clock.now());
  } catch (error) {
    if (isDuplicate(error)) throw certificateErrors.CERTIFICATE_EXISTS({}, error);
    throw error;
  }
}

/** See `Certificates.activateSeal`. */
export async function activateSeal(
  context: CertificateContext,
  change: Change,
  at: { readonly account: string; readonly pin: string },
): Promise<CertificateInfo> {
  const { scope } = change;
  const live = await findLive(context, scope, { account: at.account, purpose: 'seal' });
  if (!live) throw certificateErrors.SEAL_NOT_APPOINTED();
  assertAcceptablePin(at.pin, (await context.people.account(scope, at.account)).username);
  if (live.state !== 'appointed') await assertRenewable(context, scope, { live, pin: at.pin });
  const made = { ...at, ...(await makeSeal(context, scope)), purpose: 'seal', origin: 'school' } as const;
  if (live.state !== 'appointed') return store(context, change, { ...made, replaced: live });
  const facts = await sealedFacts(context, { ...made, school: scope.school });
  const { account, purpose, origin } = made;
  const details = { account, purpose, origin, serialNumber: facts.serialNumber };
  const outbox = certificateEvent(context, change, { event: 'certificate.issued', details });
  const active = await context.credentials
    .in(scope)
    .updateOne({ _id: live._id, state: 'appointed' }, { $set: { ...facts, state: 'active' }, $push: { outbox } });
  if (!active) throw certificateErrors.CERTIFICATE_EXISTS();
  return asInfo(await publishCredential(context, scope, active), context.clock.now());
}

/** A new key and certificate in the name of the school. */
async function makeSeal(
  context: CertificateContext,
  scope: SchoolScope,
): Promise<Pick<NewCredential, 'privateKey' | 'chain'>> {
  const school = await context.structure.school(scope);
  const authority = await findAuthority(context, scope);
  const { publicKey, privateKey } = await createKeyPair(context.keyKind);
  const certificate = issueSealCertificate({
    ...issuedBy(context, { issuer: openAuthority(context, authority, 'issuing'), code: school.code }),
    subject: sealSubject(school),
    publicKey,
  });
  return { privateKey, chain: [certificate.der, derOf(authority, 'issuing')] };
}

/** @throws CERTIFICATE_EXISTS */
async function vacateSeal(context: CertificateContext, change: Change): Promise<void> {
  const credentials = context.credentials.in(change.scope);
  const held: CredentialDocument | null = await credentials.findOne({ slot: 'seal' });
  if (!held) return;
  const { state } = asInfo(held, context.clock.now());
  if (state === 'active') throw certificateErrors.CERTIFICATE_EXISTS();
  const outbox = certificateEvent(context, change, { event: 'certificate.replaced' });
  const left = await credentials.updateOne(
    { _id: held._id, slot: 'seal', state: held.state },
    { $set: { slot: endedSlot(held._id), state: 'replaced' }, $unset: { key: 1 }, $push: { outbox } },
  );
  if (left) await publishCredential(context, change.scope, left);
}
