import { type DigestAlgorithm } from '../digest.ts';
import { pdfErrors } from '../errors.ts';
import { countValue, numberValue, type PdfDict, PdfName, type PdfObject, PdfString } from '../objects.ts';
import { type SignatureField } from '../reader/fields.ts';
import { type PdfFile } from '../reader/pdf-file.ts';
import { type FieldLock, type MdpPermission } from './permissions.ts';
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
/** The same for what /Cert asks of the signer's certificate (table 235). */
const CERTIFICATE_BITS = { Subject: 1, Issuer: 2, OID: 3, SubjectDN: 4, KeyUsage: 6, URL: 7 } as const;
const CERTIFICATE_ENTRIES = ['Subject', 'Issuer', 'OID', 'SubjectDN', 'KeyUsage', 'URL'] as const;
/** /Ff of /TimeStamp makes the timestamp itself a requirement. */
const TIMESTAMP_BITS = { Required: 1 } as const;
/** The version whose entries are all known here: that of PDF 2.0. */
const KNOWN_VERSION = 3;
const DIGEST_NAMES = { sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' } as const;

/** A seed value dictionary, or one inside it, whose /Ff says by these bits what is required. */
class SeedValues<Entry extends string> {
  readonly #file: PdfFile;
  readonly #dict: PdfDict;
  readonly #bits: Readonly<Record<Entry, number>>;

  constructor(file: PdfFile, dict: PdfDict, bits: Readonly<Record<Entry, number>>) {
    [this.#file, this.#dict, this.#bits] = [file, dict, bits];
  }

  get(entry: string): PdfObject {
    return this.#file.resolve(this.#dict.get(entry));
  }

  isFlagged(entry: Entry): boolean {
    return ((countValue(this.get('Ff')) ?? 0) & (1 << (this.#bits[entry] - 1))) !== 0;
  }

  /** Whether something stands there and is required. */
  requires(entry: Entry): boolean {
    return this.isFlagged(entry) && this.get(entry) !== null;
  }

  name(entry: Entry): string | undefined {
    const value = this.get(entry);
    return value instanceof PdfName ? value.name : undefined;
  }

  items(entry: Entry): PdfObject[] {
    return (this.#file.array(this.get(entry)) ?? []).map((item) => this.#file.resolve(item));
  }

  lists(entry: Entry, name: string): boolean {
    return this.items(entry).some((item) => item instanceof PdfName && item.name === name);
  }

  within<Inner extends string>(entry: string, bits: Readonly<Record<Inner, number>>): SeedValues<Inner> | undefined {
    const dict = this.#file.dict(this.get(entry));
    return dict && new SeedValues(this.#file, dict, bits);
  }
}

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
  Cert: (seed) => {
    const certificate = seed.within('Cert', CERTIFICATE_BITS);
    return CERTIFICATE_ENTRIES.some((entry) => certificate?.requires(entry));
  },
};

/** Where no reasons are given, or a single full stop, there must be none. */
function isReasonOf(seed: Seed, reason = ''): boolean {
  const reasons = seed.items('Reasons').map((item) => (item instanceof PdfString ? item.text : ''));
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
 * hint to who signs, and passed over. A required certificate, attestation, named appearance or revocation data in the CMS is
 * always refused: there is no telling here whether the certificate fits, and the others are not made.
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
