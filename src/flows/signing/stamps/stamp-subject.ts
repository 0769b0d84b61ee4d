import { DUTY_NAMES, type SigningItemDocument } from '../../../approvals/index.ts';
import {
  currentVersion,
  type RecordDocument,
  type RecordSignature,
  type RecordStep,
  type RecordType,
} from '../../../records/index.ts';

/** A picture to draw with; of the seal with its actual width in millimetres. */
export interface StampPicture {
  readonly bytes: Uint8Array;
  readonly widthMm?: number;
}

/** What a stamp is drawn from. */
export interface StampSubject {
  readonly item: Pick<SigningItemDocument, 'appearance' | 'step'>;
  /** Of the record's revision. */
  readonly steps: readonly Pick<RecordStep, 'index' | 'kind' | 'state'>[];
  /** Those that the record carries already, the last one last. */
  readonly signatures: readonly Pick<RecordSignature, 'kind' | 'fieldName'>[];
  /** Of the record's type, where it is still known. */
  readonly type?: Pick<RecordType, 'appearance' | 'placement'> | undefined;
  readonly person: { readonly name: string; readonly duty: string };
  readonly school: string;
  readonly time: Date;
  readonly picture?: StampPicture | undefined;
}

/** How the stamps of a record look, by its type; one of a type that is gone is not stamped. */
export function styleOf({ type }: Pick<StampSubject, 'type'>): RecordType['appearance'] {
  return type?.appearance ?? 'invisible';
}

/** What the signature of an item is drawn from. */
export function stampSubject(given: {
  readonly item: SigningItemDocument;
  readonly record: RecordDocument;
  readonly type: RecordType | undefined;
  readonly school: string;
  readonly time: Date;
  readonly picture: StampPicture | undefined;
}): StampSubject {
  const { item, record, ...rest } = given;
  return {
    ...rest,
    item,
    steps: record.steps.filter(({ revision }) => revision === item.step.revision),
    signatures: currentVersion(record).signatures,
    person: { name: item.accountName, duty: titleOf(item, rest.type?.appearance === 'nd30') },
  };
}

/**
 * The title over a signature. Who signs in another's place does so *KT.*, *TUQ.* or *TL.*; by Decree 30 titles are in capitals,
 * and the own post stands on its own line: *KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG*.
 */
function titleOf({ step, manner, post, delegateOf }: SigningItemDocument, byDecree: boolean): string {
  const own = DUTY_NAMES[post ?? step.duty].vi;
  const of = DUTY_NAMES[step.inPlaceOf ?? step.duty].vi;
  const signsFor = manner ?? (delegateOf && post === undefined ? 'TUQ.' : undefined);
  if (signsFor === undefined) return byDecree ? own.toLocaleUpperCase('vi') : own;
  if (!byDecree) return `${signsFor} ${of}`;
  const first = `${signsFor} ${of.toLocaleUpperCase('vi')}`;
  return post === undefined ? first : `${first}\n${own.toLocaleUpperCase('vi')}`;
}
