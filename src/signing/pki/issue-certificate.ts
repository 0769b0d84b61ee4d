import { createHash, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { fitsKey, meetsKeyPolicy, SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signMessage } from '../algorithms.ts';
import { enterWhole } from '../asn1/reader.ts';
import { readOctetBits } from '../asn1/values.ts';
import { explicit, integer, sequence, time } from '../asn1/writer.ts';
import { signingErrors } from '../errors.ts';
import { keyWords } from '../key-words.ts';
import { type Certificate, parseCertificate, publicKeyOf } from '../x509/certificate.ts';
import { encodeName, type NameParts } from '../x509/names.ts';
import * as write from './extensions.ts';
import {
  type CertificateProfile,
  NO_LEGAL_VALUE_NOTICE,
  type ProfileName,
  PROFILES,
  SCHOOL_POLICY,
} from './profiles.ts';

/** A certificate together with its private key: a CA, a timestamp authority, a responder. */
export interface Identity {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
  /** How this identity signs. */
  readonly algorithm: SignatureAlgorithm;
}

/** Where relying parties may look; all optional, a school's CA may live without a public address. */
export interface PublicationUrls {
  readonly crl?: readonly string[];
  readonly ocsp?: string;
  readonly issuer?: string;
}

export interface CertificateRequest {
  readonly profile: ProfileName;
  /** In DER where it must stay as it is in another certificate. */
  readonly subject: NameParts | Uint8Array;
  readonly publicKey: KeyObject;
  /** Who issues it; a root has `selfSigned` in its place. */
  readonly issuer: Identity | { readonly selfSigned: KeyObject; readonly algorithm: SignatureAlgorithm };
  readonly notBefore: Date;
  /** Default: the profile's years, but never beyond the issuer's own end. */
  readonly notAfter?: Date;
  /** Goes to the subject's alternative name. */
  readonly email?: string;
  readonly urls?: PublicationUrls;
  /** Default: 128 random bits. */
  readonly serialNumber?: Uint8Array;
}

/**
 * Issues a certificate of one of the school's profiles (RFC 5280 §4.1, version 3).
 * Errors: `PKI_INVALID_REQUEST` (name, weak key, dates outside the issuer's, issuer that is no CA), `ALGORITHM_UNSUPPORTED`.
 */
export function issueCertificate(request: CertificateRequest): Certificate {
  const issuer = 'selfSigned' in request.issuer ? undefined : request.issuer.certificate;
  const key = 'selfSigned' in request.issuer ? request.issuer.selfSigned : request.issuer.privateKey;
  const { algorithm } = request.issuer;
  if (!fitsKey(algorithm, key)) throw signingErrors.ALGORITHM_UNSUPPORTED({ algorithm: keyWords(key, algorithm) });
  if (!meetsKeyPolicy(request.publicKey)) throw refused('the key is too weak or of an unknown kind');
  if (issuer && issuer.known.basicConstraints?.ca !== true) throw refused('the issuer is not a CA');
  const profile = PROFILES[request.profile];
  const notAfter = validUntil(request, profile, issuer);
  const { identifier } = SIGNATURE_ALGORITHMS[algorithm];
  const subject = request.subject instanceof Uint8Array ? request.subject : encodeName(request.subject);
  const publicKeyInfo = request.publicKey.export({ type: 'spki', format: 'der' });
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(request.serialNumber ?? randomSerial()),
    identifier,
    issuer?.subject.der ?? subject,
    sequence(time(request.notBefore), time(notAfter)),
    subject,
    publicKeyInfo,
    explicit(3, sequence(...extensionsOf(request, profile, publicKeyInfo))),
  );
  const signature = signMessage(algorithm, key, tbs);
  return parseCertificate(sequence(tbs, identifier, write.signatureBits(signature)));
}

function extensionsOf(
  request: CertificateRequest,
  profile: CertificateProfile,
  publicKeyInfo: Uint8Array,
): Uint8Array[] {
  const { urls = {}, email } = request;
  const ownId = keyIdentifier(publicKeyInfo);
  const issuer = 'selfSigned' in request.issuer ? undefined : request.issuer.certificate;
  const issuerId = issuer ? (issuer.known.subjectKeyIdentifier ?? keyIdentifier(issuer.publicKeyInfo)) : ownId;
  const ca = profile.pathLength !== undefined;
  const access = { ...(urls.ocsp && { ocsp: urls.ocsp }), ...(urls.issuer && { issuer: urls.issuer }) };
  return [
    write.basicConstraints(ca, profile.pathLength),
    write.keyUsage(profile.keyUsage),
    ...(profile.purposes.length > 0 ? [write.extendedKeyUsage(profile.purposes, profile.purposesCritical)] : []),
    write.subjectKeyIdentifier(ownId),
    write.authorityKeyIdentifier(issuerId),
    ...(email === undefined ? [] : [write.subjectAltEmail(email)]),
    ...(issuer ? [write.certificatePolicies(SCHOOL_POLICY, NO_LEGAL_VALUE_NOTICE)] : []),
    ...(urls.crl?.length ? [write.crlDistributionPoints(urls.crl)] : []),
    ...(Object.keys(access).length > 0 ? [write.authorityInfoAccess(access)] : []),
    ...(profile.ocspNoCheck ? [write.ocspNoCheck()] : []),
  ];
}

function validUntil(request: CertificateRequest, profile: CertificateProfile, issuer?: Certificate): Date {
  const { notBefore } = request;
  const wanted = request.notAfter ?? addYears(notBefore, profile.validityYears);
  if (issuer && notBefore < issuer.notBefore) throw refused('it would begin before its issuer');
  const notAfter = issuer && !request.notAfter && wanted > issuer.notAfter ? issuer.notAfter : wanted;
  if (issuer && notAfter > issuer.notAfter) throw refused('it would outlive its issuer');
  if (notAfter <= notBefore) throw refused('it would end before it begins');
  return notAfter;
}

function addYears(date: Date, years: number): Date {
  const end = new Date(date);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}

const refused = (reason: string) => signingErrors.PKI_INVALID_REQUEST({ reason });

/** 128 random bits with the first two set to 01, so that every serial number is positive and of the same length. */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** SHA-1 of the key bits, an identifier and not a protection (RFC 5280 §4.2.1.2, method 1). */
export function keyIdentifier(publicKeyInfo: Uint8Array): Uint8Array {
  const reader = enterWhole(publicKeyInfo);
  reader.next();
  return createHash('sha1').update(readOctetBits(reader.next())).digest();
}

/** An identity whose parts belong together. Errors: `SIGNER_KEY_MISMATCH`. */
export function createIdentity(identity: Identity): Identity {
  const publicKey = publicKeyOf(identity.certificate);
  const matches = publicKey?.equals(createPublicKey(identity.privateKey)) ?? false;
  if (!publicKey || !matches || !fitsKey(identity.algorithm, publicKey)) throw signingErrors.SIGNER_KEY_MISMATCH();
  return identity;
}
