import { publishPending } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { derOf, ensureAuthority, findAuthority, renewIssuing } from './authority.ts';
import { changePin, unlockPin } from './change-pin.ts';
import { authorityOutbox, type CertificateContext, credentialOutbox } from './context.ts';
import { describeCredential, findLive, findNewest } from './credential.ts';
import { currentCrl } from './crl.ts';
import { importPersonal } from './import.ts';
import { type CertificateDeps, type CertificateInfo, type Certificates, type SchoolTrust } from './types.ts';
import { issuePersonal } from './issue.ts';
import { certificateCollections } from './model.ts';
import { asInfo } from './present.ts';
import { revoke } from './revoke.ts';
import { createOwnTimestamper } from '../signing/index.ts';
import { openTimestampAuthority } from './timestamp-authority.ts';
import { activateSeal, appointCustodian } from './seal.ts';
import { unlock } from './unlock.ts';

const DAY_MS = 86_400_000;

/** Makes the domain and registers its collections. */
export function createCertificates(deps: CertificateDeps): Certificates {
  const context: CertificateContext = { ...deps, ...certificateCollections(deps.db) };
  return {
    ensureAuthority: (change) => ensureAuthority(context, change),
    trust: (scope, lists) => trust(context, scope, lists),
    timestamper: (scope) => createOwnTimestamper(() => openTimestampAuthority(context, scope)),
    crl: (scope, authority) => currentCrl(context, scope, { name: authority }),
    describe: (scope, account, purpose) => describeCredential(context, scope, { account, purpose }),
    unlock: (scope, at) => unlock(context, scope, at),
    keepsSeal: async (scope, account) => (await findLive(context, scope, { account, purpose: 'seal' })) !== null,
    current: async (scope, account, purpose) =>
      asInfo(await findNewest(context, scope, { account, purpose }), context.clock.now()),
    list: (scope, query) => list(context, scope, query?.account === undefined ? {} : { account: query.account }),
    expiring: (scope, days) => expiring(context, scope, days),
    issuePersonal: (change, at) => issuePersonal(context, change, at),
    importPersonal: (change, at) => importPersonal(context, change, at),
    appointCustodian: (change, custodian) => appointCustodian(context, change, custodian),
    activateSeal: (change, at) => activateSeal(context, change, at),
    changePin: (change, at) => changePin(context, change, at),
    unlockPin: (change, id) => unlockPin(context, change, id),
    revoke: (change, at) => revoke(context, change, at),
    sweep: (scope) => sweep(context, scope),
  };
}

async function trust(
  context: CertificateContext,
  scope: SchoolScope,
  lists: { readonly since?: Date } = {},
): Promise<SchoolTrust> {
  const authority = await findAuthority(context, scope);
  const crls = [
    await currentCrl(context, scope, { name: 'root' }),
    await currentCrl(context, scope, { name: 'issuing', since: lists.since }),
  ];
  return { root: derOf(authority, 'root'), issuing: derOf(authority, 'issuing'), crls };
}

async function list(
  context: CertificateContext,
  scope: SchoolScope,
  filter: { readonly account?: string },
): Promise<CertificateInfo[]> {
  const found = await context.credentials.in(scope).find(filter, { sort: { _id: -1 } });
  return found.map((credential) => asInfo(credential, context.clock.now()));
}

async function expiring(context: CertificateContext, scope: SchoolScope, days: number): Promise<CertificateInfo[]> {
  const now = context.clock.now();
  const until = new Date(now.getTime() + days * DAY_MS);
  const found = await context.credentials.in(scope).find({ state: 'active', notAfter: { $gt: now, $lte: until } });
  return found.map((credential) => asInfo(credential, now));
}

async function sweep(context: CertificateContext, scope: SchoolScope): Promise<{ events: number }> {
  await renewIssuing(context, scope);
  const authorities = await publishPending(authorityOutbox(context, scope));
  return { events: authorities + (await publishPending(credentialOutbox(context, scope))) };
}
