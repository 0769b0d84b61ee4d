import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../kernel/api.ts';
import { type Language } from '../kernel/i18n.ts';
import { type RecordSearch } from '../kernel/record-search.ts';

const PAGE = 100;

/** The kinds of records of the school; they change rarely. */
export const recordTypesQuery = queryOptions({
  queryKey: ['record-types'],
  queryFn: async () => (await answer(api.GET('/record-types'))).types,
  staleTime: 10 * 60_000,
});

export function typeName(types: readonly Schemas['record-type'][], id: string, language: Language): string {
  const type = types.find((candidate) => candidate.id === id);
  return type === undefined ? id : language === 'vi' ? type.name.vi : type.name.en;
}

export function recordQuery(id: string) {
  return queryOptions({
    queryKey: ['record', id],
    queryFn: () => answer(api.GET('/records/{id}', { params: { path: { id } } })),
  });
}

export function recordEventsQuery(id: string) {
  return queryOptions({
    queryKey: ['record', id, 'events'],
    queryFn: async () => (await answer(api.GET('/records/{id}/events', { params: { path: { id } } }))).events,
  });
}

/** The records that match, a page at a time. */
export function recordsQuery(search: RecordSearch) {
  return infiniteQueryOptions({
    queryKey: ['records', search],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/records', {
          params: { query: { ...search, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } as never },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
