// Made by `npm run generate` from the schemas in this folder; do not edit.

/**
 * A short code without tone marks that people read, such as 10A1 or Toan.
 */
export type Code = string;
/**
 * Where the next page begins; from the page before.
 */
export type Cursor = string;
/**
 * A date without time in the school's zone, YYYY-MM-DD.
 */
export type LocalDate = string;
/**
 * A duty a person can hold.
 */
export type DutyName =
  | 'principal'
  | 'vicePrincipal'
  | 'departmentHead'
  | 'subjectTeacher'
  | 'homeroomTeacher'
  | 'recordsClerk'
  | 'registrar'
  | 'officeStaff'
  | 'admin'
  | 'inspector';
/**
 * A school year, 2026-2027.
 */
export type SchoolYearCode = string;
/**
 * An identifier the system gave.
 */
export type Id = string;
/**
 * From 1; negative counts from the last page.
 */
export type PageNumber = number;
/**
 * A person's own pictures: of the signature, and of the initials (ký nháy).
 */
export type PictureKind = 'signature' | 'initials';
/**
 * The PIN of a key.
 */
export type Pin = string;
/**
 * A part of what a record is about.
 */
export type RecordScopeField = 'department' | 'class' | 'subject' | 'grade' | 'term' | 'week' | 'month' | 'student';
/**
 * Where a record stands in its life.
 */
export type RecordState =
  | 'draft'
  | 'inApproval'
  | 'approved'
  | 'sealed'
  | 'archived'
  | 'disposed'
  | 'returned'
  | 'withdrawn'
  | 'superseded'
  | 'revoked';
/**
 * CRLReason of RFC 5280 as far as a school gives one.
 */
export type RevocationReason =
  'unspecified' | 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation' | 'privilegeWithdrawn';
/**
 * How a submission stood to its deadline.
 */
export type Timeliness = 'onTime' | 'late' | 'lateWithExtension';
/**
 * How the signature is to be drawn: in a corner of a page, in a box, or not at all. Absent, the record's type decides.
 */
export type StampWish =
  | {
      page: PageNumber;
      place: 'bottomLeft' | 'bottomRight' | 'topRight';
    }
  | {
      box: PageBox;
    }
  | {
      invisible: true;
    };

export interface SchemaTypes {
  'common/bilingual-text': BilingualText;
  'common/code': Code;
  'common/cursor': Cursor;
  'common/deadline-moment': DeadlineMoment;
  'common/deadline-rule': DeadlineRule;
  'common/duty-name': DutyName;
  'common/duty-scope': DutyScope;
  'common/id': Id;
  'common/local-date': LocalDate;
  'common/page-box': PageBox;
  'common/page-number': PageNumber;
  'common/picture-kind': PictureKind;
  'common/pin': Pin;
  'common/record-scope-field': RecordScopeField;
  'common/record-scope': RecordScope;
  'common/record-state': RecordState;
  'common/record-type-step': RecordTypeStep;
  'common/record-type': RecordType;
  'common/revocation-reason': RevocationReason;
  'common/rule-basis': RuleBasis;
  'common/school-year-code': SchoolYearCode;
  'common/timeliness': Timeliness;
  'api/account-list': AccountList;
  'api/account-query': AccountQuery;
  'api/account-state': AccountState;
  'api/account': Account;
  'api/approve-record': ApproveRecord;
  'api/assignment-end': AssignmentEnd;
  'api/assignment-list': AssignmentList;
  'api/assignment-query': AssignmentQuery;
  'api/assignment': Assignment;
  'api/audit-query': AuditQuery;
  'api/audit-report': AuditReport;
  'api/certificate-facts': CertificateFacts;
  'api/certificate-import': CertificateImport;
  'api/certificate-list': CertificateList;
  'api/certificate-query': CertificateQuery;
  'api/certificate-request': CertificateRequest;
  'api/certificate': Certificate;
  'api/colleague-list': ColleagueList;
  'api/colleague-query': ColleagueQuery;
  'api/colleague': Colleague;
  'api/delegation-list': DelegationList;
  'api/delegation-new': DelegationNew;
  'api/delegation-query': DelegationQuery;
  'api/delegation-scope': DelegationScope;
  'api/delegation': Delegation;
  'api/department-list': DepartmentList;
  'api/department': Department;
  'api/duty-end': DutyEnd;
  'api/duty-params': DutyParams;
  'api/extension-list': ExtensionList;
  'api/extension-query': ExtensionQuery;
  'api/extension': Extension;
  'api/hand-over': HandOver;
  'api/handed-over': HandedOver;
  'api/held-duty': HeldDuty;
  'api/id-params': IdParams;
  'api/inbox-item': InboxItem;
  'api/inbox-query': InboxQuery;
  'api/inbox': Inbox;
  'api/initial-password': InitialPassword;
  'api/login-request': LoginRequest;
  'api/login-response': LoginResponse;
  'api/me': Me;
  'api/new-account': NewAccount;
  'api/new-assignment-list': NewAssignmentList;
  'api/new-assignment': NewAssignment;
  'api/new-duty': NewDuty;
  'api/new-extension': NewExtension;
  'api/notification-list': NotificationList;
  'api/notification-query': NotificationQuery;
  'api/notification': Notification;
  'api/outside-signature': OutsideSignature;
  'api/password-change': PasswordChange;
  'api/person-ref': PersonRef;
  'api/picture-kind-params': PictureKindParams;
  'api/pin-change': PinChange;
  'api/problem': Problem;
  'api/record-event-list': RecordEventList;
  'api/record-list': RecordList;
  'api/record-metadata': RecordMetadata;
  'api/record-query': RecordQuery;
  'api/record-signature': RecordSignature;
  'api/record-step': RecordStep;
  'api/record-summary': RecordSummary;
  'api/record-type-list': RecordTypeList;
  'api/record-version-params': RecordVersionParams;
  'api/record-version': RecordVersion;
  'api/record': Record;
  'api/return-record': ReturnRecord;
  'api/revision-metadata': RevisionMetadata;
  'api/revocation': Revocation;
  'api/school-class-list': SchoolClassList;
  'api/school-class': SchoolClass;
  'api/school-params': SchoolParams;
  'api/school-year-list': SchoolYearList;
  'api/school-year': SchoolYear;
  'api/seal-custodian': SealCustodian;
  'api/seal-picture-new': SealPictureNew;
  'api/seal-picture': SealPicture;
  'api/signature-picture-list': SignaturePictureList;
  'api/signature-picture-new': SignaturePictureNew;
  'api/signature-picture': SignaturePicture;
  'api/signing-confirmation': SigningConfirmation;
  'api/signing-item': SigningItem;
  'api/signing-refusal': SigningRefusal;
  'api/signing-request-list': SigningRequestList;
  'api/signing-request-new': SigningRequestNew;
  'api/signing-request-query': SigningRequestQuery;
  'api/signing-request': SigningRequest;
  'api/stamp-wish': StampWish;
  'api/step-outcome': StepOutcome;
  'api/study-week': StudyWeek;
  'api/subject-list': SubjectList;
  'api/subject': Subject;
  'api/totp-code': TotpCode;
  'api/totp-secret': TotpSecret;
  'api/unattended-list': UnattendedList;
  'api/unattended-record': UnattendedRecord;
  'api/verification-reason': VerificationReason;
  'api/verification-report': VerificationReport;
  'api/verification-signature': VerificationSignature;
  'api/week-list': WeekList;
  'api/week-query': WeekQuery;
  'jobs/archive-record': ArchiveRecordJob;
  'jobs/embed-signature': EmbedSignatureJob;
  'jobs/prepare-signature': PrepareSignatureJob;
  'jobs/publish-record-events': PublishRecordEventsJob;
  'jobs/sweep': SweepJob;
}
export interface BilingualText {
  vi: string;
  en: string;
}
/**
 * A moment counted from an anchor of the school's calendar, in the school's zone (UTC+7).
 */
