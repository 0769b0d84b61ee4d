import { type Clock } from '../kernel/clock.ts';
import { type Database } from '../kernel/db.ts';
import { type Logger } from '../kernel/logger.ts';
import { type EventSink } from '../kernel/outbox.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Change, type People } from '../people/index.ts';
import {
  type KeyKind,
  type RevocationReason,
  type SignatureAlgorithm,
  type Signer,
  type SignerDescription,
  type Timestamper,
} from '../signing/index.ts';
import { type Structure } from '../structure/index.ts';

export interface CertificateDeps {
  readonly db: Database;
  readonly people: Pick<People, 'account' | 'actorOf'>;
  readonly structure: Pick<Structure, 'school'>;
  readonly audit: EventSink;
  readonly clock: Clock;
  readonly log: Logger;
  /** 32 bytes; every key at rest is sealed under it, those of persons under their PIN as well. */
  readonly serverKey: Uint8Array;
  /** Where the school's lists can be fetched, such as `https://hoso.example/api/v1`; absent: certificates name no address. */
  readonly publicApiUrl?: string | undefined;
  /** Authorities beside the school's own whose certificates people may bring, in DER. */
  readonly trustedRoots?: readonly Uint8Array[] | undefined;
  /** Of personal and seal keys; default `rsa-2048`, which every reader of PDF knows. */
  readonly keyKind?: KeyKind | undefined;
  /** Of the authorities; default `rsa-pkcs1-sha256`. */
  readonly authorityAlgorithm?: SignatureAlgorithm | undefined;
}

export type CertificatePurpose = 'personal' | 'seal';
export type CertificateState = 'appointed' | 'active' | 'expired' | 'revoked' | 'replaced';

/** What is known of a certificate; nothing of it is secret. */
export interface CertificateInfo {
  readonly id: string;
  /** Account id: the person, or the keeper of the seal. */
  readonly account: string;
  readonly purpose: CertificatePurpose;
  /** `appointed`: the keeper of the seal has not set the PIN yet, there is no certificate so far. */
  readonly state: CertificateState;
  readonly origin: 'school' | 'imported';
  /** `CN=Nguyễn Văn A, ...`; of this and the next five none while `appointed`. */
  readonly subject?: string;
  readonly issuer?: string;
  /** Lower-case hexadecimal. */
  readonly serialNumber?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** DER, its own certificate first. */
  readonly chain: readonly Uint8Array[];
  /** It ends within 30 days. */
  readonly renewalDue: boolean;
  readonly pinLocked: boolean;
  readonly revokedAt?: Date;
  readonly reason?: RevocationReason;
}

/** What the prepare phase must know of a key: no PIN is needed for it. */
export interface CredentialDescription extends SignerDescription {
  readonly certificate: CertificateInfo;
}

export type AuthorityName = 'root' | 'issuing';

/** What anybody needs to verify the school's signatures; all in DER. */
export interface SchoolTrust {
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  readonly crls: readonly Uint8Array[];
}

/** The school's certificate authority, and the keys of its people and its seal. */
export interface Certificates {
  /** Makes the school's authority with new keys unless there is one; two at once make one. */
  ensureAuthority(change: Change): Promise<void>;
  /**
   * With `lists.since`, the list of people's certificates was made then or later: it tells of signatures made until then.
   * @throws AUTHORITY_MISSING
   */
  trust(scope: SchoolScope, lists?: { readonly since?: Date }): Promise<SchoolTrust>;
  /**
   * The school's own timestamp authority, in this process. Its certificate is made at first need and renewed in time.
   * Errors of `stamp`: `AUTHORITY_MISSING`, `CLOCK_UNSURE`.
   */
  timestamper(scope: SchoolScope): Timestamper;
  /** The present list of an authority in DER; made anew when it grows old or lacks a revocation. @throws AUTHORITY_MISSING */
  crl(scope: SchoolScope, authority: AuthorityName): Promise<Uint8Array>;

