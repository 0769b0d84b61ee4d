import { Fragment, type ReactNode } from 'react';
import { type Texts, useTexts } from '../kernel/i18n.ts';
import { Mark, type MarkState } from './mark.tsx';

/** A step of a chain as it is drawn. */
export interface ChainStep {
  readonly state: MarkState;
  /** Whose step it is: `Tổ trưởng`. */
  readonly role: string;
  /** Who took it, or who is to. */
  readonly name?: string | undefined;
  /** When, or how long it has been waiting. */
  readonly note?: string | undefined;
}

const texts = {
  signed: { vi: 'đã ký', en: 'signed' },
  current: { vi: 'đang chờ', en: 'waiting' },
  waitsLong: { vi: 'chờ lâu', en: 'waiting long' },
  future: { vi: 'chưa đến', en: 'to come' },
  returned: { vi: 'trả lại', en: 'returned' },
  failed: { vi: 'chưa ký được', en: 'could not be signed' },
  sealFuture: { vi: 'chưa đến', en: 'to come' },
  sealCurrent: { vi: 'chờ đóng dấu', en: 'waits for the seal' },
  sealed: { vi: 'đã đóng dấu', en: 'sealed' },
  broken: { vi: 'không khớp', en: 'does not match' },
  position: {
    vi: (at: number, of: number) => `Bước ${at} trong ${of}`,
    en: (at: number, of: number) => `Step ${at} of ${of}`,
  },
  none: { vi: 'Không có bước ký', en: 'No steps' },
} as const;

const DONE: readonly MarkState[] = ['signed', 'sealed'];

/** One sentence for those who do not see the drawing: `Bước 2 trong 4, Tổ trưởng, đang chờ, 3 giờ`. */
export function chainSentence(steps: readonly ChainStep[], t: Texts<typeof texts>): string {
  const ahead = steps.findIndex((step) => !DONE.includes(step.state));
  const at = ahead === -1 ? steps.length - 1 : ahead;
  const step = steps[at];
  if (!step) return t.none;
  return [t.position(at + 1, steps.length), step.role, t[step.state], step.note].filter(Boolean).join(', ');
}

interface ChainProps {
  readonly steps: readonly ChainStep[];
}

/** The chain in a row of a list; words must stand beside it. */
export function SmallChain({ steps }: ChainProps) {
  const t = useTexts(texts);
  return (
    <span role="img" aria-label={chainSentence(steps, t)} className="inline-flex items-center gap-1">
      {steps.map((step, index) => (
        <Fragment key={index}>
          {index > 0 && <Link done={isDone(steps[index - 1])} width="w-2.5" />}
          <Mark state={step.state} size={18} />
        </Fragment>
      ))}
    </span>
  );
}

/** The chain above a document (`medium`, with roles) or on the record's page (`large`, with names and times). */
export function ChainRow({ steps, size }: ChainProps & { readonly size: 'medium' | 'large' }) {
  const t = useTexts(texts);
  const mark = size === 'large' ? 42 : 26;
  return (
    <ol aria-label={chainSentence(steps, t)} className="flex w-full items-start">
      {steps.map((step, index) => (
        <li key={index} className="relative flex min-w-0 flex-1 flex-col items-center gap-1 px-1 text-center">
          {index > 0 && (
            <span
              aria-hidden="true"
              className={`absolute right-1/2 ${size === 'large' ? 'top-[20px] mr-7' : 'top-[12px] mr-5'} left-[-50%] ${size === 'large' ? 'ml-7' : 'ml-5'}`}
            >
              <Link done={isDone(steps[index - 1])} width="w-full" />
            </span>
          )}
          <Mark state={step.state} size={mark} />
          <span className="text-small font-medium text-text">{step.role}</span>
          <span className="sr-only">{t[step.state]}</span>
          {size === 'large' && <Under step={step} />}
        </li>
      ))}
    </ol>
  );
}

/** The chain from top to bottom, each step with what belongs to it: on the page that verifies a file. */
export function ChainColumn({
  steps,
}: {
  readonly steps: readonly { readonly state: MarkState; readonly body: ReactNode }[];
}) {
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => (
        <li key={index} className="flex gap-4">
          <span className="flex flex-col items-center">
            <Mark state={step.state} size={34} />
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={`my-1 w-0 grow border-l-2 ${DONE.includes(step.state) ? 'border-ink' : 'border-dotted border-line2'}`}
              />
            )}
          </span>
          <div className="min-w-0 grow pb-6">{step.body}</div>
        </li>
      ))}
    </ol>
  );
}

function Under({ step }: { readonly step: ChainStep }) {
  const waits = step.state === 'waitsLong' ? 'text-amber' : 'text-text2';
  return (
    <>
      {step.name !== undefined && <span className="text-small text-text2">{step.name}</span>}
      {step.note !== undefined && <span className={`text-small ${waits}`}>{step.note}</span>}
    </>
  );
}

function Link({ done, width }: { readonly done: boolean; readonly width: string }) {
  return (
    <span
      aria-hidden="true"
      className={`block border-t-2 ${width} ${done ? 'border-ink' : 'border-dotted border-line2'}`}
    />
  );
}

function isDone(step: ChainStep | undefined): boolean {
  return step !== undefined && DONE.includes(step.state);
}
