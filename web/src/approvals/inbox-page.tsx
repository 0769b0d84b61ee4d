import { useInfiniteQuery } from '@tanstack/react-query';
import { PenLine, Stamp, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { count } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { Button, Checkbox, Empty, Failure, LoadingRows } from '../kit/index.ts';
import { ReturnDialog } from '../records/index.ts';
import { ApproveDialog, SignDialog } from '../signing/index.ts';
import { actOf, grouped, type Item } from './grouped.ts';
import { InboxList } from './inbox-list.tsx';
import { InboxPreview } from './inbox-preview.tsx';
import { inboxQuery } from './queries.ts';
import { texts } from './texts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

type Open = 'sign' | 'return' | 'approve';

/** What waits for this person: list and document side by side, all of it signed with one PIN. */
export function InboxPage() {
  const t = useTexts(texts);
  const language = useLanguage();
  const inbox = useInfiniteQuery(inboxQuery);
  const items = useMemo(() => inbox.data?.pages.flatMap((page) => page.items) ?? [], [inbox.data]);
  const free = useMemo(() => items.filter((item) => !item.leased), [items]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrentId] = useState<string>();
  const [open, setOpen] = useState<Open>();
  /** What a dialog is about stays what it was when it opened: the list moves on below it. */
  const [batch, setBatch] = useState<readonly Item[]>([]);
  const wide = useWide();
  const current = items.find((item) => item.record === currentId) ?? (wide ? items[0] : undefined);
  const selected = free.filter((item) => chosen.has(item.record));
  const acting = selected.length > 0 ? selected : current && !current.leased ? [current] : [];
  const act = actOf(acting);
  const toggle = useCallback((record: string) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(record)) after.add(record);
      return after;
    });
  }, []);
  const begin = (what: Open) => {
    setBatch(acting);
    setOpen(what);
  };
  const step = (by: number) => {
    const at = items.findIndex((item) => item.record === current?.record);
    setCurrentId(items[Math.min(items.length - 1, Math.max(0, at + by))]?.record);
  };
  useInboxKeys({
    active: open === undefined,
    next: () => {
      step(1);
    },
    previous: () => {
      step(-1);
    },
    select: () => {
      if (current && !current.leased) toggle(current.record);
    },
    act: () => {
      if (act === 'sign' || act === 'seal') begin('sign');
    },
  });

  if (inbox.isError)
    return (
      <div className="p-6">
        <Failure error={inbox.error} onRetry={() => void inbox.refetch()} />
      </div>
    );
  if (inbox.isPending) return <LoadingRows rows={8} />;
  if (items.length === 0) {
    return (
      <div className="mx-auto w-full max-w-2xl px-4 py-8">
        <h1 className="sr-only">{t.title}</h1>
        <Empty title={t.none}>{t.noneWhy}</Empty>
      </div>
    );
  }
  const total = `${count(items.length, language)}${inbox.hasNextPage ? '+' : ''}`;
  const close = () => {
    setOpen(undefined);
  };
  return (
    <div className="flex min-h-0 grow flex-col desk:h-[calc(100dvh-56px)]">
      <div className="flex min-h-0 grow">
        <section
          aria-label={t.title}
          className={`${currentId !== undefined && !wide ? 'hidden' : 'flex'} min-h-0 w-full flex-col desk:flex desk:w-[392px] desk:shrink-0 desk:border-r desk:border-line`}
        >
          <header className="flex items-baseline gap-2.5 px-4 py-3 desk:px-8">
            <h1 className="text-work font-semibold">{t.title}</h1>
            <span className="text-section text-text3">{total}</span>
          </header>
          <div className="flex min-h-12 items-center gap-2 border-y border-inkline bg-tint px-4 desk:px-7">
            <Checkbox
              checked={selected.length === 0 ? false : selected.length === free.length ? true : 'some'}
              label={t.all(total)}
              onChange={(all) => {
                setChosen(new Set(all ? free.map((item) => item.record) : []));
              }}
            >
              <span className="font-semibold text-ink2">{t.all(total)}</span>
            </Checkbox>
            <span className="ml-auto text-small text-text2">{t.selected(selected.length)}</span>
          </div>
          <InboxList
            groups={grouped(items)}
            chosen={chosen}
            current={current?.record}
            onToggle={toggle}
            onOpen={setCurrentId}
          />
          {inbox.hasNextPage && (
            <div className="p-4">
              <Button wide busy={inbox.isFetchingNextPage} onPress={() => void inbox.fetchNextPage()}>
                {t.more}
              </Button>
            </div>
          )}
        </section>
        <section
          className={`${current === undefined || (currentId === undefined && !wide) ? 'hidden' : 'flex'} min-h-0 min-w-0 grow flex-col desk:flex`}
        >
          {current ? (
            <InboxPreview
              key={current.record}
              item={current}
              onBack={
                wide
                  ? undefined
                  : () => {
                      setCurrentId(undefined);
                    }
              }
            />
          ) : (
            <p className="p-8 text-text2">{t.pick}</p>
          )}
        </section>
      </div>
      <ActionBar acting={acting} act={act} total={total} selected={selected.length} onOpen={begin} />
      <SignDialog
        isOpen={open === 'sign'}
        onClose={close}
        kind={actOf(batch) === 'seal' ? 'seal' : 'personal'}
        records={batch.map(({ record, title }) => ({ id: record, title }))}
        onSigned={() => {
          setChosen(new Set());
          setCurrentId(undefined);
        }}
      />
      <ReturnDialog
        isOpen={open === 'return'}
        onClose={close}
        records={batch.map(({ record, title }) => ({ id: record, title }))}
        onDone={() => {
          setChosen(new Set());
          setCurrentId(undefined);
        }}
      />
      {batch[0] && (
        <ApproveDialog
          isOpen={open === 'approve'}
          onClose={close}
          record={{ id: batch[0].record, title: batch[0].title }}
        />
      )}
    </div>
  );
}

