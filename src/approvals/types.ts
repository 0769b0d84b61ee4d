import { type Duty, type DutyScope } from '../kernel/actor.ts';
import { type SchoolDocument } from '../kernel/db.ts';
import { type LocalDate } from '../kernel/local-date.ts';
import { type DocumentWithOutbox } from '../kernel/outbox.ts';
import { type StepDuty, type StepKind } from '../records/index.ts';
import { type Manner } from './manner.ts';

/** Whose credential signs: the person's own, or the school's seal. One confirmation unlocks one of them. */
export type SigningPurpose = 'personal' | 'seal';

/** What is stored of a request; whether its items are ready is told by the items themselves. */
export type StoredRequestState = 'open' | 'confirming' | 'confirmed' | 'cancelled' | 'expired';

/** What a client sees: the stored state joined with what the items have come to. */
export type RequestState = 'preparing' | 'ready' | 'confirmed' | 'done' | 'failed' | 'cancelled' | 'expired';

export type ItemState = 'preparing' | 'prepared' | 'confirmed' | 'embedded' | 'failed';

/** A failure as it is kept and shown: its code and its sentences. */
export interface Failure {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** Why a record was left out of a request. */
export interface Refusal extends Failure {
  readonly record: string;
}

/** A box on a page as it is seen, in points (1/72 inch) from the lower left corner. */
export interface PageBox {
  /** Counts from 1; negative from the end. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A corner of a page; the stamps of later steps stand beside the earlier ones. */
export interface CornerWish {
  /** Counts from 1; negative from the end. */
  readonly page: number;
  readonly place: 'bottomLeft' | 'bottomRight' | 'topRight';
}

/** How the signatures of a request are to be drawn, or that they are not; absent, the record's type decides. */
export type StampWish = CornerWish | { readonly box: PageBox } | { readonly invisible: true };

/** One confirmation by one person over up to 200 records. */
export interface SigningRequestDocument extends SchoolDocument {
  account: string;
  accountName: string;
  purpose: SigningPurpose;
  records: readonly string[];
  refused: readonly Refusal[];
  state: StoredRequestState;
  appearance?: StampWish;
  /** The confirmation under way; it lapses if its process dies. */
  claim?: { readonly id: string; readonly until: Date };
  createdAt: Date;
  expiresAt: Date;
  confirmedAt?: Date;
  /** Set when no item has anything left to do. */
  settled: boolean;
}

/** What joins the phases: everything that confirming and embedding need, and no key. Offsets count from the file's start. */
export interface PreparedItem {
  readonly fieldName: string;
  /** Bytes of the version that is signed. */
  readonly baseSize: number;
  /** What is appended to it, with the hole for the signature. */
  readonly increment: Uint8Array;
  readonly byteRange: readonly number[];
  readonly contentsOffset: number;
  readonly contentsSize: number;
  readonly digestAlgorithm: 'sha256' | 'sha384' | 'sha512';
  /** Hash of the signed byte ranges: what the confirmation signs. */
  readonly digest: Uint8Array;
  /** SHA-256 (hex) of the certificate the hole was measured for. */
  readonly certificate: string;
  readonly certificateSerial: string;
  /** The time that stands in the signature dictionary. */
  readonly at: Date;
}

/** The part of a request that concerns one record; its own document, so that 200 of them never wait for each other. */
export interface SigningItemDocument extends SchoolDocument {
  request: string;
  record: string;
  account: string;
  accountName: string;
  step: {
    readonly index: number;
    readonly revision: number;
    readonly kind: StepKind;
    readonly duty: StepDuty;
    /** The step's own duty, where one above acts. */
    readonly inPlaceOf?: StepDuty;
  };
  /** Where one signs in another's place: how, and what they are themselves. */
  manner?: Manner;
  post?: Duty;
  delegateOf?: { readonly account: string; readonly name: string };
  base: { readonly n: number; readonly sha256: string };
  state: ItemState;
  failure?: Failure;
  appearance?: StampWish;
  prepared?: PreparedItem;
  /** The CMS signature, computed once. */
  cms?: Uint8Array;
  /** When the state last changed; the sweep looks for items that stand still. */
  touchedAt: Date;
}

/** One person's duty lent to another for a span of time; the lender keeps it too. */
export interface DelegationDocument extends DocumentWithOutbox {
  from: string;
  fromName: string;
  to: string;
  toName: string;
  duty: Duty;
  scope: DutyScope;
  /** The record types it is limited to; empty means all. */
  types: readonly string[];
  startsAt: Date;
  endsAt: Date;
  /** Set when it was ended early. */
  endedAt?: Date;
  reason?: string;
  /** Of the written decision, where the school made one. */
  decisionNumber?: string;
  decisionDate?: LocalDate;
  /** Who opened it in the lender's place. */
  openedBy?: { readonly account: string; readonly name: string };
  createdAt: Date;
}
