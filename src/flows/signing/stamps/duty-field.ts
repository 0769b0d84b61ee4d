import { type StepDuty, type StepKind } from '../../../records/index.ts';
import { type FieldPlace } from '../../../signing/index.ts';

/**
 * The empty field that a document keeps for a step: its name is the step's duty as record types write it (`principal`, `owner`),
 * or that after `Sig_`; capitals do not matter. The seal's is `seal`, else its clerk's (`recordsClerk`). A field that locks
 * something when it is signed is passed over: those who sign next could not.
 */
export function dutyField(
  fields: readonly FieldPlace[],
  step: { readonly duty: StepDuty; readonly kind: StepKind },
): FieldPlace | undefined {
  const names = step.kind === 'seal' ? ['seal', step.duty] : [step.duty];
  const free = fields.filter(({ signed, locks }) => !signed && !locks);
  return names
    .map((wanted) => free.find(({ name }) => nameOf(name) === wanted.toLowerCase()))
    .find((field) => field !== undefined);
}

function nameOf(field: string): string {
  return field.toLowerCase().replace(/^sig_/, '');
}