export interface DeadlineMoment {
  /**
   * The first or last day of the study week, a weekday of the calendar week before it, the term, the school year, or the calendar month of the record.
   */
  anchor: 'weekStart' | 'weekEnd' | 'weekBefore' | 'termStart' | 'termEnd' | 'yearStart' | 'yearEnd' | 'monthEnd';
  /**
   * The study week meant where the record names none.
   */
  week?: number;
  /**
   * 1 is Monday; with the anchor weekBefore only.
   */
  weekday?: number;
  /**
   * Calendar days after the anchor, negative before it.
   */
  offsetDays?: number;
  /**
   * dayBegins: before 00:00 of the day; dayEnds: the day itself still counts, to 23:59:59.999; HH:MM: up to and including that minute's start.
   */
  until: string;
}
/**
 * By when a record is to be submitted. Until `closes` a late one is still taken and marked late, after that only with an extension.
 */
export interface DeadlineRule {
  due: DeadlineMoment;
  closes?: DeadlineMoment;
  /**
   * What happens to a day that is a holiday: it counts as it is, or the last school day before or the first one after it is taken.
   */
  holidays: 'ignore' | 'earlier' | 'later';
  basis: RuleBasis;
}
/**
 * What a rule rests on, and since when.
 */
export interface RuleBasis {
  /**
   * The document in Vietnamese, as it is cited.
   */
  document: string;
  clause?: string;
  /**
   * Where it was read: a seed document's number such as [003], or a web source.
   */
  source: string;
  from: LocalDate;
  until?: LocalDate;
}
/**
 * What part of the school a duty covers; empty is all of it.
 */
export interface DutyScope {
  department?: Code;
  class?: Code;
  subject?: Code;
  grade?: number;
  year?: SchoolYearCode;
}
/**
 * A box on a page as it is seen, in points (1/72 inch) from the lower left corner.
 */
export interface PageBox {
  page: PageNumber;
  x: number;
  y: number;
  width: number;
  height: number;
}
/**
 * What a record is about.
 */
export interface RecordScope {
  department?: Code;
  class?: Code;
  subject?: Code;
  grade?: number;
  /**
   * CN is the whole year.
   */
  term?: 'HK1' | 'HK2' | 'CN';
  week?: number;
  month?: number;
  student?: Code;
}
/**
 * One step of a record type's chain.
 */
export interface RecordTypeStep {
  kind: 'approve' | 'initial' | 'sign' | 'seal';
  duty: 'owner' | DutyName;
  /**
   * The parts of the record's scope the duty must be held for.
   */
  within?: ('department' | 'class' | 'subject' | 'grade')[];
  /**
   * Passed over when the owner holds this duty, having signed already.
   */
  unlessOwner?: boolean;
}
/**
 * A kind of record a school keeps: everything the system knows of it. Templates hold {field}, {field|other} and [optional parts].
 */
