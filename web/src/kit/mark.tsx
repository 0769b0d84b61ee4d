import { type ReactNode } from 'react';

/** How a step of a record's chain stands; `seal…` and `sealed` are those of the school's seal. */
export type MarkState =
  | 'signed'
  | 'current'
  | 'waitsLong'
  | 'future'
  | 'returned'
  | 'failed'
  | 'sealFuture'
  | 'sealCurrent'
  | 'sealed'
  | 'broken';

const COLOURS: Readonly<Record<MarkState, string>> = {
  signed: 'text-ink',
  current: 'text-ink',
  waitsLong: 'text-amberm',
  future: 'text-edge',
  returned: 'text-late',
  failed: 'text-late',
  sealFuture: 'text-edge',
  sealCurrent: 'text-ink',
  sealed: 'text-seal',
  broken: 'text-seal',
};

const STAR = 'M16 10.2l1.7 3.6 3.9.5-2.9 2.7.8 3.9-3.5-2-3.5 2 .8-3.9-2.9-2.7 3.9-.5z';

/** Drawings on a field of 32 by 32; the pen's tail of a signature leaves the disc. */
const DRAWINGS: Readonly<Record<MarkState, ReactNode>> = {
  signed: (
    <>
      <circle cx="15" cy="17" r="12" fill="currentColor" />
      <path
        d="M9.2 17.4c1.5 1.3 2.8 3 3.9 5.2C16.6 15.6 21.3 9.7 29.5 4.5"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="5.4"
        strokeLinecap="round"
      />
      <path
        d="M9.2 17.4c1.5 1.3 2.8 3 3.9 5.2 3.5-7 7-11.5 11.5-15"
        fill="none"
        stroke="var(--on)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M22.5 9.600C24.6 7.7 27 6 29.8 4.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </>
  ),
  current: (
    <>
      <circle cx="16" cy="16" r="11.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="16" cy="16" r="4.2" fill="currentColor" />
    </>
  ),
  waitsLong: (
    <>
      <circle cx="16" cy="16" r="11.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <path
        d="M16 9.500V16l4.2 2.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  future: <circle cx="16" cy="16" r="11.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  returned: (
    <>
      <circle cx="16" cy="16" r="12.5" fill="currentColor" />
      <path
        d="M13.5 11l-4 4 4 4M9.8 15h8a3.8 3.8 0 0 1 0 7.600h-2.3"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  failed: (
    <>
      <path d="M16 4.500L29 27H3z" fill="currentColor" stroke="currentColor" strokeWidth="2.6" strokeLinejoin="round" />
      <path d="M16 12.500v7M16 23.200v.1" stroke="var(--surface)" strokeWidth="2.8" strokeLinecap="round" />
    </>
  ),
  sealFuture: (
    <>
      <circle cx="16" cy="16" r="12" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <circle cx="16" cy="16" r="7.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  sealCurrent: (
    <>
      <circle cx="16" cy="16" r="12" fill="none" stroke="currentColor" strokeWidth="2.4" />
      <circle cx="16" cy="16" r="7.2" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <circle cx="16" cy="16" r="2.7" fill="currentColor" />
    </>
  ),
  sealed: (
    <>
      <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2.4" />
      <circle cx="16" cy="16" r="9" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d={STAR} fill="currentColor" />
    </>
  ),
  broken: (
    <>
      <circle cx="16" cy="16" r="12" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <path d="M11.5 11.500l9 9M20.5 11.500l-9 9" stroke="currentColor" strokeWidth="2.8" strokeLinecap="round" />
    </>
  ),
};

interface MarkProps {
  readonly state: MarkState;
  /** Of the drawing, in CSS pixels. */
  readonly size: number;
  /** Plays the flourish of a signature or a seal that has just landed. */
  readonly fresh?: boolean;
}

/** The drawing of one step. It says nothing aloud: whoever shows it says the state in words. */
export function Mark({ state, size, fresh = false }: MarkProps) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      className={`shrink-0 overflow-visible ${COLOURS[state]} ${fresh ? 'animate-seal' : ''}`}
    >
      {DRAWINGS[state]}
    </svg>
  );
}
