import { type RecordQuery } from '../../schemas/index.ts';
import { type Audit } from '../audit/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { scopeOfActor } from '../kernel/scope.ts';
import {
  FINISHED_STATES,
  listRecords,
  maySee,
  type RecordDocument,
  type RecordPage,
  type RecordRepository,
  type RecordTypes,
} from '../records/index.ts';
import { archiveErrors } from './errors.ts';

export interface ArchiveDeps {
  readonly records: RecordRepository;
  readonly types: RecordTypes;
  readonly audit: Pick<Audit, 'append'>;
  readonly clock: Clock;
}

/** The finished records of a school, read only; every look of an inspector is in the audit log before it is granted. */
export interface Archive {
  /** Finished records the actor may see, by any of their properties or words. @throws TYPE_UNKNOWN, CURSOR_INVALID */
  search(actor: Actor, query: RecordQuery): Promise<RecordPage>;
  /** One finished record. @throws NOT_ARCHIVED also where it may not be seen */
  open(actor: Actor, id: string): Promise<RecordDocument>;
}

export function createArchive(deps: ArchiveDeps): Archive {
  return {
    search: async (actor, query) => {
      const { state, ...others } = query;
      const states = FINISHED_STATES.filter((archived) => state === undefined || archived === state);
      const page = await listRecords(deps, actor, { ...others, states });
      await note(deps, actor, { event: 'archive.searched', id: actor.account, details: { ...query } });
      return page;
    },
    open: async (actor, id) => {
      const [record] = await deps.records.find(scopeOfActor(actor), { _id: id, state: { $in: FINISHED_STATES } });
      if (!record || !maySee(actor, record)) throw archiveErrors.NOT_ARCHIVED();
      await note(deps, actor, { event: 'archive.opened', id });
      return record;
    },
  };
}

/** Searches are told of the account that searched, looks of the record that was looked at. */
function note(
  { audit, clock }: ArchiveDeps,
  actor: Actor,
  what: { readonly event: string; readonly id: string; readonly details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { event, id, details } = what;
  const kind = event === 'archive.searched' ? 'account' : 'record';
  const entry = { id: newId(), event, at: clock.now(), actor: actor.account, subject: { kind, id } };
  return audit.append(scopeOfActor(actor), [{ ...entry, ...(details && { details }) }]);
}
