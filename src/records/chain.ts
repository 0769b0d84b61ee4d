import { type RecordType } from '../../schemas/index.ts';
import { type ActiveDuty, covers, type DutyScope } from '../kernel/actor.ts';
import { type PlannedStep } from './lifecycle.ts';
import { type RecordDocument } from './types.ts';

/** Resolves a record type's chain for one record: whose step each is, for what scope, and which is passed over. */
export function planChain(
  type: RecordType,
  record: Pick<RecordDocument, 'owner' | 'ownerName' | 'scope'>,
  ownerDuties: readonly ActiveDuty[],
): PlannedStep[] {
  return type.chain.map(({ kind, duty, within = [], unlessOwner }) => {
    if (duty === 'owner') return { kind, duty, account: record.owner, accountName: record.ownerName };
    const scope: DutyScope = Object.fromEntries(within.map((field) => [field, record.scope[field]]));
    const held = ownerDuties.some((own) => own.duty === duty && covers(own.scope, { ...record.scope, ...scope }));
    return {
      kind,
      duty,
      ...(within.length > 0 && { scope }),
      ...(type.samePersonMay && { samePersonMay: true }),
      ...(unlessOwner && held && { skip: true }),
    };
  });
}
