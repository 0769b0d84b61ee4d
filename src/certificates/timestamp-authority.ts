import { type SchoolScope } from '../kernel/scope.ts';
import {
  createKeyPair,
  createKeySigner,
  issueTimestampCertificate,
  needsRenewal,
  parseCertificate,
  type Signer,
  type TimestampAuthorityOptions,
} from '../signing/index.ts';
import { authorityOutbox, certificateEvent, type CertificateContext } from './context.ts';
import { findAuthority, openAuthority, openAuthorityKey, sealAuthorityKey } from './authority.ts';
import { certificateErrors } from './errors.ts';
import { issuedBy } from './issue.ts';
import { type AuthorityDocument, type StoredAuthority } from './model.ts';
import { fitName } from './subject.ts';
import { publishOutbox } from '../kernel/outbox.ts';

/** The policy of the school's timestamps, an arc of its own below that of its certificates. */
const TIMESTAMP_POLICY = '2.25.234514872399574678516916090795051542647.3161';
/** A key is used for its first three years of five, so that what it stamped can be renewed in time. */
const RENEWAL_DAYS = 2 * 365;
/** Clocks of two processes may differ by so much. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Signers of keys that were opened, by their stored form: each is opened once a process. */
const opened = new WeakMap<CertificateContext, Map<string, Signer>>();

/**
 * The school's timestamp authority, ready to stamp.
 * @throws AUTHORITY_MISSING; CLOCK_UNSURE where the clock is behind a time that was stamped already, by any process
 */
export async function openTimestampAuthority(
  context: CertificateContext,
  scope: SchoolScope,
): Promise<TimestampAuthorityOptions> {
  const found = await findAuthority(context, scope);
  const authority = isCurrent(context, found) ? found : await renew(context, scope, found);
  await assertClock(context, scope, authority);
  return { signer: signerOf(context, authority), clock: context.clock, policy: TIMESTAMP_POLICY };
}

/** Young enough, and under the issuing certificate of now. */
function isCurrent({ clock }: CertificateContext, authority: AuthorityDocument): boolean {
  if (!authority.timestamp) return false;
  return !needsRenewal(certificateOf(authority.timestamp), clock.now(), RENEWAL_DAYS);
}

function certificateOf({ certificate }: StoredAuthority) {
  return parseCertificate(Buffer.from(certificate, 'base64'));
}

/** A new key and certificate, by one compare-and-swap: of two at once, one is kept and both use it. The former key is gone. */
async function renew(
  context: CertificateContext,
  scope: SchoolScope,
  authority: AuthorityDocument,
): Promise<AuthorityDocument> {
  const school = await context.structure.school(scope);
  const { publicKey, privateKey } = await createKeyPair(context.keyKind);
  const certificate = issueTimestampCertificate({
    ...issuedBy(context, { issuer: openAuthority(context, authority, 'issuing'), code: school.code }),
    subject: { commonName: fitName(`Dấu thời gian của ${school.name}`), organization: fitName(school.name) },
    publicKey,
  });
  const timestamp = {
    certificate: Buffer.from(certificate.der).toString('base64'),
    key: sealAuthorityKey(context, { school: scope.school, name: 'timestamp', key: privateKey }),
    made: (authority.timestamp?.made ?? 0) + 1,
  };
  const details = { serialNumber: certificate.serialNumber };
  const event = certificateEvent(context, { scope, by: 'system' }, { event: 'authority.timestampIssued', details });
  const former = authority.timestamp;
  const changed = await context.authorities
    .in(scope)
    .updateOne(
      { slot: 'authority', ...(former ? { 'timestamp.made': former.made } : { timestamp: { $exists: false } }) },
      { $set: { timestamp }, $push: { outbox: event } },
    );
  if (!changed) return findAuthority(context, scope);
  await publishOutbox(authorityOutbox(context, scope), changed);
  return changed;
}

/** Notes at most once a minute how far the clock has come; what it says after that must not be before. */
async function assertClock(
  context: CertificateContext,
  scope: SchoolScope,
  { stampedAt }: AuthorityDocument,
): Promise<void> {
  const now = context.clock.now();
  if (stampedAt && now.getTime() < stampedAt.getTime() - CLOCK_DIFFERENCE_MS) throw certificateErrors.CLOCK_UNSURE();
  if (stampedAt && now.getTime() < stampedAt.getTime() + CLOCK_DIFFERENCE_MS) return;
  await context.authorities.in(scope).updateOne({ slot: 'authority' }, { $max: { stampedAt: now } });
}

function signerOf(context: CertificateContext, authority: AuthorityDocument): Signer {
  const { timestamp, school } = authority;
  if (!timestamp) throw certificateErrors.AUTHORITY_MISSING();
  const signers = opened.get(context) ?? new Map<string, Signer>();
  opened.set(context, signers);
  const chain = [timestamp.certificate, authority.issuing.certificate];
  const slot = [timestamp.key, ...chain].join();
  const known = signers.get(slot);
  if (known) return known;
  const privateKey = openAuthorityKey(context, { school, name: 'timestamp', sealed: timestamp.key });
  const certificateChain = chain.map((certificate) => Buffer.from(certificate, 'base64'));
  const signer = createKeySigner({ privateKey, certificateChain });
  signers.set(slot, signer);
  return signer;
}
