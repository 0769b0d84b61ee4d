import { type Certificate as CertificateJson } from '../../schemas/index.ts';
import { needsRenewal, parseCertificate } from '../signing/index.ts';
import { type CertificateInfo, type CertificateState } from './types.ts';
import { type CredentialDocument } from './model.ts';

/** Days before its end from which a certificate may be renewed. */
export const RENEWAL_DAYS = 30;
export const PIN_TRIES = 5;

/** What may be told of a credential at a moment. */
export function asInfo(credential: CredentialDocument, now: Date): CertificateInfo {
  const chain = credential.chain.map((der) => Buffer.from(der, 'base64'));
  const certificate = chain[0] && parseCertificate(chain[0]);
  const { revokedAt, reason } = credential;
  return {
    id: credential._id,
    account: credential.account,
    purpose: credential.purpose,
    state: stateAt(credential, now),
    origin: credential.origin,
    chain,
    ...(certificate && {
      subject: certificate.subject.text,
      issuer: certificate.issuer.text,
      serialNumber: certificate.serialNumber,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
    }),
    renewalDue: certificate !== undefined && needsRenewal(certificate, now, RENEWAL_DAYS),
    pinLocked: credential.tries >= PIN_TRIES,
    ...(revokedAt && { revokedAt }),
    ...(reason && { reason }),
  };
}

/** A certificate as it goes out by HTTP. */
export function presentCertificate(info: CertificateInfo): CertificateJson {
  const { chain, notBefore, notAfter, revokedAt, reason, ...rest } = info;
  return {
    ...rest,
    ...(notBefore && { notBefore: notBefore.toISOString() }),
    ...(notAfter && { notAfter: notAfter.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
    ...(reason && { reason }),
    ...(chain.length > 0 && { pem: chain.map(toPem).join('') }),
  };
}

/** A certificate in PEM (RFC 7468). */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function stateAt(credential: CredentialDocument, now: Date): CertificateState {
  const ended = credential.notAfter !== undefined && credential.notAfter <= now;
  return credential.state === 'active' && ended ? 'expired' : credential.state;
}
