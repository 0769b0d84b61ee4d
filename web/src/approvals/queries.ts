import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '../kernel/api.ts';

const PAGE = 200;

/** What waits for this person, oldest first. */
export const inboxQuery = infiniteQueryOptions({
  queryKey: ['inbox', 'items'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/inbox', { params: { query: { limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } } })),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});
