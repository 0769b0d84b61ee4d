import { type Database, type SchoolCollection } from '../kernel/db.ts';
import { OUTBOX_FIELD } from '../kernel/outbox.ts';
import { type DelegationDocument, type SigningItemDocument, type SigningRequestDocument } from './types.ts';

const text = { type: String, required: true } as const;
const time = { type: Date, required: true } as const;
const box = { type: { page: Number, x: Number, y: Number, width: Number, height: Number }, _id: false };
const stamp = { type: { page: Number, place: String, box, invisible: Boolean }, _id: false };

export function requestCollection(db: Database): SchoolCollection<SigningRequestDocument> {
  return db.collection<SigningRequestDocument>({
    name: 'signing_requests',
    fields: {
      account: text,
      accountName: text,
      purpose: text,
      records: { type: [String], required: true },
      refused: [{ _id: false, record: text, code: text, vi: text, en: text }],
      state: text,
      appearance: stamp,
      claim: { type: { id: text, until: time }, _id: false },
      createdAt: time,
      expiresAt: time,
      confirmedAt: Date,
      settled: { type: Boolean, required: true },
    },
    indexes: [{ keys: { settled: 1, expiresAt: 1 } }, { keys: { account: 1, createdAt: -1 } }],
  });
}

export function itemCollection(db: Database): SchoolCollection<SigningItemDocument> {
  const prepared = {
    fieldName: text,
    baseSize: Number,
    increment: Buffer,
    byteRange: [Number],
    contentsOffset: Number,
    contentsSize: Number,
    digestAlgorithm: text,
    digest: Buffer,
    certificate: text,
    certificateSerial: text,
    at: time,
  };
  return db.collection<SigningItemDocument>({
    name: 'signing_items',
    fields: {
      request: text,
      record: text,
      account: text,
      accountName: text,
      step: { type: { index: Number, revision: Number, kind: text, duty: text, inPlaceOf: String }, _id: false },
      manner: String,
      post: String,
      delegateOf: { type: { account: text, name: text }, _id: false },
      base: { type: { n: Number, sha256: text }, _id: false },
      state: text,
      failure: { type: { code: text, vi: text, en: text }, _id: false },
      appearance: stamp,
      prepared: { type: prepared, _id: false },
      cms: Buffer,
      touchedAt: time,
    },
    indexes: [{ keys: { state: 1, touchedAt: 1 } }, { keys: { request: 1 } }],
  });
}

export function delegationCollection(db: Database): SchoolCollection<DelegationDocument> {
  return db.collection<DelegationDocument>({
    name: 'delegations',
    fields: {
      from: text,
      fromName: text,
      to: text,
      toName: text,
      duty: text,
      scope: { type: Object, required: true },
      types: [String],
      startsAt: time,
      endsAt: time,
      endedAt: Date,
      reason: String,
      decisionNumber: String,
      decisionDate: String,
      openedBy: { type: { account: text, name: text }, _id: false },
      createdAt: time,
      outbox: OUTBOX_FIELD,
    },
    indexes: [{ keys: { to: 1, endsAt: 1 } }, { keys: { from: 1, endsAt: 1 } }],
  });
}
