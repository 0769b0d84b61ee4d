import { type DigestAlgorithm } from '../digest.ts';
import { pdfErrors } from '../errors.ts';
import { numberValue } from '../objects.ts';
import { type SignatureField } from '../reader/fields.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { CERTIFICATE_BITS, isCertificateAsAsked } from './certificate-seed.ts';
import { type FieldLock, type MdpPermission } from '../reader/permissions.ts';
import { SeedValues } from './seed-dictionary.ts';
import { FILTER, SUB_FILTERS } from './signature-dictionary.ts';

/** What a signature will be, as far as the field that it fills may have a say in it. */
export interface IntendedSignature {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly reason?: string | undefined;
  readonly certify?: MdpPermission | undefined;
  /** Asked for, or the document's own. */
  readonly lock?: FieldLock | undefined;
  /** It will carry a timestamp. */
  readonly timestamped?: boolean | undefined;
  /** The signer's certificate, then those above it, in DER. */
  readonly certificateChain?: readonly Uint8Array[] | undefined;
}

/** Bits of /Ff, from 1, that make an entry a requirement (ISO 32000-1, table 234; 8 and 9 by ISO 32000-2). */
const SEED_BITS = {
  Filter: 1,
  SubFilter: 2,
  V: 3,
  Reasons: 4,
  LegalAttestation: 5,
  AddRevInfo: 6,
  DigestMethod: 7,
  LockDocument: 8,
  AppearanceFilter: 9,
} as const;
/** /Ff of /TimeStamp makes the timestamp itself a requirement. */
const TIMESTAMP_BITS = { Required: 1 } as const;
/** The version whose entries are all known here: that of PDF 2.0. */
const KNOWN_VERSION = 3;
const DIGEST_NAMES = { sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' } as const;

type Seed = SeedValues<keyof typeof SEED_BITS>;

/** By entry, whether a signature is not what it asks. */
const UNMET: Readonly<Record<string, (seed: Seed, intended: IntendedSignature) => boolean>> = {
  Filter: (seed) => seed.requires('Filter') && seed.name('Filter') !== FILTER,
  SubFilter: (seed) => seed.requires('SubFilter') && !seed.lists('SubFilter', SUB_FILTERS.Sig),
  V: (seed) => seed.requires('V') && !((numberValue(seed.get('V')) ?? Infinity) <= KNOWN_VERSION),
  Reasons: (seed, { reason }) => seed.isFlagged('Reasons') && !isReasonOf(seed, reason),
  LegalAttestation: (seed) => seed.requires('LegalAttestation'),
  AddRevInfo: (seed) => seed.requires('AddRevInfo') && seed.get('AddRevInfo') !== false,
  DigestMethod: (seed, { digestAlgorithm }) =>
    seed.requires('DigestMethod') && !seed.lists('DigestMethod', DIGEST_NAMES[digestAlgorithm]),
  LockDocument: (seed, intended) => seed.requires('LockDocument') && !isLockedAsAsked(seed, intended),
  AppearanceFilter: (seed) => seed.requires('AppearanceFilter'),
  MDP: (seed, { certify }) => {
    const permission = seed.within('MDP', {})?.get('P') ?? null;
    return permission !== null && numberValue(permission) !== (certify ?? 0);
  },
  TimeStamp: (seed, { timestamped }) =>
    !timestamped && seed.within('TimeStamp', TIMESTAMP_BITS)?.isFlagged('Required') === true,
  Cert: (seed, { certificateChain }) => {
    const asked = seed.within('Cert', CERTIFICATE_BITS);
    return asked !== undefined && !isCertificateAsAsked(asked, certificateChain);
  },
};

/** Where no reasons are given, or a single full stop, there must be none. */
function isReasonOf(seed: Seed, reason = ''): boolean {
  const reasons = seed.texts('Reasons');
  const wantsNone = reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.');
  return wantsNone ? reason === '' : reason !== '' && reasons.includes(reason);
}

/** `true` asks for no changes at all from now on, `false` that more be allowed, `auto` leaves it to the signer. */
function isLockedAsAsked(seed: Seed, { certify, lock }: IntendedSignature): boolean {
  const asked = seed.name('LockDocument');
  const locks = certify === 1 || lock?.permission === 1;
  return asked === 'auto' || asked === String(locks);
}

/**
 * Refuses a signature that is not what the field's seed values require (ISO 32000-1, 12.7.4.5). What they do not require is a
 * hint to who signs, and passed over. A required attestation, named appearance or revocation data in the CMS is always refused,
 * for these are not made; a required certificate where it is another than the signer's, or nobody says who signs.
 *
 * @throws PDF_SEED_VALUE_UNMET
 */
export function assertSeedValues(file: PdfFile, field: SignatureField, intended: IntendedSignature): void {
  const dict = file.dict(field.dict.get('SV'));
  if (!dict) return;
  const seed: Seed = new SeedValues(file, dict, SEED_BITS);
  const unmet = Object.entries(UNMET).find(([, isUnmet]) => isUnmet(seed, intended));
  if (unmet) throw pdfErrors.PDF_SEED_VALUE_UNMET({ field: field.name, what: unmet[0] });
}
