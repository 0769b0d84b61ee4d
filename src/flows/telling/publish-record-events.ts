import { type Audit } from '../../audit/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type Logger } from '../../kernel/logger.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { type Notifications } from '../../notifications/index.ts';
import { type RecordDocument, type RecordRepository } from '../../records/index.ts';
import { handOverNews, isVacancy, ownerNews, turnNews, vacancyNews } from './record-news.ts';
import { type TurnHolders } from './turn-holders.ts';

/** Brings what waits in a record's outbox to the audit log and to the people it concerns. */
export interface RecordEvents {
  /** For a job: reads the record anew; one that is gone or has nothing to tell is done. */
  publish(scope: SchoolScope, record: string): Promise<void>;
  /** For whoever has just changed the record: a failure is logged and left to the sweep. */
  publishOrLeave(scope: SchoolScope, record: RecordDocument): Promise<void>;
  /** Tells whoever may take the open step and has not been told yet. */
  tellTurn(scope: SchoolScope, record: RecordDocument): Promise<void>;
}

export interface RecordEventsDeps {
  readonly records: RecordRepository;
  readonly audit: Pick<Audit, 'append'>;
  readonly notifications: Pick<Notifications, 'notify'>;
  readonly holders: TurnHolders;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * First told, then forgotten: a crash between the two tells again, and telling again changes nothing, since both the log and the
 * notifications know each event by its id. Round trips: audit (shared by all that come at once), one insert, one update.
 */
export function createRecordEvents(deps: RecordEventsDeps): RecordEvents {
  async function tell(scope: SchoolScope, record: RecordDocument): Promise<void> {
    const events = record.outbox;
    const last = events.at(-1);
    if (!last) return;
    const subject = { kind: 'record', id: record._id };
    const holders = await deps.holders.find(scope, record);
    const leaders = record.outbox.some(isVacancy) ? await deps.holders.leaders(scope) : [];
    const news = [
      ...turnNews(record, holders, last.at),
      ...ownerNews(record),
      ...handOverNews(record),
      ...vacancyNews(record, leaders),
    ];
    await Promise.all([
      deps.audit.append(
        scope,
        events.map((event) => ({ ...event, subject })),
      ),
      news.length > 0 && deps.notifications.notify(scope, news),
    ]);
    await deps.records.forgetEvents(
      scope,
      record._id,
      events.map((event) => event.id),
    );
  }

  return {
    async publish(scope, id) {
      const [record] = await deps.records.find(scope, { _id: id });
      if (record) await tell(scope, record);
    },
    async tellTurn(scope, record) {
      const news = turnNews(record, await deps.holders.find(scope, record), deps.clock.now());
      if (news.length > 0) await deps.notifications.notify(scope, news);
    },
    async publishOrLeave(scope, record) {
      try {
        await tell(scope, record);
      } catch (error) {
        deps.log.warn({ err: error, record: record._id }, 'events not told yet; the sweep repeats it');
      }
    },
  };
}
