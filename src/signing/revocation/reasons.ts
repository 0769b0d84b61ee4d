/** Why a certificate was revoked: CRLReason of RFC 5280 §5.3.1, the number being the place; 7 is not used. */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'unused',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type RevocationReason = Exclude<(typeof REVOCATION_REASONS)[number], 'unused'>;

/** The reason of a number; a number that the standard does not know reads as `unspecified`. */
export function reasonOf(number: number): RevocationReason {
  const reason = REVOCATION_REASONS[number];
  return reason === undefined || reason === 'unused' ? 'unspecified' : reason;
}
