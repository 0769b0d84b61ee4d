import { type Schemas } from '../kernel/api.ts';
import { DUTY_NAMES } from '../kernel/duties.ts';
import { shortDate, span } from '../kernel/format.ts';
import { type Language } from '../kernel/i18n.ts';
import { type ChainStep, type MarkState } from '../kit/index.ts';

type Step = Schemas['record-step'];
type Record = Pick<Schemas['record'], 'steps' | 'revision' | 'submittedAt'>;

/** After this long a step counts as waiting long. */
export const LONG_WAIT_MS = 3 * 86_400_000;

/** The steps of a record's present revision as the chain draws them. */
export function chainOf(record: Record, language: Language, now = Date.now()): ChainStep[] {
  const steps = record.steps.filter((step) => step.revision === record.revision && step.state !== 'skipped');
  let since = record.submittedAt;
  return steps.map((step) => {
    const waitsSince = since;
    if (step.decidedAt !== undefined) since = step.decidedAt;
    return {
      state: markOf(step, waitsSince, now),
      role: roleOf(step, language),
      name: step.accountName,
      note: noteOf(step, waitsSince, { language, now }),
    };
  });
}

function markOf(step: Step, waitsSince: string | undefined, now: number): MarkState {
  const seal = step.kind === 'seal';
  switch (step.state) {
    case 'done':
      return seal ? 'sealed' : 'signed';
    case 'returned':
      return 'returned';
    case 'open':
      if (seal) return 'sealCurrent';
      return waitsSince !== undefined && now - Date.parse(waitsSince) > LONG_WAIT_MS ? 'waitsLong' : 'current';
    default:
      return seal ? 'sealFuture' : 'future';
  }
}

function roleOf(step: Step, language: Language): string {
  if (step.kind === 'seal') return language === 'vi' ? 'Dấu trường' : 'School seal';
  const name = DUTY_NAMES[step.duty];
  return (language === 'vi' ? name?.short : name?.en) ?? step.duty;
}

function noteOf(
  step: Step,
  waitsSince: string | undefined,
  at: { language: Language; now: number },
): string | undefined {
  if (step.decidedAt !== undefined) return shortDate(new Date(step.decidedAt));
  if (step.state !== 'open' || waitsSince === undefined) return undefined;
  const waits = span(at.now - Date.parse(waitsSince), at.language);
  return at.language === 'vi' ? `chờ ${waits}` : `waits ${waits}`;
}