export interface RecordType {
  id: string;
  code: string;
  name: BilingualText;
  group: 'school' | 'department' | 'teacher' | 'class' | 'student';
  /**
   * @minItems 1
   */
  basis: [RuleBasis, ...RuleBasis[]];
  frequency: 'week' | 'month' | 'term' | 'year' | 'once';
  scope: {
    required: RecordScopeField[];
    /**
     * Exactly one of these must be given.
     *
     * @minItems 2
     */
    oneOf?: [RecordScopeField, RecordScopeField, ...RecordScopeField[]];
    optional?: RecordScopeField[];
  };
  /**
   * @minItems 1
   */
  uploaders: [
    {
      duty: DutyName;
      within?: ('department' | 'class' | 'subject' | 'grade')[];
      /**
       * The uploader must be assigned to the subject in the class, or in a class of the grade.
       */
      teaches?: boolean;
    },
    ...{
      duty: DutyName;
      within?: ('department' | 'class' | 'subject' | 'grade')[];
      /**
       * The uploader must be assigned to the subject in the class, or in a class of the grade.
       */
      teaches?: boolean;
    }[]
  ];
  folder: string;
  fileName: string;
  title: string;
  /**
   * @minItems 1
   * @maxItems 12
   */
  chain:
    | [RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep, RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep]
    | [RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep, RecordTypeStep]
    | [
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep
      ]
    | [
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep
      ]
    | [
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep
      ]
    | [
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep
      ]
    | [
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep,
        RecordTypeStep
      ];
  deadline?: DeadlineRule;
  lock?: {
    after: 'approved' | 'sealed';
    note?: BilingualText;
    basis: RuleBasis;
  };
  retention: {
    /**
     * As the school's retention schedule names it.
     */
    class: string;
    /**
     * In years.
     */
    period: 'permanent' | number;
    /**
     * The day the record was sealed (or approved, where there is no seal), or the last day of its school year.
     */
    startsAt: 'finished' | 'yearEnd';
    basis: RuleBasis;
  };
  print: {
    required: boolean;
    note?: BilingualText;
    basis: RuleBasis;
  };
  /**
   * How signatures look: as Decree 30/2020 wants them, a small stamp, or not at all.
   */
  appearance: 'nd30' | 'compactStamp' | 'invisible';
  placement?: PageBox1;
  /**
   * The owner, or who decided one step, may decide another of the same revision; absent, never. The record shows where it was so.
   */
  samePersonMay?: boolean;
}
/**
 * A box on a page as it is seen, in points (1/72 inch) from the lower left corner.
 */
export interface PageBox1 {
  page: PageNumber;
  x: number;
  y: number;
  width: number;
  height: number;
}
/**
 * A page of accounts.
 */
export interface AccountList {
  accounts: Account[];
  nextCursor?: Cursor;
}
/**
 * An account of a person.
 */
export interface Account {
  id: Id;
  username: string;
  fullName: string;
  /**
   * What stands under a signature.
   */
  title?: string;
  email?: string;
  departments: string[];
  /**
   * From outside the school, such as an inspector.
   */
  external: boolean;
  state: 'active' | 'disabled';
  duties: HeldDuty[];
  mustChangePassword: boolean;
  secondFactor: boolean;
  lastSignInAt?: string;
}
/**
 * A duty as it is held; the first and the last day count.
 */
export interface HeldDuty {
  id: Id;
  duty: DutyName;
  scope: DutyScope;
  from?: LocalDate;
  until?: LocalDate;
}
/**
 * Which accounts.
 */
export interface AccountQuery {
  /**
   * Words of the name or user name, with or without tone marks.
   */
  q?: string;
  duty?: DutyName;
  department?: Code;
  state?: 'active' | 'disabled';
  cursor?: Cursor;
  limit?: number;
}
/**
 * Whether an account may sign in.
 */
export interface AccountState {
  state: 'active' | 'disabled';
}
export interface ApproveRecord {
  password: string;
  comment?: string;
}
/**
 * The last day of an assignment.
 */
export interface AssignmentEnd {
  until: LocalDate;
}
/**
 * Teaching assignments.
 */
export interface AssignmentList {
  assignments: Assignment[];
}
/**
 * Who teaches a subject in a class.
 */
export interface Assignment {
  id: Id;
  year: SchoolYearCode;
  teacher: Id;
  class: Code;
  subject: Code;
  from: LocalDate;
  until?: LocalDate;
  teacherName: string;
}
/**
 * Which assignments; with a date, those in force on it.
 */
export interface AssignmentQuery {
  year?: SchoolYearCode;
  teacher?: Id;
  class?: Code;
  subject?: Code;
  on?: LocalDate;
}
export interface AuditQuery {
  /**
   * An earlier head that must still be in the chain.
   */
  head?: string;
}
/**
 * What the audit chain of the school was found to be.
 */
