import { type ReactNode } from 'react';

interface CheckboxProps {
  readonly checked: boolean | 'some';
  readonly onChange: (checked: boolean) => void;
  /** Said aloud; shown only where `children` are given. */
  readonly label: string;
  readonly children?: ReactNode;
  readonly disabled?: boolean;
}

/** A native checkbox in our own clothes; the finger's target is the whole row of a list on a phone. */
export function Checkbox({ checked, onChange, label, children, disabled = false }: CheckboxProps) {
  return (
    <label className="relative inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center gap-3 desk:min-h-8 desk:min-w-8">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked === true}
        disabled={disabled}
        ref={(box) => {
          if (box) box.indeterminate = checked === 'some';
        }}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
        className="peer absolute inset-0 z-10 cursor-pointer opacity-0"
      />
      <svg
        viewBox="0 0 22 22"
        width="22"
        height="22"
        aria-hidden="true"
        className={`shrink-0 rounded-tag peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink ${
          checked === false ? 'text-edge' : 'text-ink'
        }`}
      >
        {checked === false ? (
          <rect
            x="1"
            y="1"
            width="20"
            height="20"
            rx="5"
            fill="var(--surface)"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        ) : (
          <>
            <rect x="0.5" y="0.5" width="21" height="21" rx="5.5" fill="currentColor" />
            <path
              d={checked === true ? 'M6 11.5l3.5 3.5L16 7.5' : 'M6.5 11h9'}
              fill="none"
              stroke="var(--on)"
              strokeWidth="2.4"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </>
        )}
      </svg>
      {children}
    </label>
  );
}
