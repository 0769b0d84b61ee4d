import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isDuplicate } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { publishOutbox } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { openSecret, sealSecret } from '../kernel/secret-box.ts';
import { type Change } from '../people/index.ts';
import {
  type Certificate,
  createSchoolCa,
  type Identity,
  needsRenewal,
  parseCertificate,
  type PublicationUrls,
  renewIssuingCertificate,
} from '../signing/index.ts';
import { authorityOutbox, certificateEvent, type CertificateContext } from './context.ts';
import { certificateErrors } from './errors.ts';
import { type AuthorityName } from './types.ts';
import { type AuthorityDocument, type StoredAuthority } from './model.ts';
import { fitName } from './subject.ts';

/** See `Certificates.ensureAuthority`. Both keys are made before the one insert, so a crash leaves none or all. */
export async function ensureAuthority(context: CertificateContext, change: Change): Promise<void> {
  const { scope } = change;
  const authorities = context.authorities.in(scope);
  if (await authorities.findOne({ slot: 'authority' })) return;
  const school = await context.structure.school(scope);
  const algorithm = context.authorityAlgorithm ?? 'rsa-pkcs1-sha256';
  const urls = publishedBy(context, { authority: 'root', code: school.code });
  const made = await createSchoolCa({
    school: fitName(school.name),
    ...(school.place !== undefined && { locality: fitName(school.place) }),
    notBefore: beginning(context),
    algorithm,
    ...(urls && { urls }),
  });
  const stored = (name: AuthorityName): StoredAuthority => ({
    certificate: Buffer.from(made[name].certificate.der).toString('base64'),
    key: sealAuthorityKey(context, { school: scope.school, name, key: made[name].privateKey }),
  });
  const serials = { root: made.root.certificate.serialNumber, issuing: made.issuing.certificate.serialNumber };
  const outbox = [certificateEvent(context, change, { event: 'authority.created', details: serials })];
  try {
    const document = {
      _id: newId(),
      slot: 'authority',
      algorithm,
      root: stored('root'),
      issuing: stored('issuing'),
    } as const;
    await publishOutbox(authorityOutbox(context, scope), await authorities.insert({ ...document, outbox }));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** A personal certificate lasts two years and the seal's three, and neither outlives who issued it. */
const ISSUING_RENEWAL_DAYS = 4 * 365;

/**
 * Gives the issuing authority a new certificate, under its name and key, in time before the present one ends; as long as the root
 * lasts longer. Safe to repeat, and two at once make one.
 */
export async function renewIssuing(context: CertificateContext, scope: SchoolScope): Promise<void> {
  const authority = await context.authorities.in(scope).findOne({ slot: 'authority' });
  const now = context.clock.now();
  if (!authority) return;
  const present = parseCertificate(derOf(authority, 'issuing'));
  const root = parseCertificate(derOf(authority, 'root'));
  const lastsLonger = needsRenewal(present, now, ISSUING_RENEWAL_DAYS) && root.notAfter > present.notAfter;
  if (!lastsLonger || root.notAfter <= now) return;
  const { code } = await context.structure.school(scope);
  const urls = publishedBy(context, { authority: 'root', code });
  const ca = { root: openAuthority(context, authority, 'root'), issuing: openAuthority(context, authority, 'issuing') };
  const notBefore = beginning(context, root);
  const renewed = renewIssuingCertificate(ca, { notBefore, ...(urls && { urls }) });
  const details = { serialNumber: renewed.serialNumber, replaces: present.serialNumber };
  const event = certificateEvent(context, { scope, by: 'system' }, { event: 'authority.renewed', details });
  const changed = await context.authorities
    .in(scope)
    .updateOne(
      { slot: 'authority', 'issuing.certificate': authority.issuing.certificate },
      { $set: { 'issuing.certificate': Buffer.from(renewed.der).toString('base64') }, $push: { outbox: event } },
    );
  if (changed) await publishOutbox(authorityOutbox(context, scope), changed);
}

/** Readers' clocks may be behind by so much. */
const BACKDATED_MS = 5 * 60_000;

/** When a certificate that is made now begins: a few minutes back, but not before its issuer. */
export function beginning({ clock }: CertificateContext, issuer?: Pick<Certificate, 'notBefore'>): Date {
  const back = new Date(clock.now().getTime() - BACKDATED_MS);
  return issuer && back < issuer.notBefore ? issuer.notBefore : back;
}

/** Where an authority's list and certificate are, for the certificates that it issues (RFC 5280 §4.2.1.13, §4.2.2.1). */
export function publishedBy(
  { publicApiUrl }: CertificateContext,
  { authority, code }: { readonly authority: AuthorityName; readonly code: string },
): PublicationUrls | undefined {
  if (publicApiUrl === undefined) return undefined;
  const place = `${publicApiUrl}/pki/${code}/${authority}`;
  return { crl: [`${place}.crl`], issuer: `${place}.cer` };
}

/** @throws AUTHORITY_MISSING */
export async function findAuthority(context: CertificateContext, scope: SchoolScope): Promise<AuthorityDocument> {
  const found = await context.authorities.in(scope).findOne({ slot: 'authority' });
  if (!found) throw certificateErrors.AUTHORITY_MISSING();
  return found;
}

/** An authority ready to issue. @throws SECRET_UNREADABLE under another server key */
export function openAuthority(context: CertificateContext, document: AuthorityDocument, name: AuthorityName): Identity {
  const privateKey = openAuthorityKey(context, { school: document.school, name, sealed: document[name].key });
  return { certificate: parseCertificate(derOf(document, name)), privateKey, algorithm: document.algorithm };
}

/** Who keeps a key in the server's box; a key does not open in another's place. */
type KeyOwner = AuthorityName | 'timestamp';

/** A key out of the server's box. @throws SECRET_UNREADABLE under another server key */
export function openAuthorityKey(
  context: CertificateContext,
  what: { readonly school: string; readonly name: KeyOwner; readonly sealed: string },
): KeyObject {
  const pkcs8 = openSecret(context.serverKey, purposeOf(what.school, what.name), what.sealed);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  return privateKey;
}

/** An authority's certificate in DER. */
export function derOf(document: AuthorityDocument, name: AuthorityName): Uint8Array {
  return Buffer.from(document[name].certificate, 'base64');
}

/** A key for the server's box. */
export function sealAuthorityKey(
  context: CertificateContext,
  what: { readonly school: string; readonly name: KeyOwner; readonly key: KeyObject },
): string {
  const pkcs8 = what.key.export({ type: 'pkcs8', format: 'der' });
  const sealed = sealSecret(context.serverKey, purposeOf(what.school, what.name), pkcs8);
  pkcs8.fill(0);
  return sealed;
}

function purposeOf(school: string, name: KeyOwner): string {
  return `certificate authority ${school} ${name}`;
}
