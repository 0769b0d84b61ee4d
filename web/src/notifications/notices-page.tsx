import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from 'react-aria-components';
import { answer, api } from '../kernel/api.ts';
import { dateTime } from '../kernel/format.ts';
import { useLanguage, useTexts } from '../kernel/i18n.ts';
import { queries } from '../kernel/queries.ts';
import { Button, Empty, Failure, LoadingRows } from '../kit/index.ts';
import { texts } from './texts.ts';

/** News for one person, newest first; opening one reads it. */
export function NoticesPage() {
  const t = useTexts(texts);
  const language = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['notifications', 'list'],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/notifications', { params: { query: { limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['notifications'] });
  const readAll = useMutation({
    mutationFn: () => answer(api.POST('/notifications/read-all', {})),
    onSettled: refresh,
  });
  const read = useMutation({
    mutationFn: (id: string) => answer(api.POST('/notifications/{id}/read', { params: { path: { id } } })),
    onSettled: refresh,
  });
  const items = list.data?.pages.flatMap((page) => page.notifications) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-6 desk:px-8">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-page font-semibold">{t.title}</h1>
        {unread > 0 && (
          <Button
            busy={readAll.isPending}
            onPress={() => {
              readAll.mutate();
            }}
          >
            {t.readAll}
          </Button>
        )}
      </header>
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows rows={6} />}
      {list.isSuccess && items.length === 0 && <Empty title={t.none}>{t.noneWhy}</Empty>}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
          {items.map((item) => (
            <li key={item.id} className="border-b border-line last:border-0">
              <Link
                href={item.record === undefined ? '/thong-bao' : `/ho-so/${item.record}`}
                onPress={() => {
                  if (item.readAt === undefined) read.mutate(item.id);
                }}
                className="flex min-h-[57px] items-center gap-3 px-5 py-3 text-text no-underline hover:bg-tint"
              >
                <span
                  aria-hidden="true"
                  className={`size-2 shrink-0 rounded-full ${item.readAt === undefined ? 'bg-ink' : 'bg-transparent'}`}
                />
                <span
                  className={`min-w-0 grow break-words ${item.readAt === undefined ? 'font-medium' : 'text-text2'}`}
                >
                  {language === 'vi' ? item.text : item.textEn}
                  {item.readAt === undefined && <span className="sr-only"> ({t.unread})</span>}
                </span>
                <time dateTime={item.at} className="shrink-0 text-small text-text3">
                  {dateTime(new Date(item.at))}
                </time>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </div>
  );
}
