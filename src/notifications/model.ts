import { type Database, type SchoolCollection, type SchoolDocument } from '../kernel/db.ts';
import { type NotificationKind, type NotificationParameters } from './texts.ts';

export interface NotificationDocument extends SchoolDocument {
  account: string;
  kind: NotificationKind;
  record?: string;
  parameters: NotificationParameters;
  at: Date;
  readAt?: Date;
}

export function notificationCollection(db: Database): SchoolCollection<NotificationDocument> {
  const text = { type: String, required: true } as const;
  return db.collection<NotificationDocument>({
    name: 'notifications',
    fields: {
      account: text,
      kind: text,
      record: String,
      parameters: { type: Object, required: true },
      at: { type: Date, required: true },
      readAt: Date,
    },
    indexes: [{ keys: { account: 1, at: -1, _id: -1 } }, { keys: { at: 1 } }],
  });
}
