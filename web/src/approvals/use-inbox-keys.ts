import { useEffect, useRef } from 'react';

interface InboxKeys {
  readonly active: boolean;
  readonly next: () => void;
  readonly previous: () => void;
  readonly select: () => void;
  readonly act: () => void;
}

/** J and K move, Space selects, Enter acts; not while somebody types or a control has the focus that means something else by them. */
export function useInboxKeys(keys: InboxKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { active, next, previous, select, act } = latest.current;
      const target = event.target as HTMLElement;
      if (!active || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input:not([type=checkbox]), textarea, [role=dialog], [role=listbox]')) return;
      const pressesIt = target.closest('button, a, input, summary') !== null;
      const key = event.key.toLowerCase();
      const does =
        key === 'j'
          ? next
          : key === 'k'
            ? previous
            : !pressesIt && key === ' '
              ? select
              : !pressesIt && key === 'enter'
                ? act
                : undefined;
      if (!does) return;
      event.preventDefault();
      does();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, []);
}
