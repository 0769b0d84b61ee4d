import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api, csrfToken, type Schemas } from './api.ts';
import { queries } from './queries.ts';

export type Me = Schemas['me'];

const SCHOOL = 'hoso.school';

/** Who is signed in; its failure with SIGN_IN_REQUIRED leads to the sign-in page. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/me')),
  staleTime: 60_000,
});

/** Whether this browser may have a session; without its cookie nothing need be asked. */
export function mayBeSignedIn(): boolean {
  return csrfToken() !== '';
}

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the person holds one of these duties today. */
export function holds(me: Me, ...duties: readonly Schemas['duty-name'][]): boolean {
  return me.duties.some(({ duty }) => duties.includes(duty));
}

/** The school that somebody signed in to on this machine, by its code. */
export function rememberedSchool(): string {
  return localStorage.getItem(SCHOOL) ?? '';
}

export async function signIn(input: Schemas['login-request']): Promise<void> {
  await answer(api.POST('/auth/login', { body: input }));
  localStorage.setItem(SCHOOL, input.school);
  queries.clear();
}

/** Ends the session here and on the server; a server that is away leaves only the page's own memory emptied. */
export async function signOut(): Promise<void> {
  try {
    await answer(api.POST('/auth/logout'));
  } finally {
    queries.clear();
  }
}
