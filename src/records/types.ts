import { type Duty, type DutyScope } from '../kernel/actor.ts';
import { type Filter, type SchoolDocument } from '../kernel/db.ts';
import { type OutboxEvent } from '../kernel/outbox.ts';

/** The life of a record, in order, then the ways out of it. */
export const RECORD_STATES = [
  'draft',
  'inApproval',
  'approved',
  'sealed',
  'archived',
  'disposed',
  'returned',
  'withdrawn',
  'superseded',
  'revoked',
] as const;

export type RecordState = (typeof RECORD_STATES)[number];

/** States in which a record no longer holds its place: another may take its folder and file name. */
export const DEAD_STATES: readonly RecordState[] = ['disposed', 'withdrawn', 'superseded', 'revoked'];

/** How a person reads a state. */
export const STATE_NAMES: Readonly<Record<RecordState, { readonly vi: string; readonly en: string }>> = {
  draft: { vi: 'bản nháp', en: 'a draft' },
  inApproval: { vi: 'đang trình ký', en: 'in approval' },
  approved: { vi: 'đã duyệt', en: 'approved' },
  sealed: { vi: 'đã đóng dấu', en: 'sealed' },
  archived: { vi: 'đã lưu trữ', en: 'archived' },
  disposed: { vi: 'đã tiêu hủy', en: 'disposed of' },
  returned: { vi: 'bị trả lại', en: 'returned' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  superseded: { vi: 'đã được thay thế', en: 'superseded' },
  revoked: { vi: 'đã thu hồi', en: 'revoked' },
};

/** The details by which an error tells of a state in both languages. */
export function stateDetails(state: RecordState): { state: RecordState; stateVi: string; stateEn: string } {
  return { state, stateVi: STATE_NAMES[state].vi, stateEn: STATE_NAMES[state].en };
}

/** States of the archive: finished, or finished once and then replaced or revoked. */
export const FINISHED_STATES: readonly RecordState[] = ['sealed', 'archived', 'superseded', 'revoked'];

/** A click (`approve`), a person's initials (`initial`) or signature (`sign`), and the school's seal are different acts. */
export type StepKind = 'approve' | 'initial' | 'sign' | 'seal';

export type StepState = 'waiting' | 'open' | 'done' | 'returned' | 'skipped';

/** Whose step it is: the record's owner, or whoever holds the duty for the step's scope. */
export type StepDuty = Duty | 'owner';

/** What part of the school's work a record is about; every value is a code (`10A1`, `Toan`), weeks count from 1. */
export interface RecordScope {
  readonly department?: string;
  readonly class?: string;
  readonly subject?: string;
  readonly grade?: number;
  /** `HK1`, `HK2` or `CN` (the whole year). */
  readonly term?: Term;
  readonly week?: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly student?: string;
}

export type Term = 'HK1' | 'HK2' | 'CN';

export type Timeliness = 'onTime' | 'late' | 'lateWithExtension';

/** One signature as the record remembers it; the proof itself is in the version's bytes. */
export interface RecordSignature {
  readonly step: number;
  readonly account: string;
  readonly accountName: string;
  readonly duty: StepDuty;
  readonly kind: StepKind;
  readonly certificateSerial: string;
  readonly at: Date;
  readonly level: EvidenceLevel;
  readonly fieldName: string;
}

/** A signature that an upload brought along, as it was judged then. */
export interface OutsideSignature {
  readonly name: string;
  readonly organisation?: string;
  /** The authority at the end of the chain, as far as it is known. */
  readonly issuer: string;
  /** Proven by a timestamp, else as the signer says. */
  readonly at?: Date;
  readonly conclusion: 'valid' | 'indeterminate';
  /** Why it could not be decided. */
  readonly reason?: { readonly vi: string; readonly en: string };
}

/** Bytes that once existed and never change: the upload of a revision, the same with one more signature, or with evidence for decades. */
export interface RecordVersion {
  /** Counts from 1 through all revisions. */
  readonly n: number;
  readonly revision: number;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly pages: number;
  readonly objectKey: string;
  readonly objectVersion?: string;
  readonly originalName: string;
  readonly by: string;
  readonly at: Date;
  readonly kind: 'upload' | 'signature' | 'seal' | 'evidence';
  /** An upload that carried signatures made elsewhere. */
  readonly signedOutside?: boolean;
  /** Those signatures; absent if there are none. */
  readonly outside?: readonly OutsideSignature[];
  /** All signatures our own chain has put into these bytes. */
  readonly signatures: readonly RecordSignature[];
}

/** One step of one revision's chain. */
export interface RecordStep {
  /** Counts from 0 within its revision. */
  readonly index: number;
  readonly revision: number;
  readonly kind: StepKind;
  readonly duty: StepDuty;
  /** Whose duty it must be: the department head *of this department*. */
  readonly scope?: DutyScope;
  /** The owner of an `owner` step from the start; else who decided it. */
  readonly account?: string;
  readonly accountName?: string;
  /** The account whose place was taken by delegation. */
  readonly delegateOf?: string;
  /** The duty above that acts here, where nobody holds the step's own duty or may use it on this record. */
  readonly raisedTo?: Duty;
  /** The record's type lets the owner, or who decided an earlier step, decide this one too. */
  readonly samePersonMay?: boolean;
  /** Decided by the record's owner or by who decided an earlier step, as the type allows. */
  readonly samePerson?: boolean;
  readonly state: StepState;
  readonly decidedAt?: Date;
  readonly comment?: string;
}

/** The open step, repeated on the record so that an inbox is one index lookup; `duty` is the one that acts, raised or not. */
export interface RecordWaiting {
  readonly step: number;
  readonly kind: StepKind;
  readonly duty: StepDuty;
  readonly department?: string;
  readonly class?: string;
  readonly subject?: string;
  readonly grade?: number;
  /** Set where only this person may act. */
  readonly account?: string;
  /** Who decided a step of this revision already, in their own name or another's: they may not decide this one. */
  readonly decidedBy?: readonly string[];
  readonly samePersonMay?: boolean;
  /** Nobody in the school may take the step, not even those above. */
  readonly unattended?: boolean;
}

/** A record is leased to one signing request at a time; a lease ends by itself. */
export interface RecordLease {
  readonly request: string;
  readonly until: Date;
  /** Whose request it is, and since when. */
  readonly account?: string;
  readonly since?: Date;
}

/** What the first submission was judged against. */
export interface Judgement {
  readonly dueAt?: Date;
  readonly at: Date;
  /** The rule's basis, as its record type cites it. */
  readonly rule: string;
  /** The extension that made a late submission lawful. */
  readonly extension?: string;
}

/** A reason why a record may not be disposed of, whatever its retention says. */
export interface LegalHold {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export interface RecordRetention {
  /** The class of the retention schedule (`permanent`, `20y`). */
  readonly class: string;
  /** Absent while the starting event has not come, and for permanent records. */
  readonly until?: Date;
  readonly hold: readonly LegalHold[];
}

/** How far a signature can be proved without anything else (ETSI EN 319 142-1), the least first. */
export const EVIDENCE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;

export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** How far the last version of a finished record can be proved without anything else, and what is to be done about it next. */
export interface RecordEvidence {
  /** The lowest level of the signatures of our own chain. */
  readonly level: EvidenceLevel;
  /** Whether that version is locked in the store. */
  readonly locked: boolean;
  /** The end of the certificate behind the last document timestamp. */
  readonly timestampEnds?: Date;
  /** When it is to be looked at again: a level that could not be reached, a lock that is missing, a timestamp that ends. */
  readonly dueAt?: Date;
}

/** A record whose bytes are not yet in their permanent place: nobody sees it, and a sweep removes it if its request died. */
export interface PendingUpload {
  readonly temporaryKey: string;
  readonly sha256: string;
  readonly since: Date;
}

/** One record of a school: a document that holds its versions, its steps and what is still to be told of it. */
export interface RecordDocument extends SchoolDocument {
  /** `2026-2027`. */
  year: string;
  /** The record type's identifier, `lessonPlan`. */
  type: string;
  /** The record type's code, `KHBD`. */
  code: string;
  owner: string;
  ownerName: string;
  scope: RecordScope;
  title: string;
  folder: string;
  fileName: string;
  /** `folder/fileName` while the record is live, its id after that: unique in the school. */
  placeKey: string;
  state: RecordState;
  revision: number;
  createdAt: Date;
  dueAt?: Date;
  submittedAt?: Date;
  timeliness?: Timeliness;
  judged?: Judgement;
  versions: readonly RecordVersion[];
  steps: readonly RecordStep[];
  waiting?: RecordWaiting;
  lease?: RecordLease;
  lock?: { readonly reason: string; readonly at: Date };
  retention: RecordRetention;
  /** From the archive on. */
  evidence?: RecordEvidence;
  searchKeys: readonly string[];
  /** Events that the audit log and the people concerned have yet to get. */
  outbox: OutboxEvent[];
  pending?: PendingUpload;
}

/** The newest version: what a reader opens and the next signature covers. */
export function currentVersion(record: Pick<RecordDocument, 'versions'>): RecordVersion {
  const last = record.versions.at(-1);
  if (!last) throw new Error('a record without a version');
  return last;
}

/** The open step of the current revision, if one waits for somebody. */
export function openStep(record: Pick<RecordDocument, 'steps' | 'revision'>): RecordStep | undefined {
  return record.steps.find((step) => step.revision === record.revision && step.state === 'open');
}

/** A MongoDB filter over records; its keys are their fields. */
export type RecordFilter = Filter<RecordDocument>;
