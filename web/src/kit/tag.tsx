import { Archive, ArrowLeft, ArrowUpLeft, CircleDot, Clock, Copy, Diamond, Lock, Octagon, Stamp } from 'lucide-react';
import { type ReactNode } from 'react';
import { PenTick } from './icons.tsx';
import { Mark } from './mark.tsx';

export type Tone = 'plain' | 'ink' | 'amber' | 'late' | 'seal' | 'dashed';

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'bg-sunken text-text2',
  ink: 'bg-tint text-ink2',
  amber: 'bg-ambertint text-amber',
  late: 'bg-latetint text-late',
  seal: 'bg-sealtint text-seal',
  dashed: 'border border-dashed border-edge text-text2',
};

/** A word with a shape and a tint: colour never speaks alone. */
export function Tag({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-tag px-2 py-0.5 text-least font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      {icon}
      {children}
    </span>
  );
}

const SIZE = { size: 14, 'aria-hidden': true } as const;

/** The shapes that go with the states of records. */
export const TAG_ICONS = {
  draft: undefined,
  inApproval: <CircleDot {...SIZE} />,
  approved: <PenTick size={14} />,
  sealed: <Mark state="sealed" size={14} />,
  returned: <ArrowLeft {...SIZE} />,
  dueSoon: <Clock {...SIZE} />,
  late: <Diamond {...SIZE} fill="currentColor" />,
  locked: <Lock {...SIZE} />,
  archived: <Archive {...SIZE} />,
  superseded: <Copy {...SIZE} />,
  withdrawn: <ArrowUpLeft {...SIZE} />,
  revoked: <Octagon {...SIZE} fill="currentColor" />,
  seal: <Stamp {...SIZE} />,
} as const;