export interface AuditReport {
  ok: boolean;
  blocks: number;
  entries: number;
  /**
   * Hash of the newest link; keep it elsewhere to prove later that nothing was cut off.
   */
  head: string;
  fault?: {
    seq: number;
    what: 'missing' | 'previous' | 'hash' | 'headNotFound';
  };
}
/**
 * A certificate as a person reads it.
 */
export interface CertificateFacts {
  name: string;
  organisation?: string;
  unit?: string;
  subject: string;
  issuer: string;
  serialNumber: string;
  notBefore: string;
  notAfter: string;
  sha256: string;
}
/**
 * A person's own key and certificate, and the PIN the key is to have here.
 */
export interface CertificateImport {
  /**
   * A PKCS#12 file in base64, at most 64 kB.
   */
  file: string;
  passphrase: string;
  pin: Pin;
}
/**
 * Certificates, newest first.
 */
export interface CertificateList {
  certificates: Certificate[];
}
/**
 * A certificate of a person or of the school's seal.
 */
export interface Certificate {
  id: Id;
  account: Id;
  purpose: 'personal' | 'seal';
  state: 'appointed' | 'active' | 'expired' | 'revoked' | 'replaced';
  origin: 'school' | 'imported';
  subject?: string;
  issuer?: string;
  /**
   * Lower-case hexadecimal.
   */
  serialNumber?: string;
  notBefore?: string;
  notAfter?: string;
  /**
   * It ends within 30 days.
   */
  renewalDue: boolean;
  pinLocked: boolean;
  revokedAt?: string;
  reason?: string;
  /**
   * The certificate and those above it but the root.
   */
  pem?: string;
}
/**
 * Whose certificates; absent: all.
 */
export interface CertificateQuery {
  account?: Id;
}
/**
 * A certificate wanted, with the PIN its key is to have.
 */
export interface CertificateRequest {
  pin: Pin;
}
export interface ColleagueList {
  colleagues: Colleague[];
  nextCursor?: Cursor;
}
/**
 * Somebody of the school, as every member of it may know them.
 */
export interface Colleague {
  account: Id;
  name: string;
  title?: string;
  departments: string[];
  duties: DutyName[];
}
/**
 * Which colleagues.
 */
export interface ColleagueQuery {
  /**
   * Words of the name, with or without tone marks.
   */
  q?: string;
  duty?: DutyName;
  department?: Code;
  cursor?: Cursor;
}
export interface DelegationList {
  delegations: Delegation[];
}
export interface Delegation {
  id: string;
  from: PersonRef;
  to: PersonRef;
  duty: DutyName;
  scope: DelegationScope;
  types: string[];
  startsAt: string;
  endsAt: string;
  endedAt?: string;
  reason?: string;
  decisionNumber?: string;
  decisionDate?: string;
  openedBy?: PersonRef;
}
export interface PersonRef {
  account: string;
  name: string;
}
export interface DelegationScope {
  department?: string;
  class?: string;
  subject?: string;
  grade?: number;
  year?: string;
}
/**
 * Lends a duty for a span of time: one of one's own, or, by the principal or a vice-principal and with the number of the decision, one of somebody who is away.
 */
export interface DelegationNew {
  to: Id;
  duty: DutyName;
  scope?: DelegationScope;
  /**
   * @maxItems 50
   */
  types?: string[];
  startsAt: string;
  endsAt: string;
  reason?: string;
  /**
   * An identifier the system gave.
   */
  from?: string;
  /**
   * Number of the written decision: 45/QĐ-THPT.
   */
  decisionNumber?: string;
  decisionDate?: LocalDate;
}
/**
 * Which delegations.
 */
export interface DelegationQuery {
  /**
   * One's own that are not over, or the newest 200 of the school with those that ended, for those who manage it.
   */
  of?: 'mine' | 'school';
}
/**
 * Departments, in the school's order.
 */
export interface DepartmentList {
  /**
   * @maxItems 100
   */
  departments: Department[];
}
/**
 * A department of the school.
 */
export interface Department {
  code: Code;
  name: string;
  shortName: string;
  kind: 'academic' | 'office';
}
/**
 * The last day of a duty; absent: it ends now.
 */
export interface DutyEnd {
  until?: LocalDate;
}
/**
 * An account and one of its duties.
 */
export interface DutyParams {
  id: Id;
  duty: Id;
}
export interface ExtensionList {
  extensions: Extension[];
}
export interface Extension {
  id: Id;
  account: Id;
  /**
   * The record type's id (lessonPlan) or code (KHBD).
   */
  type: string;
  year: SchoolYearCode;
  week?: number;
  class?: Code;
  subject?: Code;
  until: string;
  reason?: string;
  grantedBy: string;
  grantedByName: string;
  grantedAt: string;
}
export interface ExtensionQuery {
  account?: Id;
  year?: SchoolYearCode;
  /**
   * The record type's id (lessonPlan) or code (KHBD).
   */
  type?: string;
}
/**
 * Gives somebody's unfinished records to a successor.
 */
export interface HandOver {
  /**
   * An identifier the system gave.
   */
  from: string;
  /**
   * An identifier the system gave.
   */
  to: string;
  /**
   * Some of them; absent: every draft, returned and unsigned record.
   *
   * @minItems 1
   * @maxItems 500
   */
  records?: [Id, ...Id[]];
  reason: string;
}
export interface HandedOver {
  handed: Id[];
  refused: SigningRefusal[];
}
/**
 * Why a record was left out, or failed.
 */
