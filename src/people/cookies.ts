import { stringifySetCookie } from 'cookie';

/** HttpOnly; holds the session token. */
export const SESSION_COOKIE = 'hoso_session';
/** Readable by the page, which sends it back in `X-CSRF-Token`. */
export const CSRF_COOKIE = 'hoso_csrf';

interface CookieSettings {
  /** Sent over TLS only; false for a development server on plain HTTP. */
  readonly secure: boolean;
  readonly expires: Date;
}

/** The two `Set-Cookie` values of a sign-in. */
export function sessionCookies(tokens: { token: string; csrfToken: string }, settings: CookieSettings): string[] {
  const attributes = { path: '/', sameSite: 'strict', ...settings } as const;
  return [
    stringifySetCookie({ name: SESSION_COOKIE, value: tokens.token, httpOnly: true, ...attributes }),
    stringifySetCookie({ name: CSRF_COOKIE, value: tokens.csrfToken, ...attributes }),
  ];
}

/** The two `Set-Cookie` values that make a browser forget the session. */
export function clearedCookies(secure: boolean): string[] {
  return sessionCookies({ token: '', csrfToken: '' }, { secure, expires: new Date(0) });
}
