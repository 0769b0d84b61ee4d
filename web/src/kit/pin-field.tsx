import { useRef } from 'react';
import { Triangle } from './icons.tsx';

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

const LENGTH = 6;
const LONGEST = 32;

/**
 * The PIN of a signing key. Six places are drawn, as most people choose six; a longer PIN or one with letters may be typed all the
 * same. It is never remembered by the browser.
 */
export function PinField({ label, value, onChange, hint, error, disabled = false, autoFocus = false }: PinFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const places = Math.max(LENGTH, Math.min(value.length, LONGEST));
  return (
    <label className="flex flex-col gap-2">
      <span className="text-small font-medium text-text">{label}</span>
      <span className="relative flex gap-2" onPointerDown={() => input.current?.focus()}>
        <input
          ref={input}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          value={value}
          disabled={disabled}
          autoFocus={autoFocus}
          aria-invalid={error !== undefined}
          aria-describedby="pin-note"
          onChange={(event) => {
            onChange(event.target.value);
          }}
          className="peer absolute inset-0 z-10 cursor-text rounded-button bg-transparent text-transparent caret-transparent opacity-0"
        />
        {Array.from({ length: places }, (_, index) => (
          <span
            key={index}
            aria-hidden="true"
            className={`flex h-12 min-w-0 max-w-11 flex-1 items-center justify-center rounded-button border bg-surface ${
              error === undefined ? 'border-edge' : 'border-2 border-late'
            } ${index === value.length ? 'peer-focus:border-2 peer-focus:border-ink' : ''}`}
          >
            {index < value.length && <span className="size-2.5 rounded-full bg-text" />}
          </span>
        ))}
      </span>
      <span
        id="pin-note"
        className={`flex items-start gap-1.5 text-small ${error === undefined ? 'text-text3' : 'text-late'}`}
      >
        {error !== undefined && <Triangle />}
        <span aria-live="polite">{error ?? hint}</span>
      </span>
    </label>
  );
}
