import {
  type Extension as ExtensionJson,
  type OutsideSignature as OutsideSignatureJson,
  type Record as RecordJson,
  type RecordStep as RecordStepJson,
  type RecordSummary,
  type RecordVersion as RecordVersionJson,
  type UnattendedRecord,
} from '../../schemas/index.ts';
import { type Extension } from './extensions.ts';
import { isLeased } from './lease.ts';
import {
  currentVersion,
  type OutsideSignature,
  type RecordDocument,
  type RecordStep,
  type RecordVersion,
  type RecordWaiting,
} from './types.ts';

type Waiting = Exclude<RecordSummary['waiting'], undefined>;

/** A record in a list. */
export function presentSummary(record: RecordDocument): RecordSummary {
  const { dueAt, submittedAt, timeliness, waiting } = record;
  const version = currentVersion(record);
  return {
    id: record._id,
    year: record.year,
    type: record.type,
    code: record.code,
    owner: record.owner,
    ownerName: record.ownerName,
    scope: { ...record.scope },
    title: record.title,
    folder: record.folder,
    fileName: record.fileName,
    state: record.state,
    revision: record.revision,
    version: version.n,
    pages: version.pages,
    size: version.size,
    sha256: version.sha256,
    createdAt: record.createdAt.toISOString(),
    ...(dueAt && { dueAt: dueAt.toISOString() }),
    ...(submittedAt && { submittedAt: submittedAt.toISOString() }),
    ...(timeliness && { timeliness }),
    ...(waiting && { waiting: presentWaiting(waiting) }),
  };
}

/** A record with its versions and steps, as it stands at `now`. */
export function presentRecord(record: RecordDocument, now: Date): RecordJson {
  const { judged, retention, evidence } = record;
  return {
    ...presentSummary(record),
    versions: record.versions.map((version) => presentVersion(version, record.revision)),
    steps: record.steps.map(presentStep),
    ...(judged && {
      judged: {
        at: judged.at.toISOString(),
        rule: judged.rule,
        ...(judged.dueAt && { dueAt: judged.dueAt.toISOString() }),
        ...(judged.extension !== undefined && { extension: judged.extension }),
      },
    }),
    retention: {
      class: retention.class,
      held: retention.hold.length > 0,
      ...(retention.until && { until: retention.until.toISOString() }),
    },
    ...(evidence && {
      evidence: {
        level: evidence.level,
        locked: evidence.locked,
        ...(evidence.timestampEnds && { timestampEnds: evidence.timestampEnds.toISOString() }),
      },
    }),
    signing: isLeased(record, now),
  };
}

/** As much of a record as tells which post is missing. */
export function presentUnattended({ _id, type, title, waiting, scope, submittedAt }: RecordDocument): UnattendedRecord {
  const department = waiting?.department ?? scope.department;
  const code = waiting?.class ?? scope.class;
  return {
    ...{ record: _id, type, title, duty: waiting?.duty ?? '' },
    ...(department !== undefined && { department }),
    ...(code !== undefined && { class: code }),
    ...(submittedAt && { submittedAt: submittedAt.toISOString() }),
  };
}

/** An extension as it goes out, its reason only to those whom it concerns. */
export function presentExtension(extension: Extension, withReason: boolean): ExtensionJson {
  const { week, class: code, subject } = extension;
  return {
    id: extension._id,
    account: extension.account,
    type: extension.type,
    year: extension.year,
    ...(week !== undefined && { week }),
    ...(code !== undefined && { class: code }),
    ...(subject !== undefined && { subject }),
    until: extension.until.toISOString(),
    ...(withReason && { reason: extension.reason }),
    grantedBy: extension.grantedBy,
    grantedByName: extension.grantedByName,
    grantedAt: extension.grantedAt.toISOString(),
  };
}

function presentVersion(version: RecordVersion, revision: number): RecordVersionJson {
  return {
    n: version.n,
    revision: version.revision,
    kind: version.kind,
    sha256: version.sha256,
    size: version.size,
    pages: version.pages,
    originalName: version.originalName,
    by: version.by,
    at: version.at.toISOString(),
    current: version.revision === revision,
    ...(version.signedOutside && { signedOutside: true }),
    ...(version.outside && { outside: version.outside.map(presentOutside) }),
    signatures: version.signatures.map((signature) => ({ ...signature, at: signature.at.toISOString() })),
  };
}

function presentOutside({ at, ...signature }: OutsideSignature): OutsideSignatureJson {
  return { ...signature, ...(at && { at: at.toISOString() }) };
}

function presentStep(step: RecordStep): RecordStepJson {
  const { scope, decidedAt, ...rest } = step;
  const covered = Object.entries(scope ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    ...(covered.length > 0 && { scope: Object.fromEntries(covered) }),
    ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
  };
}

/** What a reader is told of the open step; who may not decide it is the rule's own business. */
function presentWaiting({ decidedBy: _, samePersonMay: __, ...waiting }: RecordWaiting): Waiting {
  return waiting;
}
