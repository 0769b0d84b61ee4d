import { type DelegationDocument, type InboxQuery, type ItemRef, type NewDelegation } from '../approvals/index.ts';
import { type Audit } from '../audit/index.ts';
import { type Certificates } from '../certificates/index.ts';
import { type Actor } from '../kernel/actor.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { type Notifications } from '../notifications/index.ts';
import { type People } from '../people/index.ts';
import { type Pictures } from '../pictures/index.ts';
import { type RecordDocument } from '../records/index.ts';
import { type Structure } from '../structure/index.ts';
import { approveRecord } from './deciding/approve-record.ts';
import { Attendance } from './deciding/attendance.ts';
import { archiveRecord } from './archiving/archive-record.ts';
import { VersionReader } from './signing/version-bytes.ts';
import { cancelSignatures } from './signing/cancel-signatures.ts';
import { type Confirmation, confirmSignatures } from './signing/confirm-signatures.ts';
import { embedItem } from './signing/embed-signature.ts';
import { ContentsSizes } from './signing/contents-sizes.ts';
import { type InboxPage, listInbox } from './deciding/list-inbox.ts';
import { prepareItem } from './signing/prepare-signature.ts';
import { createRecordEvents, type RecordEvents } from './telling/publish-record-events.ts';
import { requestSignatures, type SigningProgress, type SigningWish } from './signing/request-signatures.ts';
import { endLending, lendDuty } from './deciding/lend-duty.ts';
import { returnRecord } from './deciding/return-record.ts';
import { newestRequests, type ProgressQuery, signingProgress } from './signing/signing-progress.ts';
import { StampPictures } from './signing/stamps/stamp-pictures.ts';
import { type SweepDeps, Sweeper } from './sweep.ts';
import { TurnHolders } from './telling/turn-holders.ts';

/** What a person may do about the steps of records, and what the workers do for it. */
export interface Flows {
  request(actor: Actor, wish: SigningWish): Promise<SigningProgress>;
  /** One's own newest. */
  requests(actor: Actor): Promise<SigningProgress[]>;
  progress(actor: Actor, query: ProgressQuery): Promise<SigningProgress>;
  confirm(actor: Actor, confirmation: Confirmation): Promise<SigningProgress>;
  cancel(actor: Actor, request: string): Promise<SigningProgress>;
  returnRecord(actor: Actor, input: { readonly record: string; readonly reason: string }): Promise<RecordDocument>;
  approveRecord(
    actor: Actor,
    input: { readonly record: string; readonly password: string; readonly comment?: string | undefined },
  ): Promise<RecordDocument>;
  lend(actor: Actor, delegation: NewDelegation): Promise<DelegationDocument>;
  endLending(actor: Actor, delegation: string): Promise<DelegationDocument>;
  inbox(actor: Actor, query: InboxQuery): Promise<InboxPage>;
  readonly events: RecordEvents;
  readonly attendance: Attendance;
  prepareItem(scope: SchoolScope, ref: ItemRef): Promise<void>;
  embedItem(scope: SchoolScope, ref: ItemRef): Promise<void>;
  archiveRecord(scope: SchoolScope, record: string): Promise<void>;
  /** One school, or all of them. */
  sweep(school?: string): Promise<void>;
}

export interface FlowsDeps extends Omit<
  SweepDeps,
  'events' | 'attendance' | 'bases' | 'holes' | 'stampPictures' | 'certificates'
> {
  readonly structure: Pick<Structure, 'school' | 'listSchools' | 'year'>;
  readonly pictures: Pick<Pictures, 'find'>;
  readonly certificates: Pick<Certificates, 'describe' | 'unlock' | 'trust' | 'timestamper'>;
  readonly people: Pick<People, 'holdersOf' | 'confirmPassword'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly notifications: Pick<Notifications, 'notify'>;
}

/** Wires the flows of one process; the bytes and names they remember are this process's alone. */
export function createFlows(given: FlowsDeps): Flows {
  const holders = new TurnHolders(given);
  const events = createRecordEvents({ ...given, holders });
  const attendance = new Attendance({ ...given, events, holders });
  const bases = new VersionReader(given.store);
  const stampPictures = new StampPictures({ ...given, bases });
  const deps = { ...given, events, attendance, bases, stampPictures, holes: new ContentsSizes(given) };
  const sweeper = new Sweeper(deps);
  return {
    request: (actor, wish) => requestSignatures(deps, actor, wish),
    requests: (actor) => newestRequests(deps, actor),
    progress: (actor, query) => signingProgress(deps, actor, query),
    confirm: (actor, confirmation) => confirmSignatures(deps, actor, confirmation),
    cancel: (actor, request) => cancelSignatures(deps, actor, request),
    returnRecord: (actor, input) => returnRecord(deps, actor, input),
    approveRecord: (actor, input) => approveRecord(deps, actor, input),
    lend: (actor, delegation) => lendDuty(deps, actor, delegation),
    endLending: (actor, delegation) => endLending(deps, actor, delegation),
    inbox: (actor, query) => listInbox(deps, actor, query),
    events,
    attendance,
    prepareItem: (scope, ref) => prepareItem(deps, scope, ref),
    embedItem: (scope, ref) => embedItem(deps, scope, ref),
    archiveRecord: (scope, record) => archiveRecord(deps, scope, record),
    sweep: (school) => sweeper.run(school),
  };
}