  /**
   * The chain and measures of the key an account signs with now.
   * @throws CERTIFICATE_MISSING, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REVOKED, SEAL_NOT_ACTIVATED
   */
  describe(scope: SchoolScope, account: string, purpose: CertificatePurpose): Promise<CredentialDescription>;
  /**
   * Opens the key with its PIN, in about 100 ms; the signer then signs as often as needed. Five wrong PINs in a row, over all
   * processes, lock it until an administrator unlocks it.
   * @throws PIN_WRONG with `details.remaining`, PIN_LOCKED, and what `describe` throws
   */
  unlock(
    scope: SchoolScope,
    at: { readonly account: string; readonly purpose: CertificatePurpose; readonly pin: string },
  ): Promise<Signer>;

  /** Whether an account is the one that was appointed to keep the school's seal, its PIN set or not. */
  keepsSeal(scope: SchoolScope, account: string): Promise<boolean>;
  /** The newest certificate of an account, whatever its state. @throws CERTIFICATE_MISSING */
  current(scope: SchoolScope, account: string, purpose: CertificatePurpose): Promise<CertificateInfo>;
  /** All certificates of the school, newest first. */
  list(scope: SchoolScope, query?: { readonly account?: string | undefined }): Promise<readonly CertificateInfo[]>;
  /** Live certificates that end within `days`. */
  expiring(scope: SchoolScope, days: number): Promise<readonly CertificateInfo[]>;

  /**
   * Issues a personal certificate from the school's authority, for a person who has none, or in place of one that ends within
   * 30 days (then the PIN must be the present one) or has ended.
   * @throws CERTIFICATE_EXISTS, PIN_TOO_SHORT, PIN_TRIVIAL, AUTHORITY_MISSING, PIN_WRONG, PIN_LOCKED
   */
  issuePersonal(change: Change, at: { readonly account: string; readonly pin: string }): Promise<CertificateInfo>;
  /** Takes over a person's key and certificate from a PKCS#12 file. @throws as `issuePersonal`, P12_*, CERTIFICATE_UNFIT, CERTIFICATE_UNTRUSTED, CERTIFICATE_NAME_DIFFERS */
  importPersonal(
    change: Change,
    at: { readonly account: string; readonly file: Uint8Array; readonly passphrase: string; readonly pin: string },
  ): Promise<CertificateInfo>;
  /** Appoints who keeps the school's seal. @throws SEAL_CUSTODIAN_UNFIT, CERTIFICATE_EXISTS, ACCOUNT_NOT_FOUND */
  appointCustodian(change: Change, custodian: string): Promise<CertificateInfo>;
  /**
   * The appointed keeper sets the PIN, by which key and certificate of the seal come to be; and in their last 30 days, with the same
   * PIN, or once they have ended, new ones in their place.
   * @throws SEAL_NOT_APPOINTED, CERTIFICATE_EXISTS, PIN_*
   */
  activateSeal(change: Change, at: { readonly account: string; readonly pin: string }): Promise<CertificateInfo>;

  /** @throws PIN_WRONG, PIN_LOCKED, PIN_TOO_SHORT, PIN_TRIVIAL, PIN_UNCHANGED, and what `describe` throws */
  changePin(
    change: Change,
    at: {
      readonly account: string;
      readonly purpose: CertificatePurpose;
      readonly current: string;
      readonly next: string;
    },
  ): Promise<void>;
  /** Gives five tries anew after PIN_LOCKED; the PIN stays. @throws CERTIFICATE_NOT_FOUND, OWN_PIN_PROTECTED */
  unlockPin(change: Change, id: string): Promise<CertificateInfo>;
  /** Revokes for good: the key is destroyed and the school's list made anew. Safe to repeat. @throws CERTIFICATE_NOT_FOUND */
  revoke(change: Change, at: { readonly id: string; readonly reason: RevocationReason }): Promise<CertificateInfo>;

  /** Renews the issuing authority's certificate in time, and tells the events a crash left behind; for the sweep. */
  sweep(scope: SchoolScope): Promise<{ readonly events: number }>;
}