export interface SigningRefusal {
  record: string;
  /**
   * Stable machine code.
   */
  code: string;
  /**
   * In Vietnamese.
   */
  text: string;
  /**
   * In English.
   */
  textEn: string;
}
export interface IdParams {
  id: string;
}
/**
 * A record that waits for me.
 */
export interface InboxItem {
  record: string;
  type: string;
  code: string;
  title: string;
  fileName: string;
  folder: string;
  year: string;
  week?: number;
  class?: string;
  subject?: string;
  department?: string;
  owner: PersonRef;
  state: string;
  revision: number;
  version: number;
  pages: number;
  timeliness?: string;
  submittedAt?: string;
  dueAt?: string;
  step: {
    index: number;
    kind: 'approve' | 'initial' | 'sign' | 'seal';
    duty: string;
  };
  delegateOf?: PersonRef;
  /**
   * It is in a signing request at this moment.
   */
  leased: boolean;
}
export interface InboxQuery {
  type?: string;
  year?: string;
  week?: number;
  department?: string;
  class?: string;
  subject?: string;
  kind?: 'approve' | 'initial' | 'sign' | 'seal';
  cursor?: string;
  limit?: number;
}
export interface Inbox {
  items: InboxItem[];
  nextCursor?: string;
}
/**
 * An account with its one-time password.
 */
export interface InitialPassword {
  account: Account;
  /**
   * Good for one sign-in, after which it must be changed; it cannot be read again.
   */
  initialPassword: string;
}
/**
 * A sign-in with a password.
 */
export interface LoginRequest {
  school: Code;
  username: string;
  password: string;
  /**
   * The code of the second factor, where one is on.
   */
  totp?: string;
}
/**
 * A session.
 */
export interface LoginResponse {
  /**
   * Bearer token; a browser has it as a cookie too.
   */
  token: string;
  /**
   * For the header X-CSRF-Token of browsers.
   */
  csrfToken: string;
  account: Account;
  mustChangePassword: boolean;
  expiresAt: string;
}
/**
 * Who is signed in.
 */
export interface Me {
  account: Account;
  school: Id;
  /**
   * Those in force today.
   */
  duties: {
    duty: DutyName;
    scope: DutyScope;
  }[];
  mustChangePassword: boolean;
}
/**
 * An account to be made.
 */
export interface NewAccount {
  /**
   * Lower-case letters, digits, dots and dashes, unique in the school.
   */
  username: string;
  fullName: string;
  title?: string;
  email?: string;
  /**
   * @maxItems 10
   */
  departments?:
    | []
    | [Code]
    | [Code, Code]
    | [Code, Code, Code]
    | [Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code, Code, Code, Code, Code]
    | [Code, Code, Code, Code, Code, Code, Code, Code, Code, Code];
  external?: boolean;
  /**
   * @maxItems 20
   */
  duties?:
    | []
    | [NewDuty]
    | [NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty, NewDuty]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ]
    | [
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty,
        NewDuty
      ];
}
/**
 * A duty to be granted; the first and the last day count.
 */
export interface NewDuty {
  duty: DutyName;
  scope?: DutyScope;
  from?: LocalDate;
  until?: LocalDate;
}
/**
 * Assignments to be added.
 */
export interface NewAssignmentList {
  /**
   * @minItems 1
   * @maxItems 1000
   */
  assignments: [NewAssignment, ...NewAssignment[]];
}
/**
 * Who is to teach a subject in a class; the first and the last day count.
 */
export interface NewAssignment {
  year: SchoolYearCode;
  teacher: Id;
  class: Code;
  subject: Code;
  from: LocalDate;
  until?: LocalDate;
}
/**
 * Leave to submit later; what it does not name it covers all of.
 */
export interface NewExtension {
  account: Id;
  /**
   * The record type's id (lessonPlan) or code (KHBD).
   */
  type: string;
  year?: SchoolYearCode;
  week?: number;
  class?: Code;
  subject?: Code;
  until: string;
  reason: string;
}
export interface NotificationList {
  notifications: Notification[];
  /**
   * All that are not read, on every page.
   */
  unread: number;
  nextCursor?: string;
}
/**
 * News for one person.
 */
export interface Notification {
  id: string;
  kind: string;
  /**
   * The record it is about, where it is about one.
   */
  record?: string;
  /**
   * In Vietnamese.
   */
  text: string;
  /**
   * In English.
   */
  textEn: string;
  at: string;
  readAt?: string;
}
export interface NotificationQuery {
  /**
   * Only those not read.
   */
  unread?: boolean;
  cursor?: string;
  limit?: number;
}
/**
 * A signature that an upload brought along.
 */
export interface OutsideSignature {
  name: string;
  organisation?: string;
  /**
   * The authority at the end of its chain.
   */
  issuer: string;
  at?: string;
  conclusion: 'valid' | 'indeterminate';
  /**
   * Why it could not be decided.
   */
  reason?: {
    vi: string;
    en: string;
  };
}
/**
 * A change of one's own password.
 */
export interface PasswordChange {
  current: string;
  new: string;
}
/**
 * Which of one's own pictures.
 */
export interface PictureKindParams {
  kind: PictureKind;
}
/**
 * A change of a PIN.
 */
