import { type Certificates } from '../../certificates/index.ts';
import { type Clock } from '../../kernel/clock.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import {
  type DeadlineFacts,
  type Extensions,
  type InspectPdf,
  judge,
  type PlaceDeps,
  type RecordRepository,
  type RecordType,
  type RecordTypes,
  type Verdict,
} from '../../records/index.ts';
import { type People } from '../../people/index.ts';
import { type Structure } from '../../structure/index.ts';
import { type ObjectStore } from '../../../storage/index.ts';
import { type Attendance } from '../deciding/attendance.ts';
import { type RecordEvents } from '../telling/publish-record-events.ts';

/** What uploading and submitting records work with. */
export interface RecordFlowDeps {
  readonly records: RecordRepository;
  readonly types: RecordTypes;
  readonly extensions: Extensions;
  readonly structure: PlaceDeps['structure'] & Pick<Structure, 'departments'>;
  readonly people: Pick<People, 'account' | 'actorOf'>;
  readonly store: Pick<ObjectStore, 'get' | 'makePermanent'>;
  readonly inspectPdf: InspectPdf;
  readonly certificates: Pick<Certificates, 'trust'>;
  readonly trusted: readonly Uint8Array[];
  readonly events: Pick<RecordEvents, 'publishOrLeave'>;
  readonly attendance: Pick<Attendance, 'attend'>;
  readonly clock: Clock;
}

/** How a record of this kind stands to its deadline at an instant, with the extensions its owner was granted. */
export async function judgeAt(
  deps: Pick<RecordFlowDeps, 'extensions'>,
  school: SchoolScope,
  what: Omit<DeadlineFacts, 'extensions'> & { readonly owner: string; readonly type: RecordType; readonly at: Date },
): Promise<Verdict> {
  const { owner, type, year, scope, at } = what;
  const extensions = await deps.extensions.list(school, { account: owner, year: year.code, type: type.id });
  return judge(type.deadline, { year, scope, extensions }, at);
}
