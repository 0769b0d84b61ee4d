import { type Database, type SchoolCollection } from '../kernel/db.ts';
import { OUTBOX_FIELD } from '../kernel/outbox.ts';
import { type Extension } from './extensions.ts';
import { type RecordDocument } from './types.ts';

/** A part that is absent until it is set, never an empty object. */
function part<F extends object>(fields: F) {
  return { type: { _id: false, ...fields }, default: undefined } as const;
}

const SCOPE_FIELDS = {
  department: String,
  class: String,
  subject: String,
  grade: Number,
  term: String,
  week: Number,
  month: Number,
  student: String,
} as const;

const DUTY_SCOPE_FIELDS = { department: String, class: String, subject: String, grade: Number, year: String } as const;

const SIGNATURE_FIELDS = {
  _id: false,
  step: Number,
  account: String,
  accountName: String,
  duty: String,
  kind: { type: String },
  certificateSerial: String,
  at: Date,
  level: String,
  fieldName: String,
} as const;

const VERSION_FIELDS = {
  _id: false,
  n: Number,
  revision: Number,
  sha256: String,
  size: Number,
  pages: Number,
  objectKey: String,
  objectVersion: String,
  originalName: String,
  by: String,
  at: Date,
  kind: { type: String },
  signedOutside: Boolean,
  outside: { type: [Object], default: undefined },
  signatures: { type: [SIGNATURE_FIELDS], default: [] },
} as const;

const STEP_FIELDS = {
  _id: false,
  index: Number,
  revision: Number,
  kind: { type: String },
  duty: String,
  scope: part(DUTY_SCOPE_FIELDS),
  account: String,
  accountName: String,
  delegateOf: String,
  raisedTo: String,
  samePersonMay: Boolean,
  samePerson: Boolean,
  state: String,
  decidedAt: Date,
  comment: String,
} as const;

/** The records of all schools. */
export function recordsCollection(db: Database): SchoolCollection<RecordDocument> {
  return db.collection<RecordDocument>({
    name: 'records',
    fields: {
      year: String,
      type: { type: String },
      code: String,
      owner: String,
      ownerName: String,
      scope: SCOPE_FIELDS,
      title: String,
      folder: String,
      fileName: String,
      placeKey: String,
      state: String,
      revision: Number,
      createdAt: Date,
      dueAt: Date,
      submittedAt: Date,
      timeliness: String,
      judged: part({ dueAt: Date, at: Date, rule: String, extension: String }),
      versions: { type: [VERSION_FIELDS], default: [] },
      steps: { type: [STEP_FIELDS], default: [] },
      waiting: part({
        step: Number,
        kind: { type: String },
        duty: String,
        department: String,
        class: String,
        subject: String,
        grade: Number,
        account: String,
        decidedBy: { type: [String], default: undefined },
        samePersonMay: Boolean,
        unattended: Boolean,
      }),
      lease: part({ request: String, until: Date, account: String, since: Date }),
      lock: part({ reason: String, at: Date }),
      retention: {
        class: String,
        until: Date,
        hold: { type: [{ _id: false, id: String, reason: String, by: String, at: Date }], default: [] },
      },
      evidence: part({ level: String, locked: Boolean, timestampEnds: Date, dueAt: Date }),
      searchKeys: { type: [String], default: [] },
      outbox: OUTBOX_FIELD,
      pending: part({ temporaryKey: String, sha256: String, since: Date }),
    },
    indexes: [
      { keys: { placeKey: 1 }, unique: true },
      { keys: { year: 1, _id: -1 } },
      { keys: { year: 1, type: 1, 'scope.week': 1, _id: -1 } },
      { keys: { owner: 1, _id: -1 } },
      { keys: { state: 1, _id: -1 } },
      { keys: { 'scope.class': 1, _id: -1 } },
      { keys: { 'scope.department': 1, _id: -1 } },
      { keys: { 'waiting.duty': 1, 'waiting.department': 1, _id: 1 } },
      { keys: { 'waiting.account': 1, _id: 1 } },
      { keys: { 'waiting.unattended': 1, _id: 1 } },
      { keys: { searchKeys: 1, _id: -1 } },
      { keys: { 'outbox.at': 1 }, sparse: true },
      { keys: { 'evidence.dueAt': 1 }, sparse: true },
      { keys: { 'pending.since': 1 }, sparse: true },
    ],
  });
}

/** The extensions of deadlines that were granted. */
export function extensionsCollection(db: Database): SchoolCollection<Extension> {
  return db.collection<Extension>({
    name: 'deadlineExtensions',
    fields: {
      account: String,
      type: { type: String },
      year: String,
      week: Number,
      class: String,
      subject: String,
      until: Date,
      reason: String,
      grantedBy: String,
      grantedByName: String,
      grantedAt: Date,
      outbox: OUTBOX_FIELD,
    },
    indexes: [{ keys: { account: 1, year: 1, type: 1 } }, { keys: { 'outbox.at': 1 }, sparse: true }],
  });
}