export interface PinChange {
  current: Pin;
  new: Pin;
}
/**
 * A problem document (RFC 9457).
 */
export interface Problem {
  type: string;
  /**
   * In Vietnamese.
   */
  title: string;
  status: number;
  /**
   * Stable machine code.
   */
  code: string;
  /**
   * In Vietnamese.
   */
  detail: string;
  /**
   * In English.
   */
  detailEn: string;
  /**
   * The request's id.
   */
  instance?: string;
  details?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * What happened to a record, oldest first.
 */
export interface RecordEventList {
  events: {
    id: string;
    event: string;
    at: string;
    actor: string;
    actorName?: string;
    details?: {
      [k: string]: unknown;
    };
  }[];
}
export interface RecordList {
  records: RecordSummary[];
  nextCursor?: Cursor;
}
/**
 * A record in a list.
 */
export interface RecordSummary {
  id: Id;
  year: SchoolYearCode;
  type: string;
  code: string;
  owner: string;
  ownerName: string;
  scope: RecordScope;
  title: string;
  folder: string;
  fileName: string;
  state: RecordState;
  revision: number;
  /**
   * Number of the newest version.
   */
  version: number;
  pages: number;
  size: number;
  sha256: string;
  createdAt: string;
  dueAt?: string;
  submittedAt?: string;
  timeliness?: Timeliness;
  /**
   * The step that is open.
   */
  waiting?: {
    step: number;
    kind: 'approve' | 'initial' | 'sign' | 'seal';
    duty: string;
    department?: string;
    class?: string;
    account?: string;
    subject?: Code;
    grade?: number;
    /**
     * Nobody in the school may take this step; the principal and the administrators are told.
     */
    unattended?: boolean;
  };
}
/**
 * What an upload is: part `metadata` of the multipart request. Without a year it belongs to the current one.
 */
export interface RecordMetadata {
  /**
   * The record type's id (lessonPlan) or code (KHBD).
   */
  type: string;
  year?: SchoolYearCode;
  department?: Code;
  class?: Code;
  subject?: Code;
  grade?: number;
  /**
   * CN is the whole year.
   */
  term?: 'HK1' | 'HK2' | 'CN';
  week?: number;
  month?: number;
  student?: Code;
  title?: string;
  /**
   * The name the client believes to be right; another one is refused with the right one.
   */
  fileName?: string;
  /**
   * The folder the client believes to be right.
   */
  folder?: string;
}
/**
 * Which records; all conditions hold together.
 */
export interface RecordQuery {
  /**
   * The record type's id (lessonPlan) or code (KHBD).
   */
  type?: string;
  year?: SchoolYearCode;
  week?: number;
  class?: Code;
  subject?: Code;
  grade?: number;
  /**
   * CN is the whole year.
   */
  term?: 'HK1' | 'HK2' | 'CN';
  department?: Code;
  owner?: Id;
  state?: RecordState;
  timeliness?: Timeliness;
  /**
   * Words of title, type, teacher, subject, class or week, with or without tone marks.
   */
  q?: string;
  cursor?: Cursor;
  /**
   * 50 where absent.
   */
  limit?: number;
}
export interface RecordSignature {
  step: number;
  account: string;
  accountName: string;
  duty: string;
  kind: 'approve' | 'initial' | 'sign' | 'seal';
  certificateSerial: string;
  at: string;
  level: string;
  fieldName: string;
}
export interface RecordStep {
  index: number;
  revision: number;
  kind: 'approve' | 'initial' | 'sign' | 'seal';
  duty: string;
  scope?: DutyScope;
  account?: string;
  accountName?: string;
  delegateOf?: string;
  state: 'waiting' | 'open' | 'done' | 'returned' | 'skipped';
  decidedAt?: string;
  comment?: string;
  /**
   * The duty above that acts, where nobody can use the step's own duty.
   */
  raisedTo?: string;
  /**
   * The record's type lets the owner or an earlier decider decide this step.
   */
  samePersonMay?: boolean;
  /**
   * Decided by the owner or by who decided an earlier step, as the type allows.
   */
  samePerson?: boolean;
}
export interface RecordTypeList {
  types: RecordType[];
}
export interface RecordVersionParams {
  id: Id;
  n: number;
}
export interface RecordVersion {
  n: number;
  revision: number;
  kind: 'upload' | 'signature' | 'seal' | 'evidence';
  sha256: string;
  /**
   * In bytes.
   */
  size: number;
  pages: number;
  originalName: string;
  by: string;
  at: string;
  /**
   * The upload carried signatures made elsewhere.
   */
  signedOutside?: boolean;
  /**
   * Of the current revision; older ones stay, marked so.
   */
  current: boolean;
  signatures: RecordSignature[];
  /**
   * The signatures that the upload brought along, as they were judged then.
   */
  outside?: OutsideSignature[];
}
/**
 * A record with its versions and steps.
 */
export interface Record {
  id: Id;
  year: SchoolYearCode;
  type: string;
  code: string;
  owner: string;
  ownerName: string;
  scope: RecordScope;
  title: string;
  folder: string;
  fileName: string;
  state: RecordState;
  revision: number;
  /**
   * Number of the newest version.
   */
  version: number;
  pages: number;
  size: number;
  sha256: string;
  createdAt: string;
  dueAt?: string;
  submittedAt?: string;
  timeliness?: Timeliness;
  /**
   * The step that is open.
   */
  waiting?: {
    step: number;
    kind: 'approve' | 'initial' | 'sign' | 'seal';
    duty: string;
    department?: string;
    class?: string;
    account?: string;
  };
  versions: RecordVersion[];
  steps: RecordStep[];
  judged?: {
    at: string;
    dueAt?: string;
    /**
     * The rule's basis.
     */
    rule: string;
    extension?: string;
  };
  retention: {
    class: string;
    until?: string;
    /**
     * A legal hold is on it.
     */
    held: boolean;
  };
  /**
   * How far the archived version can be proved without anything else.
   */
  evidence?: {
    /**
     * The lowest level of its signatures (ETSI EN 319 142-1).
     */
    level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
    /**
     * The version is locked in the store until its retention ends.
     */
    locked: boolean;
    /**
     * The end of the certificate behind the last document timestamp, which is renewed before it.
     */
    timestampEnds?: string;
  };
  /**
   * It is in a signing request at this moment.
   */
  signing: boolean;
}
export interface ReturnRecord {
  reason: string;
}
/**
 * What a revision says of itself: part `metadata` of the multipart request.
 */
export interface RevisionMetadata {
  title?: string;
  /**
   * What was changed.
   */
  note?: string;
  fileName?: string;
}
/**
 * Why a certificate is revoked.
 */
export interface Revocation {
  reason: RevocationReason;
}
/**
 * Classes, in the school's order.
 */
export interface SchoolClassList {
  /**
   * @maxItems 500
   */
  classes: SchoolClass[];
}
/**
 * A class of one year.
 */
export interface SchoolClass {
  code: Code;
  year: SchoolYearCode;
  grade: number;
  /**
   * @maxItems 60
   */
  subjects: Code[];
  room?: string;
}
/**
 * A school by its code.
 */
export interface SchoolParams {
  school: Code;
}
/**
 * The school years.
 */
export interface SchoolYearList {
  current?: SchoolYearCode;
  years: SchoolYear[];
}
/**
 * A school year with its terms, weeks and holidays.
 */
export interface SchoolYear {
  code: SchoolYearCode;
  startsOn: LocalDate;
  endsOn: LocalDate;
  /**
   * @minItems 1
   * @maxItems 6
   */
  terms:
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ]
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ]
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ]
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ]
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ]
    | [
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        },
        {
          code: Code;
          name: string;
          startsOn: LocalDate;
          endsOn: LocalDate;
        }
      ];
  /**
   * @minItems 1
   * @maxItems 60
   */
  weeks: [StudyWeek, ...StudyWeek[]];
  /**
   * @maxItems 60
   */
  holidays: {
    name: string;
    startsOn: LocalDate;
    endsOn: LocalDate;
  }[];
}
/**
 * A study week; weeks may leave days between them.
 */
