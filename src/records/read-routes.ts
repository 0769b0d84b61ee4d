import { type RecordEventList } from '../../schemas/index.ts';
import { type ObjectStore, verifiedStream } from '../../storage/index.ts';
import { type Audit } from '../audit/index.ts';
import { type Actor, holds } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { type ActorContext, defineRoute, type FileReply, type Route } from '../kernel/route.ts';
import { type People } from '../people/index.ts';
import { recordErrors } from './errors.ts';
import { maySee } from './policy.ts';
import { presentRecord } from './present.ts';
import { type RecordRepository } from './repository.ts';
import { type RecordDocument, type RecordVersion } from './types.ts';

/** Whether somebody may read a record for a reason of another domain. */
export type RecordReader = (actor: Actor, record: RecordDocument) => Promise<boolean>;

export interface ReadRouteDeps {
  readonly records: RecordRepository;
  readonly store: Pick<ObjectStore, 'get'>;
  readonly audit: Pick<Audit, 'append' | 'history'>;
  readonly people: Pick<People, 'accounts'>;
  readonly clock: Clock;
  /** Who may read a record beside those its policy lets in: a delegate whose turn it is. */
  readonly alsoReads?: RecordReader;
}

/** Reading one record: itself, its history, its versions' files. */
export function readRoutes(deps: ReadRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/records/:id',
      operation: 'getRecord',
      summary: { vi: 'Xem hồ sơ', en: 'Get a record' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/record',
      handle: async (context, { params }) => {
        const record = await readable(deps, context, params.id);
        await noteInspection(deps, context, { record, event: 'record.opened' });
        return { body: presentRecord(record, deps.clock.now()) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/records/:id/events',
      operation: 'listRecordEvents',
      summary: { vi: 'Lịch sử của hồ sơ', en: 'The history of a record' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/record-event-list',
      handle: async (context, { params }) => {
        const record = await readable(deps, context, params.id);
        await noteInspection(deps, context, { record, event: 'record.historyRead' });
        return { body: await historyOf(deps, context, record) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/records/:id/versions/:n/file',
      operation: 'downloadVersion',
      summary: { vi: 'Tải tệp của một phiên bản', en: 'Download the file of a version' },
      access: 'signed-in',
      params: 'api/record-version-params',
      handle: async (context, { params }) => {
        const record = await readable(deps, context, params.id);
        const version = record.versions.find(({ n }) => n === params.n);
        if (!version) throw recordErrors.VERSION_NOT_FOUND({ n: params.n });
        await noteDownload(deps, context, { record, version });
        return { file: await openFile(deps, record, version) };
      },
    }),
  ];
}

/** A record that one may not see is not there. @throws RECORD_NOT_FOUND */
async function readable(
  { records, alsoReads }: ReadRouteDeps,
  { actor, scope }: ActorContext,
  id: string,
): Promise<RecordDocument> {
  const record = await records.get(scope, id);
  if (maySee(actor, record) || (await alsoReads?.(actor, record))) return record;
  throw recordErrors.RECORD_NOT_FOUND();
}

/** What the audit log knows, and what it has yet to be told. */
async function historyOf(
  { audit, people }: ReadRouteDeps,
  { scope, actor: reader }: ActorContext,
  record: RecordDocument,
): Promise<RecordEventList> {
  const told = await audit.history(scope, record._id);
  const known = new Set(told.map(({ id }) => id));
  const events = [...told, ...record.outbox.filter(({ id }) => !known.has(id))].sort((a, b) => +a.at - +b.at);
  const names = await people.accounts(scope, [...new Set(events.map(({ actor }) => actor))]);
  return {
    events: events.map(({ id, event, at, actor, details }) => {
      const actorName = names.get(actor)?.fullName;
      return {
        id,
        event,
        at: at.toISOString(),
        actor,
        ...(actorName !== undefined && { actorName }),
        ...(details && { details: detailsFor(reader, actor, details) }),
      };
    }),
  };
}

/** Where somebody sat when they read a record is for themselves and the principal. */
function detailsFor(reader: Actor, actor: string, details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { ip, ...others } = details;
  return reader.account === actor || holds(reader, 'principal')
    ? { ...others, ...(ip !== undefined && { ip }) }
    : others;
}

/** An inspector's look at a record is in the log before it is granted; those who work with it every day are not followed. */
async function noteInspection(
  { audit, clock }: ReadRouteDeps,
  { actor, scope, ip }: ActorContext,
  { record, event }: { readonly record: RecordDocument; readonly event: string },
): Promise<void> {
  if (!holds(actor, 'inspector')) return;
  const subject = { kind: 'record', id: record._id };
  const entry = { id: newId(), event, at: clock.now(), actor: actor.account, subject, details: { ip } };
  await audit.append(scope, [entry]);
}

/** Every look into a file is in the log before the first byte goes out. */
async function noteDownload(
  { audit, clock }: ReadRouteDeps,
  { actor, scope, ip }: ActorContext,
  { record, version }: { readonly record: RecordDocument; readonly version: RecordVersion },
): Promise<void> {
  const subject = { kind: 'record', id: record._id };
  const details = { version: version.n, sha256: version.sha256, by: actor.fullName, ip };
  const entry = { id: newId(), event: 'record.downloaded', at: clock.now(), actor: actor.account, subject, details };
  await audit.append(scope, [entry]);
}

/** The bytes are hashed on their way; a damaged file never arrives whole. */
async function openFile({ store }: ReadRouteDeps, record: RecordDocument, version: RecordVersion): Promise<FileReply> {
  const { objectKey: key, objectVersion, sha256, size } = version;
  const { stream } = await store.get({ key, ...(objectVersion !== undefined && { version: objectVersion }) });
  const newest = version.n === record.versions.at(-1)?.n;
  const fileName = newest ? record.fileName : record.fileName.replace(/\.pdf$/, `_v${version.n}.pdf`);
  return { stream: verifiedStream(stream, version), size, sha256, type: 'application/pdf', fileName };
}
