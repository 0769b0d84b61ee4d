import { Triangle } from './icons.tsx';
import { type ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';

export const FIELD_BOX =
  'w-full rounded-button border border-edge bg-surface px-3 text-phone text-text outline-offset-1 placeholder:text-text3 data-invalid:border-2 data-invalid:border-late data-disabled:bg-sunken desk:text-body';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it; the field is then marked. */
  readonly error?: string | undefined;
  readonly lines?: number;
  readonly placeholder?: string;
}

/** A field for text: label above, hint or error below. */
export function Field({ label, hint, error, lines, placeholder, ...rest }: FieldProps) {
  const box = {
    className: `${FIELD_BOX} ${lines === undefined ? 'h-11' : 'py-2.5'}`,
    ...(placeholder !== undefined && { placeholder }),
  };
  return (
    <TextField {...rest} isInvalid={error !== undefined} className="flex flex-col gap-1.5">
      <Label className="text-small font-medium text-text">{label}</Label>
      {lines === undefined ? <Input {...box} /> : <TextArea {...box} rows={lines} />}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className="text-small text-text3">
          {hint}
        </Text>
      )}
      <FieldError className="flex items-start gap-1.5 text-small text-late">
        <Triangle />
        <span>{error}</span>
      </FieldError>
    </TextField>
  );
}