interface ActionBarProps {
  readonly acting: readonly Item[];
  readonly act: ReturnType<typeof actOf>;
  readonly total: string;
  readonly selected: number;
  readonly onOpen: (open: Open) => void;
}

function ActionBar({ acting, act, total, selected, onOpen }: ActionBarProps) {
  const t = useTexts(texts);
  const n = acting.length;
  return (
    <footer className="sticky bottom-[calc(64px+env(safe-area-inset-bottom))] z-20 flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-3 desk:bottom-0 desk:px-8">
      <div className="hidden min-w-0 grow flex-col desk:flex">
        <span className="font-semibold">{t.chosen(selected, total)}</span>
        <span className="flex items-center gap-1.5 text-small text-text2">
          <Key>J</Key>
          <Key>K</Key>
          {t.keys}
          <Key>Space</Key>
          {t.keySelect}
          <Key>Enter</Key>
          {t.keySign}
        </span>
      </div>
      {act === 'mixed' && <span className="w-full text-small text-late desk:w-auto">{t.mixed}</span>}
      {act === 'none' && <span className="w-full text-small text-text2 desk:w-auto">{t.pickFirst}</span>}
      <Button
        size="large"
        icon={<Undo2 size={18} aria-hidden />}
        isDisabled={n === 0}
        onPress={() => {
          onOpen('return');
        }}
      >
        {t.returnIt}
      </Button>
      {act === 'approve' ? (
        <Button
          kind="primary"
          size="large"
          isDisabled={n !== 1}
          onPress={() => {
            onOpen('approve');
          }}
        >
          {t.approve}
        </Button>
      ) : (
        <span className="grow desk:grow-0">
          <Button
            kind="primary"
            size="large"
            wide
            icon={act === 'seal' ? <Stamp size={19} aria-hidden /> : <PenLine size={19} aria-hidden />}
            isDisabled={act !== 'sign' && act !== 'seal'}
            onPress={() => {
              onOpen('sign');
            }}
          >
            {act === 'seal' ? t.seal(n) : t.sign(n)}
          </Button>
        </span>
      )}
    </footer>
  );
}

function Key({ children }: { readonly children: string }) {
  return (
    <kbd className="rounded-tag border border-line2 bg-surface px-1.5 text-[11px] leading-5 font-semibold text-text2">
      {children}
    </kbd>
  );
}

const DESKTOP = '(width >= 900px)';

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(DESKTOP).matches);
  useEffect(() => {
    const query = matchMedia(DESKTOP);
    const changed = () => {
      setWide(query.matches);
    };
    query.addEventListener('change', changed);
    return () => {
      query.removeEventListener('change', changed);
    };
  }, []);
  return wide;
}
