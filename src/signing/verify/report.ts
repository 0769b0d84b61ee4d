import { type Reason } from './reasons.ts';

/** What a check came to. `unknown` is "could not tell": it never counts as good. */
export type Fact = 'good' | 'bad' | 'unknown';

/** The conclusion on one signature, and on the whole file: the worst of its signatures. */
export type Conclusion = 'valid' | 'invalid' | 'indeterminate';

/** A certificate as a person reads it; times are ISO 8601 in UTC. */
export interface CertificateFacts {
  readonly name: string;
  readonly organisation?: string;
  readonly unit?: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
}

/** Whether a certificate was revoked, as known at the time that counts. */
export interface RevocationFacts {
  readonly certificate: string;
  readonly status: 'good' | 'revoked' | 'unknown' | 'not-offered';
  readonly source?: 'crl' | 'ocsp';
  readonly thisUpdate?: string;
  readonly revokedAt?: string;
  readonly reason?: string;
}

/** One thing that a later revision did to the file. */
export interface Change {
  readonly kind:
    | 'signature'
    | 'signature-in-field'
    | 'document-timestamp'
    | 'validation-data'
    | 'validation-data-lost'
    | 'empty-signature-field'
    | 'visible-field'
    | 'form-fill'
    | 'annotation'
    | 'metadata'
    | 'forbidden';
  /** The object or the path that changed, as in `12 0 R` or `Root/Pages/Kids[0]/Contents`. */
  readonly where: string;
}

/** A proof of time and where it comes from, best first. */
export interface TimeFacts {
  readonly value?: string;
  readonly source: 'signature-timestamp' | 'document-timestamp' | 'claimed' | 'none';
  /** The signer's own claim, `/M` of the signature dictionary. */
  readonly claimed?: string;
  readonly authority?: string;
}

/** The facts of one signature or document timestamp, in the order in which they were made. */
export interface SignatureReport {
  readonly field: string;
  readonly kind: 'approval' | 'certification' | 'document-timestamp';
  readonly conclusion: Conclusion;
  readonly reasons: readonly Reason[];
  readonly signer?: CertificateFacts;
  readonly integrity: {
    readonly content: Fact;
    readonly signature: Fact;
    readonly digestAlgorithm?: string;
    readonly signatureAlgorithm?: string;
  };
  readonly coverage: {
    readonly scope: 'whole-file' | 'earlier-revision' | 'unsound';
    readonly byteRange: readonly number[];
  };
  readonly changes: {
    readonly allowed: Fact;
    readonly list: readonly Change[];
    /** What the signatures so far let later revisions do: 1 nothing, 2 forms and signatures, 3 also annotations. */
    readonly permission?: 1 | 2 | 3;
  };
  readonly time: TimeFacts;
  readonly chain: { readonly status: Fact; readonly certificates: readonly CertificateFacts[] };
  readonly revocation: readonly RevocationFacts[];
  readonly keyUsage: Fact;
  readonly algorithms: Fact;
  readonly profile: {
    readonly level?: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
    /** Where the signature departs from the PAdES baseline (ETSI EN 319 142-1 6.3). */
    readonly departures: readonly string[];
  };
  readonly location?: string;
  readonly statedReason?: string;
  readonly vi: string;
  readonly en: string;
}

/** What is known of a file's signatures. Plain data: it goes to JSON as it is. */
export interface VerificationReport {
  readonly conclusion: Conclusion;
  readonly reasons: readonly Reason[];
  readonly checkedAt: string;
  readonly bytes: number;
  readonly revisions: number;
  readonly signatures: readonly SignatureReport[];
  readonly vi: string;
  readonly en: string;
}
