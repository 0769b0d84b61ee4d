import { isDuplicate } from '../kernel/db.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { issueCrl, parseCertificate, type Revocation } from '../signing/index.ts';
import { derOf, findAuthority, openAuthority } from './authority.ts';
import { type CertificateContext } from './context.ts';
import { type AuthorityName } from './types.ts';
import { type CrlDocument } from './model.ts';

const DAY_MS = 86_400_000;
/** A list is valid for so long, and made anew when it is older than the other. */
const LIFE_MS: Readonly<Record<AuthorityName, number>> = { root: 90 * DAY_MS, issuing: 7 * DAY_MS };
const FRESH_MS: Readonly<Record<AuthorityName, number>> = { root: 30 * DAY_MS, issuing: DAY_MS };
/** Clocks of two processes may differ by so much; a list that lies further ahead was made by a wrong one. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** See `Certificates.crl` and `Certificates.trust`. */
export async function currentCrl(
  context: CertificateContext,
  scope: SchoolScope,
  { name, since }: { readonly name: AuthorityName; readonly since?: Date | undefined },
): Promise<Uint8Array> {
  for (;;) {
    const kept = await context.crls.in(scope).findOne({ _id: idOf(scope, name) });
    const isLater = kept && (!since || kept.thisUpdate >= since);
    if (isLater && (await isCurrent(context, scope, kept))) return Buffer.from(kept.der, 'base64');
    const made = await makeCrl(context, scope, { name, kept });
    if (await keep(context, scope, { made, kept })) return Buffer.from(made.der, 'base64');
  }
}

/** Young enough, and nothing was issued or revoked since. */
async function isCurrent(context: CertificateContext, scope: SchoolScope, kept: CrlDocument): Promise<boolean> {
  const age = context.clock.now().getTime() - kept.thisUpdate.getTime();
  if (age < -CLOCK_DIFFERENCE_MS || age >= FRESH_MS[kept.authority]) return false;
  return kept.covers === (await coverage(context, scope, kept.authority));
}

/** The certificates of which the school's authority keeps a list: its own only, those of others are their issuers' to list. */
const ISSUED = { origin: 'school', serialNumber: { $exists: true } } as const;
const REVOKED = { ...ISSUED, state: 'revoked' } as const;

/**
 * Which certificates a list made now tells of: a verifier takes no word on one from a list that is older than it. Counts, because
 * clocks of two processes differ and a certificate is stored later than it was made.
 */
async function coverage(context: CertificateContext, scope: SchoolScope, name: AuthorityName): Promise<string> {
  if (name === 'root') return parseCertificate(derOf(await findAuthority(context, scope), 'issuing')).serialNumber;
  const credentials = context.credentials.in(scope);
  const [issued, revoked, authority] = await Promise.all([
    credentials.count(ISSUED),
    credentials.count(REVOKED),
    findAuthority(context, scope),
  ]);
  return `${issued + (authority.timestamp?.made ?? 0)} issued, ${revoked} revoked`;
}

async function makeCrl(
  context: CertificateContext,
  scope: SchoolScope,
  { name, kept }: { readonly name: AuthorityName; readonly kept: CrlDocument | null },
): Promise<Omit<CrlDocument, 'school' | '__v'>> {
  const authority = await findAuthority(context, scope);
  const covers = await coverage(context, scope, name); // before the entries are read: what comes between makes one list more
  const revoked = name === 'root' ? [] : await revocations(context, scope);
  const number = (kept?.number ?? 0) + 1;
  const thisUpdate = updateTime(context.clock.now(), kept?.thisUpdate);
  const issuer = openAuthority(context, authority, name);
  const crl = issueCrl({
    issuer,
    number,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + LIFE_MS[name]),
    revoked,
    // the root is as old as the authority, the issuing certificate may have been renewed
    keepsExpiredSince: parseCertificate(derOf(authority, 'root')).notBefore,
  });
  const der = Buffer.from(crl.der).toString('base64');
  return { _id: idOf(scope, name), authority: name, number, thisUpdate, covers, der };
}

/** Now; but a list is not older than the one before it, where another process's clock is a little ahead. */
function updateTime(now: Date, former: Date | undefined): Date {
  const ahead = former ? former.getTime() - now.getTime() : 0;
  return former && ahead > 0 && ahead <= CLOCK_DIFFERENCE_MS ? former : now;
}

async function revocations(context: CertificateContext, scope: SchoolScope): Promise<Revocation[]> {
  const found = await context.credentials.in(scope).find(REVOKED, { sort: { _id: 1 } });
  return found.map(({ serialNumber, revokedAt, reason }) => ({
    serialNumber: serialNumber ?? '',
    revokedAt: revokedAt ?? context.clock.now(),
    reason: reason ?? 'unspecified',
  }));
}

/** False when another process kept one in the meantime: then that one is looked at. */
async function keep(
  context: CertificateContext,
  scope: SchoolScope,
  { made, kept }: { readonly made: Omit<CrlDocument, 'school' | '__v'>; readonly kept: CrlDocument | null },
): Promise<boolean> {
  const crls = context.crls.in(scope);
  const { _id: id, ...fields } = made;
  if (kept) return (await crls.compareAndSwap({ id, version: kept.__v }, { $set: fields })) !== null;
  try {
    await crls.insert(made);
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

function idOf(scope: SchoolScope, name: AuthorityName): string {
  return `${scope.school}:${name}`;
}