export interface StudyWeek {
  number: number;
  startsOn: LocalDate;
  endsOn: LocalDate;
  term: Code;
}
/**
 * Who is to keep the school's seal: the account of an acting records clerk.
 */
export interface SealCustodian {
  custodian: Id;
}
/**
 * The picture of the school's seal: part `metadata` of the multipart request. Part `file` is a PNG of at most 1 MiB that ends where the seal ends.
 */
export interface SealPictureNew {
  /**
   * The seal's actual width in millimetres; 36 where not given.
   */
  widthMm?: number;
}
/**
 * What is known of the picture of the school's seal.
 */
export interface SealPicture {
  sha256: string;
  /**
   * In bytes.
   */
  size: number;
  /**
   * In pixels.
   */
  width: number;
  /**
   * In pixels.
   */
  height: number;
  /**
   * The seal's actual width in millimetres.
   */
  widthMm: number;
  at: string;
  /**
   * Account of who kept the seal then.
   */
  by: string;
}
export interface SignaturePictureList {
  pictures: SignaturePicture[];
}
/**
 * What is known of a person's picture.
 */
export interface SignaturePicture {
  kind: PictureKind;
  sha256: string;
  /**
   * In bytes.
   */
  size: number;
  /**
   * In pixels.
   */
  width: number;
  /**
   * In pixels.
   */
  height: number;
  at: string;
}
/**
 * What a person's picture shows: part `metadata` of the multipart request. Part `file` is a PNG of at most 1 MiB.
 */
export interface SignaturePictureNew {
  kind: PictureKind;
}
export interface SigningConfirmation {
  pin: string;
}
export interface SigningItem {
  record: string;
  state: 'preparing' | 'prepared' | 'confirmed' | 'embedded' | 'failed';
  step: number;
  failure?: SigningRefusal;
}
/**
 * One's own newest signing requests, at most 20.
 */
export interface SigningRequestList {
  requests: SigningRequest[];
}
export interface SigningRequest {
  id: string;
  state: 'preparing' | 'ready' | 'confirmed' | 'done' | 'failed' | 'cancelled' | 'expired';
  kind: 'personal' | 'seal';
  createdAt: string;
  expiresAt: string;
  confirmedAt?: string;
  items: SigningItem[];
  /**
   * Records that were left out when the request was made.
   */
  refused: SigningRefusal[];
}
/**
 * Records to be signed with one confirmation.
 */
