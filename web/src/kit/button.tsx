import { type ReactNode } from 'react';
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Busy } from './busy.tsx';

/** `primary`: the one next thing; `secondary`: beside it; `quiet`: text alone; `danger`: cannot be taken back. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: 'bg-ink text-on hover:bg-ink2 data-pressed:bg-ink2 border border-transparent',
  secondary: 'border border-edge bg-surface text-ink2 hover:bg-tint data-pressed:bg-tint',
  quiet: 'border border-transparent text-ink2 hover:bg-tint data-pressed:bg-tint',
  danger: 'border border-seal bg-surface text-seal hover:bg-sealtint data-pressed:bg-sealtint',
};

const OFF =
  'data-disabled:bg-sunken data-disabled:text-text3 data-disabled:border-transparent data-disabled:cursor-default';

const SIZES = {
  large: 'min-h-12 px-5 text-phone font-semibold',
  normal: 'min-h-11 px-4 text-body font-semibold desk:min-h-9',
  small: 'min-h-11 px-3 text-small font-medium desk:min-h-8',
} as const;

function looks(kind: ButtonKind, size: keyof typeof SIZES): string {
  return `pressable inline-flex items-center justify-center gap-2 rounded-button no-underline ${KINDS[kind]} ${OFF} ${SIZES[size]}`;
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly kind?: ButtonKind;
  readonly size?: keyof typeof SIZES;
  readonly icon?: ReactNode;
  /** Something it began is under way: it stays where it is and cannot be pressed. */
  readonly busy?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A button. One that is off must have its reason beside it. */
export function Button({
  kind = 'secondary',
  size = 'normal',
  icon,
  busy = false,
  wide = false,
  ...rest
}: ButtonProps) {
  const { children, ...aria } = rest;
  return (
    <AriaButton {...aria} isPending={busy} className={`${looks(kind, size)} ${wide ? 'w-full' : ''}`}>
      {busy ? <Busy /> : icon}
      <span>{children}</span>
    </AriaButton>
  );
}

interface ButtonLinkProps {
  readonly href: string;
  readonly kind?: ButtonKind;
  readonly size?: keyof typeof SIZES;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly download?: boolean;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ href, kind = 'secondary', size = 'normal', icon, children, download }: ButtonLinkProps) {
  return (
    <AriaLink href={href} className={looks(kind, size)} {...(download === true && { download: true })}>
      {icon}
      <span>{children}</span>
    </AriaLink>
  );
}

/** A button that shows only a drawing, with its name for who does not see it. */
export function IconButton({
  label,
  children,
  ...rest
}: Omit<ButtonProps, 'kind' | 'size' | 'icon' | 'busy' | 'wide'> & { readonly label: string }) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className="pressable inline-flex size-11 shrink-0 items-center justify-center rounded-button text-text2 hover:bg-tint hover:text-ink2 data-disabled:text-edge desk:size-9"
    >
      {children}
    </AriaButton>
  );
}
