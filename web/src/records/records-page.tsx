import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { type RecordSearch } from '../kernel/record-search.ts';
import { Button, ButtonLink, Choice, Empty, Failure, LoadingRows } from '../kit/index.ts';
import { recordsQuery, recordTypesQuery } from './queries.ts';
import { RecordList } from './record-list.tsx';
import { STATE_LABELS } from './state-tag.tsx';
import { texts } from './texts.ts';

const TYPING_MS = 250;
const WEEKS = Array.from({ length: 35 }, (_, index) => ({ id: String(index + 1), label: String(index + 1) }));

/** All records that one may see, with what narrows them in the address of the page. */
export function RecordsPage() {
  const t = useTexts(texts);
  const search = useSearch({ from: '/inside/ho-so' });
  const found = useInfiniteQuery(recordsQuery(search));
  const rows = found.data?.pages.flatMap((page) => page.records) ?? [];
  const filtered = Object.keys(search).length > 0;
  return (
    <div className="flex w-full flex-col gap-5 px-4 py-6 desk:px-8">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="text-page font-semibold">{t.title}</h1>
        <ButtonLink href="/nop" kind="primary" icon={<Upload size={18} aria-hidden />}>
          {t.upload}
        </ButtonLink>
      </header>
      <Filters search={search} />
      {found.isPending && (
        <div className="rounded-card border border-line bg-surface">
          <LoadingRows rows={8} />
        </div>
      )}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && rows.length === 0 && (
        <Empty
          title={filtered ? t.noHit : t.none}
          action={filtered ? undefined : <ButtonLink href="/nop">{t.upload}</ButtonLink>}
        >
          {filtered ? t.noHitWhy : t.noneWhy}
        </Empty>
      )}
      {rows.length > 0 && <RecordList rows={rows} />}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </div>
  );
}

function Filters({ search }: { readonly search: RecordSearch }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const navigate = useNavigate();
  const types = useQuery(recordTypesQuery).data ?? [];
  const set = (change: Partial<Record<keyof RecordSearch, string | number | undefined>>) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
    );
    void navigate({ to: '/ho-so', search: next, replace: true });
  };
  const choose = (name: 'type' | 'state') => (id: string) => {
    set({ [name]: id === '' ? undefined : id });
  };
  return (
    <div className="flex flex-wrap items-center gap-2.5" role="group" aria-label={t.search}>
      <Words
        value={search.q ?? ''}
        onChange={(q) => {
          set({ q: q === '' ? undefined : q });
        }}
      />
      <Choice
        chip="plain"
        label={t.type}
        value={search.type ?? ''}
        options={[
          { id: '', label: t.all },
          ...types.map(({ id, name }) => ({ id, label: language === 'vi' ? name.vi : name.en })),
        ]}
        onChange={choose('type')}
      />
      <Choice
        chip="plain"
        label={t.state}
        value={search.state ?? ''}
        options={[
          { id: '', label: t.all },
          ...Object.entries(STATE_LABELS).map(([id, names]) => ({ id, label: names[language] })),
        ]}
        onChange={choose('state')}
      />
      <Choice
        chip="plain"
        label={t.week}
        value={search.week === undefined ? '' : String(search.week)}
        options={[{ id: '', label: t.all }, ...WEEKS]}
        onChange={(id) => {
          set({ week: id === '' ? undefined : Number(id) });
        }}
      />
      {Object.keys(search).length > 0 && (
        <Button kind="quiet" size="small" onPress={() => void navigate({ to: '/ho-so', search: {}, replace: true })}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}

/** Searches when the typing stops; what the address says afterwards comes back into the field. */
function Words({ value, onChange }: { readonly value: string; readonly onChange: (words: string) => void }) {
  const t = useTexts(texts);
  const [words, setWords] = useState(value);
  useEffect(() => {
    setWords(value);
  }, [value]);
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => {
      onChange(words.trim());
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  });
  return (
    <span className="relative w-full desk:w-80">
      <Search size={17} aria-hidden className="absolute top-3.5 left-3 text-text3 desk:top-2.5" />
      <input
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        maxLength={200}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
        }}
        className="h-11 w-full rounded-button border border-edge bg-surface pr-3 pl-9 text-phone placeholder:text-text3 desk:h-9 desk:text-body"
      />
    </span>
  );
}
