import {
  approvalErrors,
  type ItemRef,
  type PreparedItem,
  purposeOf,
  reasonOf,
  type SigningItemDocument,
} from '../../approvals/index.ts';
import { type SchoolScope } from '../../kernel/scope.ts';
import { currentVersion, openStep, type RecordDocument, type RecordType } from '../../records/index.ts';
import { assertNotInvalid } from './assert-valid.ts';
import { failItem, isPermanent } from './fail-item.ts';
import { type SigningDeps } from './signing-deps.ts';
import { planStamp } from './stamps/plan-stamp.ts';
import { prepareStamped } from './stamps/prepare-stamped.ts';
import { stampSubject, type StampPicture } from './stamps/stamp-subject.ts';

const PICTURES = { sign: 'signature', initial: 'initials', seal: 'seal', approve: undefined } as const;

/** Minutes from UTC in which times stand in signatures (Asia/Ho_Chi_Minh). */
const UTC_OFFSET_MINUTES = 420;

/**
 * The first phase of one item, by a worker: builds the increment with the hole and the hash to be signed. Stops where the item
 * waits for it no more; fails the item where it can never be; throws where trying again may help.
 * Round trips: item and record in one wave, the object unless it is still in memory, one write.
 */
export async function prepareItem(deps: SigningDeps, scope: SchoolScope, ref: ItemRef): Promise<void> {
  const [item, [record]] = await Promise.all([
    deps.approvals.items.get(scope, ref),
    deps.records.find(scope, { _id: ref.record }),
  ]);
  if (item?.state !== 'preparing') return;
  try {
    if (!record || !stillStands(record, item)) throw approvalErrors.BASE_CHANGED();
    const prepared = await prepare(deps, scope, { item, record });
    await deps.approvals.items.prepared(scope, ref, prepared);
  } catch (error) {
    if (!isPermanent(error)) throw error;
    await failItem(deps, scope, { item, error });
  }
}

/** Whether a record is still at the step and the version an item was made for. */
export function stillStands(record: RecordDocument, item: Pick<SigningItemDocument, 'step' | 'base'>): boolean {
  const step = openStep(record);
  return (
    step?.index === item.step.index &&
    step.revision === item.step.revision &&
    currentVersion(record).sha256 === item.base.sha256
  );
}

async function prepare(
  deps: SigningDeps,
  scope: SchoolScope,
  { item, record }: { item: SigningItemDocument; record: RecordDocument },
): Promise<PreparedItem> {
  const purpose = purposeOf(item.step.kind) ?? 'personal';
  const type = deps.recordTypes.list(scope).find(({ id }) => id === record.type);
  const [{ certificate, certificateSerial, ...hole }, school, source, picture] = await Promise.all([
    deps.holes.of(scope, item.account, purpose),
    deps.structure.school(scope),
    deps.bases.open(currentVersion(record)),
    pictureFor(deps, scope, { item, type }),
  ]);
  const { signatures, signedOutside } = currentVersion(record);
  if (signatures.length > 0 || signedOutside) await assertNotInvalid(deps, scope, source);
  const at = wholeSecond(deps.clock.now());
  const signerName = purpose === 'seal' ? school.name : item.accountName;
  const reason = reasonOf(item.step, item.delegateOf);
  const subject = stampSubject({ item, record, type, school: school.name, time: at, picture });
  const options = {
    signerName,
    reason,
    claimedTime: at,
    utcOffsetMinutes: UTC_OFFSET_MINUTES,
    application: 'hoso',
    ...(school.place !== undefined && { location: school.place }),
    ...hole,
    timestamped: deps.policy.level !== 'b-b' && deps.policy.whenTsaFails === 'wait',
  };
  const log = deps.log.child({ record: record._id, request: item.request });
  const prepared = await prepareStamped(source, options, { plan: planStamp(subject), log });
  if (prepared.baseSha256 !== undefined && prepared.baseSha256 !== item.base.sha256) {
    throw approvalErrors.BASE_CHANGED();
  }
  const { baseSha256: _, visible: __, ...rest } = prepared;
  return { ...rest, certificate, certificateSerial, at };
}

/** The picture that the signature is drawn with: by Decree 30 the person's or the seal's, where the type wants it so. */
async function pictureFor(
  deps: SigningDeps,
  scope: SchoolScope,
  { item, type }: { item: SigningItemDocument; type: RecordType | undefined },
): Promise<StampPicture | undefined> {
  const { account, appearance } = item;
  if (type?.appearance !== 'nd30' || (appearance && 'invisible' in appearance)) return undefined;
  const kind = PICTURES[item.step.kind];
  return kind && deps.stampPictures.of(scope, kind === 'seal' ? { kind } : { kind, account });
}

function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
