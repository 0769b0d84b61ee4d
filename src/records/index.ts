export { lifecycleErrors, recordErrors } from './errors.ts';
export {
  ALLOWED,
  decide,
  isSigned,
  type ActionType,
  type LifecycleAction,
  type LifecycleRecord,
  type PlannedStep,
  type StepDecision,
  type Transition,
} from './lifecycle.ts';
export { RecordRepository, type RecordChange, type RecordPatch } from './repository.ts';
export {
  currentVersion,
  DEAD_STATES,
  openStep,
  RECORD_STATES,
  type Judgement,
  type LegalHold,
  type RecordDocument,
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
export { loadRecordTypes, type RecordType, type RecordTypes } from './record-types.ts';
