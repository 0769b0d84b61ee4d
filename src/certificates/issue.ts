import { type KeyObject } from 'node:crypto';
import { isDuplicate, type NewDocument } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change } from '../people/index.ts';
import {
  createKeyPair,
  type EndEntityRequest,
  issuePersonalCertificate,
  openPrivateKey,
  parseCertificate,
  sealPrivateKey,
} from '../signing/index.ts';
import { beginning, derOf, findAuthority, openAuthority, publishedBy } from './authority.ts';
import { certificateEvent, type CertificateContext, publishCredential } from './context.ts';
import { endedSlot, findLive, slotOf } from './credential.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateInfo, type CertificatePurpose } from './types.ts';
import { type CredentialDocument } from './model.ts';
import { assertAcceptablePin } from './pin.ts';
import { asInfo } from './present.ts';
import { personalSubject } from './subject.ts';
import { ownerOf, tryPin } from './unlock.ts';

/** See `Certificates.issuePersonal`. */
export async function issuePersonal(
  context: CertificateContext,
  change: Change,
  at: { readonly account: string; readonly pin: string },
): Promise<CertificateInfo> {
  const { scope } = change;
  const account = await context.people.account(scope, at.account);
  assertAcceptablePin(at.pin, account.username);
  const school = await context.structure.school(scope);
  const authority = await findAuthority(context, scope);
  const replaced = await assertReplaceable(context, change, at);
  const { publicKey, privateKey } = await createKeyPair(context.keyKind);
  const certificate = issuePersonalCertificate({
    ...issuedBy(context, { issuer: openAuthority(context, authority, 'issuing'), code: school.code }),
    subject: personalSubject(account, school),
    publicKey,
    ...(account.email !== undefined && { email: account.email }),
  });
  const chain = [certificate.der, derOf(authority, 'issuing')];
  return store(context, change, { ...at, purpose: 'personal', privateKey, chain, origin: 'school', replaced });
}

/** What is the same in every certificate that the issuing authority makes now. */
export function issuedBy(
  context: CertificateContext,
  by: { readonly issuer: EndEntityRequest['issuer']; readonly code: string },
): Pick<EndEntityRequest, 'issuer' | 'notBefore' | 'urls'> {
  const urls = publishedBy(context, { authority: 'issuing', code: by.code });
  return { issuer: by.issuer, notBefore: beginning(context, by.issuer.certificate), ...(urls && { urls }) };
}

/**
 * The personal credential that a new one may replace; undefined when there is none.
 * @throws CERTIFICATE_EXISTS, PIN_WRONG, PIN_LOCKED
 */
export async function assertReplaceable(
  context: CertificateContext,
  change: Change,
  at: { readonly account: string; readonly pin: string },
): Promise<CredentialDocument | undefined> {
  const live = await findLive(context, change.scope, { account: at.account, purpose: 'personal' });
  if (live) await assertRenewable(context, change.scope, { live, pin: at.pin });
  return live ?? undefined;
}

/**
 * A credential in use gives way in its last days to whoever knows its PIN, and to anybody of its account once it has ended.
 * @throws CERTIFICATE_EXISTS, PIN_WRONG, PIN_LOCKED
 */
export async function assertRenewable(
  context: CertificateContext,
  scope: SchoolScope,
  { live, pin }: { readonly live: CredentialDocument; readonly pin: string },
): Promise<void> {
  const { state, renewalDue } = asInfo(live, context.clock.now());
  if (state === 'expired') return;
  if (!renewalDue) throw certificateErrors.CERTIFICATE_EXISTS();
  const { serverKey } = context;
  const open = { pin, serverKey, owner: ownerOf(live) };
  await tryPin(context, scope, { credential: live, open: (stored) => openPrivateKey({ stored, ...open }) });
}

/** A key with its certificates, about to become somebody's. */
export interface NewCredential {
  readonly account: string;
  readonly purpose: CertificatePurpose;
  readonly pin: string;
  readonly privateKey: KeyObject;
  readonly chain: readonly Uint8Array[];
  readonly origin: 'school' | 'imported';
  readonly replaced: CredentialDocument | undefined;
}

/** Puts a credential in its place; the one it replaces loses its key. @throws CERTIFICATE_EXISTS */
export async function store(
  context: CertificateContext,
  change: Change,
  made: NewCredential,
): Promise<CertificateInfo> {
  const { scope } = change;
  const credentials = context.credentials.in(scope);
  const document = await newDocument(context, change, made);
  if (made.replaced) await retire(context, change, { credential: made.replaced, by: document._id });
  try {
    const credential = await credentials.insert(document);
    return asInfo(await publishCredential(context, scope, credential), context.clock.now());
  } catch (error) {
    if (isDuplicate(error)) throw certificateErrors.CERTIFICATE_EXISTS({}, error);
    throw error;
  }
}

async function newDocument(
  context: CertificateContext,
  change: Change,
  made: NewCredential,
): Promise<NewDocument<CredentialDocument>> {
  const { account, origin, purpose } = made;
  const facts = await sealedFacts(context, { ...made, school: change.scope.school });
  const details = { account, purpose, origin, serialNumber: facts.serialNumber };
  return {
    _id: newId(),
    slot: slotOf(account, purpose),
    account,
    purpose,
    origin,
    state: 'active',
    ...facts,
    tries: 0,
    failed: 0,
    createdAt: context.clock.now(),
    outbox: [certificateEvent(context, change, { event: 'certificate.issued', details })],
  };
}

/** The parts of a credential that key, certificate and PIN make. */
export async function sealedFacts(
  context: CertificateContext,
  made: Pick<NewCredential, 'account' | 'purpose' | 'pin' | 'privateKey' | 'chain'> & { readonly school: string },
): Promise<Required<Pick<CredentialDocument, 'chain' | 'serialNumber' | 'notAfter' | 'key'>>> {
  const [own] = made.chain;
  if (!own) throw certificateErrors.CERTIFICATE_UNFIT();
  const { serialNumber, notAfter } = parseCertificate(own);
  const pkcs8 = made.privateKey.export({ type: 'pkcs8', format: 'der' });
  const { serverKey } = context;
  const key = await sealPrivateKey({ pkcs8, pin: made.pin, serverKey, owner: ownerOf(made) });
  pkcs8.fill(0);
  return { chain: made.chain.map((der) => Buffer.from(der).toString('base64')), serialNumber, notAfter, key };
}

async function retire(
  context: CertificateContext,
  change: Change,
  { credential, by }: { readonly credential: CredentialDocument; readonly by: string },
): Promise<void> {
  const { _id: id, slot } = credential;
  const outbox = certificateEvent(context, change, { event: 'certificate.replaced', details: { by } });
  const retired = await context.credentials
    .in(change.scope)
    .updateOne(
      { _id: id, slot },
      { $set: { slot: endedSlot(id), state: 'replaced' }, $unset: { key: 1 }, $push: { outbox } },
    );
  if (retired) await publishCredential(context, change.scope, retired);
}
