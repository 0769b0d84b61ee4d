import { HosoError } from '../../../kernel/errors.ts';
import { digest } from '../../algorithms.ts';
import { signatureTimestampsOf } from '../../cms/signature-timestamp.ts';
import { type SignerInfo } from '../../cms/signer-info.ts';
import { parseTimestampToken, type TimestampInfo, type TimestampToken } from '../../timestamps/token.ts';
import { verifyTimestampToken } from '../../timestamps/verify-token.ts';
import { commonName } from '../people.ts';
import { type Reason, reason } from '../reasons.ts';
import { orRefusal } from '../../refusal.ts';

import { findLooseEnd, unknownUnsignedAttribute } from '../signature/strict-cms.ts';
import { isAcceptedHash } from '../../x509/policy.ts';
import { validateCertificate } from './validate-certificate.ts';
import { type TrustMaterial } from './material.ts';

/** A time, who proved it, and whether that proof counts. */
export interface ProvenTime {
  readonly time: Date;
  readonly authority: string;
}

/** The signature timestamps of a signature, read; a Reason in the place of one that cannot be read. */
export function readSignatureTimestamps(signer: SignerInfo): (TimestampToken | Reason)[] {
  return signatureTimestampsOf(signer).map((der) => {
    const token = orRefusal(() => parseTimestampToken(der, { allowBer: true }));
    return token instanceof HosoError ? reason('TIMESTAMP_BAD', { what: token.code }) : token;
  });
}

/** How far a timestamp may lie ahead of the clock of the check, in milliseconds. */
const SKEW_MS = 5 * 60_000;

/** Why a time cannot be believed yet. */
export function futureReason(time: Date, now: Date, accuracyMs = 0): Reason | undefined {
  return time.getTime() > now.getTime() + SKEW_MS + accuracyMs ? reason('TIMESTAMP_FROM_THE_FUTURE') : undefined;
}

/** Why a timestamp is no proof beside one that covers it: that says it existed earlier (ETSI EN 319 102-1 §5.5). */
export function orderReason({ time, accuracyMs }: StampedTime, coveredAt: Date | undefined): Reason | undefined {
  if (!coveredAt || time.getTime() <= coveredAt.getTime() + SKEW_MS + accuracyMs) return undefined;
  return reason('TIMESTAMP_UNTRUSTED', { what: 'TIMESTAMP_ORDER' });
}

type StampedTime = Pick<TimestampInfo, 'time' | 'accuracyMs'>;

/**
 * Judges a signature timestamp (ETSI EN 319 122-1 5.3): that it covers the signature value, and that its authority leads
 * to the roots at `at`, the earliest time at which the token is known to have existed.
 */
export function judgeSignatureTimestamp(
  { token, signer }: { token: TimestampToken; signer: SignerInfo },
  at: { at: Date; proven: boolean },
  material: TrustMaterial,
): { proof?: ProvenTime; reasons: readonly Reason[] } {
  const [tokenSigner] = token.signedData.signerInfos;
  const { hash, time, accuracyMs } = token.info;
  if (!tokenSigner) return { reasons: [reason('TIMESTAMP_BAD', { what: 'no signer' })] };
  if (hash === undefined) return { reasons: [reason('ALGORITHM_UNKNOWN', { algorithm: 'messageImprint' })] };
  if (!isAcceptedHash(hash)) return { reasons: [reason('ALGORITHM_WEAK', { algorithm: hash })] };
  const imprint = digest(hash, signer.signature);
  const facts = orRefusal(() => verifyTimestampToken(token, imprint, material.certificates));
  if (facts instanceof HosoError) return { reasons: [reason('TIMESTAMP_BAD', { what: facts.code })] };
  const unknown = unknownUnsignedAttribute(tokenSigner);
  if (unknown !== undefined) return { reasons: [reason('ATTRIBUTE_UNKNOWN', { attribute: unknown })] };
  const loose = findLooseEnd(token.signedData, facts.certificate);
  if (facts.problems.includes('algorithm-unsupported') || facts.problems.includes('key-unsupported')) {
    return { reasons: [reason('TIMESTAMP_UNTRUSTED', { what: 'ALGORITHM_UNKNOWN' })] };
  }
  const bad = [...facts.problems, ...(loose === undefined ? [] : [loose])];
  if (bad.length > 0 || !facts.certificate) return { reasons: [reason('TIMESTAMP_BAD', { what: bad.join(', ') })] };
  const check = { certificate: facts.certificate, purpose: 'timestamp', signedAt: time, ...at } as const;
  const person = validateCertificate(check, material);
  const wrongTime = futureReason(time, material.now, accuracyMs) ?? orderReason(token.info, at.at);
  if (wrongTime) return { reasons: [wrongTime] };
  const against = person.reasons.filter(({ weight }) => weight !== 'note');
  if (against.length > 0) return { reasons: [untrusted(against)] };
  return { proof: { time, authority: commonName(facts.certificate) }, reasons: [] };
}

function untrusted(reasons: readonly Reason[]): Reason {
  return reason('TIMESTAMP_UNTRUSTED', { what: reasons.map(({ code }) => code).join(', ') });
}
