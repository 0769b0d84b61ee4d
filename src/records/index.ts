export { planChain } from './chain.ts';
export { assertOpen, judge, momentOf, type DeadlineFacts, type Due, type Verdict } from './deadlines.ts';
export { lifecycleErrors, recordErrors, uploadErrors } from './errors.ts';
export { Extensions, type Extension, type ExtensionsDeps } from './extensions.ts';
export {
  ALLOWED,
  decide,
  decidersOf,
  isSigned,
  raised,
  type ActionType,
  type LifecycleAction,
  type LifecycleRecord,
  type PlannedStep,
  type StepDecision,
  type Transition,
} from './lifecycle.ts';
export { isLeased, leaseRefusal } from './lease.ts';
export { listRecords, type RecordPage, type RecordSearch } from './list-records.ts';
export { extensionsCollection, recordsCollection } from './model.ts';
export { judgedFields, uploadedVersion } from './new-record.ts';
export {
  assertPdfBytes,
  checkPdf,
  type CheckedPdf,
  type InspectPdf,
  type PdfBytes,
  type PdfFacts,
} from './pdf-check.ts';
export { assertClaimedNames, findPlace, type ClaimedNames, type PlaceDeps, type RecordPlace } from './place.ts';
export { assertOwns, maySee, owns, type SeenRecord, visibleTo } from './policy.ts';
export { presentExtension, presentRecord, presentSummary } from './present.ts';
export { loadRecordTypes, RECORD_TYPES_FOLDER, type RecordType, type RecordTypes } from './record-types.ts';
export { RecordRepository, type RecordChange, type RecordPatch } from './repository.ts';
export { PENDING_MS, reservePlace } from './reserve-place.ts';
export { retitled } from './search.ts';
export {
  currentVersion,
  DEAD_STATES,
  EVIDENCE_LEVELS,
  FINISHED_STATES,
  openStep,
  RECORD_STATES,
  stateDetails,
  type EvidenceLevel,
  type Judgement,
  type LegalHold,
  type OutsideSignature,
  type RecordDocument,
  type RecordFilter,
  type RecordEvidence,
  type RecordLease,
  type RecordRetention,
  type RecordScope,
  type RecordSignature,
  type RecordState,
  type RecordStep,
  type RecordVersion,
  type RecordWaiting,
  type StepDuty,
  type StepKind,
  type StepState,
  type Term,
  type Timeliness,
} from './types.ts';
export { assertMayHandIn, type UploadClaim } from './uploaders.ts';
