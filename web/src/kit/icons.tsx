/** The sign of a problem that can be mended. */
export function Triangle({ size = 16 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" className="mt-0.5 shrink-0">
      <path
        d="M10 2.5L18.5 17.500h-17z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M10 8v4.200M10 14.600v.1" stroke="var(--surface)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}

/** The product's mark: a page with a pen's tick. */
export function BookMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.3"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M24 14v14H7V4h12l5 5" />
      <path d="M11.5 17.500l4.5 5L29 5.5" />
    </svg>
  );
}

/** The pen's tick alone: the whole is in order. */
export function PenTick({ size = 16 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d="M4 10.500c1.5 1.3 2.5 3 3.3 5C10 9.5 13 6 17.5 3" />
    </svg>
  );
}
