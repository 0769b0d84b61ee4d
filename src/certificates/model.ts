import { type Database, type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import { type DocumentWithOutbox, OUTBOX_FIELD } from '../kernel/outbox.ts';
import { type RevocationReason, type SignatureAlgorithm, type StoredKey } from '../signing/index.ts';
import { type AuthorityName, type CertificatePurpose } from './types.ts';

/** One authority at rest: certificate in base64 of DER, key as PKCS#8 sealed under the server's key. */
export interface StoredAuthority {
  readonly certificate: string;
  readonly key: string;
}

/** The school's authority; `slot` is always `authority`, so that there is one. */
export interface AuthorityDocument extends DocumentWithOutbox {
  slot: 'authority';
  algorithm: SignatureAlgorithm;
  root: StoredAuthority;
  issuing: StoredAuthority;
  /** The timestamp authority, absent until the first timestamp; `made` counts the certificates it has had. */
  timestamp?: StoredAuthority & { readonly made: number };
  /** No timestamp is given of a time before this. */
  stampedAt?: Date;
}

/**
 * The key and certificate of a person or the seal. `slot` is `personal:<account>` or `seal` while it is the one in use, and
 * `ended:<_id>` afterwards, so that there is never a second one.
 */
export interface CredentialDocument extends DocumentWithOutbox {
  slot: string;
  account: string;
  purpose: CertificatePurpose;
  origin: 'school' | 'imported';
  state: 'appointed' | 'active' | 'revoked' | 'replaced';
  /** Base64 of DER, its own certificate first. */
  chain: string[];
  serialNumber?: string;
  notAfter?: Date;
  /** Gone once it is revoked or replaced. */
  key?: StoredKey;
  tries: number;
  failed: number;
  createdAt: Date;
  revokedAt?: Date;
  reason?: RevocationReason;
}

/** The newest list of an authority; `_id` is `<school>:<authority>`. */
export interface CrlDocument extends SchoolDocument {
  authority: AuthorityName;
  number: number;
  thisUpdate: Date;
  /** Which certificates it tells of; when they are others, it is made anew. */
  covers: string;
  der: string;
}

export interface CertificateCollections {
  readonly authorities: SchoolCollection<AuthorityDocument>;
  readonly credentials: SchoolCollection<CredentialDocument>;
  readonly crls: SchoolCollection<CrlDocument>;
}

/** Registers the collections of `certificates`. */
export function certificateCollections(db: Database): CertificateCollections {
  const authority = { _id: false, certificate: String, key: String };
  return {
    authorities: db.collection({
      name: 'authorities',
      fields: {
        slot: String,
        algorithm: String,
        root: authority,
        issuing: authority,
        timestamp: Object,
        stampedAt: Date,
        outbox: OUTBOX_FIELD,
      },
      indexes: [{ keys: { slot: 1 }, unique: true }],
    }),
    credentials: db.collection({
      name: 'credentials',
      fields: {
        slot: { type: String, required: true },
        account: String,
        purpose: String,
        origin: String,
        state: String,
        chain: [String],
        serialNumber: String,
        notAfter: Date,
        key: Object,
        tries: Number,
        failed: Number,
        createdAt: Date,
        revokedAt: Date,
        reason: String,
        outbox: OUTBOX_FIELD,
      },
      indexes: [{ keys: { slot: 1 }, unique: true }, { keys: { account: 1 } }, { keys: { state: 1, origin: 1 } }],
    }),
    crls: db.collection({
      name: 'crls',
      fields: { authority: String, number: Number, thisUpdate: Date, covers: String, der: String },
      indexes: [],
    }),
  };
}
