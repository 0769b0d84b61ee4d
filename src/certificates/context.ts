import { outboxEvent, type OutboxEvent, type OutboxPlace, publishOutbox } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change } from '../people/index.ts';
import { type CertificateDeps } from './types.ts';
import { type CertificateCollections, type CredentialDocument } from './model.ts';

/** What the actions of `certificates` work with. */
export interface CertificateContext extends CertificateDeps, CertificateCollections {}

/** Where the events of certificates go. */
export function credentialOutbox(context: CertificateContext, scope: SchoolScope): OutboxPlace {
  const { audit: sink, log } = context;
  return { scope, collection: context.credentials.in(scope), kind: 'certificate', sink, log };
}

/** Where the events of the school's authority go. */
export function authorityOutbox(context: CertificateContext, scope: SchoolScope): OutboxPlace {
  const { audit: sink, log } = context;
  return { scope, collection: context.authorities.in(scope), kind: 'authority', sink, log };
}

/** An event of a change to a certificate. */
export function certificateEvent(
  context: CertificateContext,
  change: Change,
  event: { readonly event: string; readonly details?: Readonly<Record<string, unknown>> },
): OutboxEvent {
  return outboxEvent({ ...event, at: context.clock.now(), actor: change.by });
}

/** Tells a credential's events and gives it. */
export async function publishCredential(
  context: CertificateContext,
  scope: SchoolScope,
  credential: CredentialDocument,
): Promise<CredentialDocument> {
  await publishOutbox(credentialOutbox(context, scope), credential);
  return credential;
}
