import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface Option {
  readonly id: string;
  readonly label: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** A chip in a row of chips: label and value on one line. `guess` is what the system guessed, `missing` what it must be told. */
  readonly chip?: 'plain' | 'guess' | 'missing';
}

const CHIPS = {
  plain: 'border-line2 bg-surface',
  guess: 'border-dashed border-amberm bg-ambertint text-amber',
  missing: 'border-late bg-latetint text-late',
} as const;

/** One of several; as a field with its label above, or as a chip. */
export function Choice({ label, options, value, onChange, placeholder = '', disabled = false, chip }: ChoiceProps) {
  return (
    <Select
      selectedKey={value ?? null}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      isDisabled={disabled}
      placeholder={placeholder}
      className={chip === undefined ? 'flex flex-col gap-1.5' : 'inline-flex'}
    >
      <Label className={chip === undefined ? 'text-small font-medium' : 'sr-only'}>{label}</Label>
      <Button
        className={`pressable inline-flex min-h-11 items-center gap-2 rounded-button border px-3 text-left desk:min-h-9 ${
          chip === undefined ? 'border-edge bg-surface text-phone desk:text-body' : `text-small ${CHIPS[chip]}`
        }`}
      >
        {chip !== undefined && <span className="opacity-80">{label}</span>}
        <SelectValue className={`grow ${chip === undefined ? '' : 'font-semibold'} data-placeholder:text-text3`} />
        <ChevronDown size={16} aria-hidden className="shrink-0" />
      </Button>
      <Popover className="max-h-80 min-w-(--trigger-width) overflow-y-auto rounded-button border border-line bg-surface p-1 shadow-float">
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="cursor-pointer rounded-tag px-3 py-2 text-phone outline-none data-focused:bg-tint data-selected:font-semibold data-selected:text-ink2 desk:text-body"
            >
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