export interface SigningRequestNew {
  /**
   * @minItems 1
   * @maxItems 200
   */
  records: [string, ...string[]];
  /**
   * Which credential signs; absent: what the first record's open step needs.
   */
  kind?: 'personal' | 'seal';
  appearance?: StampWish;
}
export interface SigningRequestQuery {
  /**
   * Seconds to wait for the state to leave `preparing` or `confirmed`.
   */
  wait?: number;
}
/**
 * What became of a record when a step was decided.
 */
export interface StepOutcome {
  record: string;
  state: string;
  revision: number;
}
/**
 * Subjects, in the school's order.
 */
export interface SubjectList {
  /**
   * @maxItems 200
   */
  subjects: Subject[];
}
/**
 * A subject and the department that teaches it.
 */
export interface Subject {
  code: Code;
  name: string;
  department: Code;
  periodsPerWeek?: number;
  assessedBy?: 'marks' | 'comment';
}
/**
 * A code of the second factor.
 */
export interface TotpCode {
  code: string;
}
/**
 * The secret of a new second factor.
 */
export interface TotpSecret {
  /**
   * Base32.
   */
  secret: string;
  /**
   * For a QR code.
   */
  uri: string;
}
/**
 * Records that wait for a step which nobody in the school can take; at most 200 of them, and how many there are.
 */
export interface UnattendedList {
  count: number;
  records: UnattendedRecord[];
}
export interface UnattendedRecord {
  record: Id;
  type: string;
  title: string;
  duty: string;
  department?: string;
  class?: string;
  submittedAt?: string;
}
/**
 * Why a conclusion is what it is.
 */
export interface VerificationReason {
  code: string;
  weight: 'invalid' | 'indeterminate' | 'note';
  vi: string;
  en: string;
  details?: {
    [k: string]: string | number;
  };
}
/**
 * What is known of the signatures of a file.
 */
export interface VerificationReport {
  conclusion: 'valid' | 'invalid' | 'indeterminate';
  reasons: VerificationReason[];
  checkedAt: string;
  bytes: number;
  revisions: number;
  signatures: VerificationSignature[];
  vi: string;
  en: string;
}
/**
 * The facts of one signature.
 */
export interface VerificationSignature {
  field: string;
  kind: 'approval' | 'certification' | 'document-timestamp';
  conclusion: 'valid' | 'invalid' | 'indeterminate';
  reasons: VerificationReason[];
  signer?: CertificateFacts;
  integrity: {
    /**
     * unknown is "could not tell" and never counts as good.
     */
    content: 'good' | 'bad' | 'unknown';
    /**
     * unknown is "could not tell" and never counts as good.
     */
    signature: 'good' | 'bad' | 'unknown';
    digestAlgorithm?: string;
    signatureAlgorithm?: string;
  };
  coverage: {
    scope: 'whole-file' | 'earlier-revision' | 'unsound';
    byteRange: number[];
  };
  changes: {
    /**
     * unknown is "could not tell" and never counts as good.
     */
    allowed: 'good' | 'bad' | 'unknown';
    list: {
      kind: string;
      where: string;
    }[];
    permission?: 1 | 2 | 3;
  };
  time: {
    value?: string;
    source: 'signature-timestamp' | 'document-timestamp' | 'claimed' | 'none';
    claimed?: string;
    authority?: string;
  };
  chain: {
    /**
     * unknown is "could not tell" and never counts as good.
     */
    status: 'good' | 'bad' | 'unknown';
    certificates: CertificateFacts[];
  };
  revocation: {
    certificate: string;
    status: 'good' | 'revoked' | 'unknown' | 'not-offered';
    source?: 'crl' | 'ocsp';
    thisUpdate?: string;
    revokedAt?: string;
    reason?: string;
  }[];
  /**
   * unknown is "could not tell" and never counts as good.
   */
  keyUsage: 'good' | 'bad' | 'unknown';
  /**
   * unknown is "could not tell" and never counts as good.
   */
  algorithms: 'good' | 'bad' | 'unknown';
  profile: {
    level?: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
    departures: string[];
  };
  location?: string;
  statedReason?: string;
  vi: string;
  en: string;
}
/**
 * The study weeks of a year.
 */
export interface WeekList {
  year: SchoolYearCode;
  /**
   * Number of the week it is; absent in holidays.
   */
  current?: number;
  weeks: StudyWeek[];
}
/**
 * Which year; absent: the current one.
 */
export interface WeekQuery {
  year?: SchoolYearCode;
}
/**
 * Give the last version its evidence for decades, lock it to its retention date and note the record as archived; again when that evidence is due.
 */
export interface ArchiveRecordJob {
  school: string;
  record: string;
  trace?: string;
}
/**
 * Put the signature of one confirmed item into its increment and make the new version.
 */
export interface EmbedSignatureJob {
  school: string;
  request: string;
  record: string;
  trace?: string;
}
/**
 * Build the increment and digest of one item of a signing request.
 */
export interface PrepareSignatureJob {
  school: string;
  request: string;
  record: string;
  trace?: string;
}
/**
 * Bring the events that wait in a record's outbox to the audit log and to the people they concern.
 */
export interface PublishRecordEventsJob {
  school: string;
  record: string;
  trace?: string;
}
/**
 * Look for work that was forgotten: jobs lost with Redis, leases that ended, temporary objects.
 */
export interface SweepJob {
  school?: string;
}
