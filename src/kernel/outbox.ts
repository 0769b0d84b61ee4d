import { type ScopedCollection, type SchoolDocument } from './db.ts';
import { newId } from './ids.ts';
import { type Logger } from './logger.ts';
import { type SchoolScope } from './scope.ts';

/** Something that happened to a document, kept in the document itself until it has been told. */
export interface OutboxEvent {
  readonly id: string;
  readonly event: string;
  readonly at: Date;
  /** Account id, or `system`. */
  readonly actor: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An event as it is told: with the document it is about. */
export interface ToldEvent extends OutboxEvent {
  readonly subject: { readonly kind: string; readonly id: string };
}

/** Where events go; telling one twice (same id) changes nothing. */
export interface EventSink {
  append(scope: SchoolScope, entries: readonly ToldEvent[]): Promise<void>;
}

export interface DocumentWithOutbox extends SchoolDocument {
  outbox: OutboxEvent[];
}

export interface OutboxPlace {
  readonly scope: SchoolScope;
  readonly collection: ScopedCollection<DocumentWithOutbox>;
  readonly kind: string;
  readonly sink: EventSink;
  readonly log: Logger;
}

/** The mongoose field of an outbox, for a model's `fields`. */
export const OUTBOX_FIELD = {
  type: [{ _id: false, id: String, event: String, at: Date, actor: String, details: Object }],
  default: [],
} as const;

/** A new event for `$push: { outbox }`. */
export function outboxEvent(event: Omit<OutboxEvent, 'id'>): OutboxEvent {
  return { id: newId(), ...event };
}

/**
 * Tells a document's events and takes them out of it. The change they tell of has been made already, so a failure here is
 * logged and the events stay where they are until `publishPending` comes by.
 */
export async function publishOutbox(place: OutboxPlace, document: DocumentWithOutbox): Promise<void> {
  const events = document.outbox;
  if (events.length === 0) return;
  const subject = { kind: place.kind, id: document._id };
  try {
    await place.sink.append(
      place.scope,
      events.map((event) => ({ ...event, subject })),
    );
    const ids = events.map((event) => event.id);
    await place.collection.updateOne({ _id: document._id }, { $pull: { outbox: { id: { $in: ids } } } });
  } catch (error) {
    place.log.error({ err: error, subject, events: events.length }, 'events not told yet; the sweep repeats it');
  }
}

/** Tells the events that a crash or an outage left behind; returns of how many documents. */
export async function publishPending(place: OutboxPlace): Promise<number> {
  const pending = await place.collection.find({ 'outbox.0': { $exists: true } }, { limit: 500 });
  for (const document of pending) await publishOutbox(place, document);
  return pending.length;
}
