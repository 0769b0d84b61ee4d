import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

const TRIES = 2;

/** Answers of the server that the pages share. What was judged wrong is not asked again; what did not answer is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => !isJudged(error) && failures < TRIES,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

function isJudged(error: unknown): boolean {
  return error instanceof Problem && error.status >= 400 && error.status < 500;
}
