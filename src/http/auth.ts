import { parseCookie } from 'cookie';
import { type Request } from 'express';
import { type Actor, holds } from '../kernel/actor.ts';
import { type Route } from '../kernel/route.ts';
import { SESSION_COOKIE } from '../people/index.ts';
import { httpErrors } from './errors.ts';

/** Who a session's token belongs to, and whether a text is the anti-forgery token that goes with it. */
export interface Authenticated {
  readonly actor: Actor;
  isCsrfToken(presented: string | undefined): boolean;
}

/** What the edge asks of the domain that knows sessions. */
export interface Authenticator {
  /** `leaving`: also where no duty is in force any more. */
  authenticate(token: string, options?: { readonly leaving?: boolean }): Promise<Authenticated | undefined>;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who is calling. A bearer token stands for itself; a cookie, which browsers send unasked, counts for a change only together with
 * the anti-forgery token.
 * @throws SIGN_IN_REQUIRED, CSRF_REJECTED
 */
export async function authenticateRequest(
  request: Request,
  authenticator: Authenticator,
  route: Pick<Route, 'withoutDuty'> = {},
): Promise<Actor> {
  const bearer = /^Bearer ([\w.~+/-]{16,512}=*)$/.exec(request.get('authorization') ?? '')?.[1];
  const cookie = bearer === undefined ? parseCookie(request.get('cookie') ?? '')[SESSION_COOKIE] : undefined;
  const token = bearer ?? cookie;
  const found =
    token === undefined ? undefined : await authenticator.authenticate(token, { leaving: route.withoutDuty === true });
  if (!found) throw httpErrors.SIGN_IN_REQUIRED();
  if (bearer === undefined && !SAFE_METHODS.has(request.method) && !found.isCsrfToken(request.get('x-csrf-token'))) {
    throw httpErrors.CSRF_REJECTED();
  }
  return found.actor;
}

/** @throws PASSWORD_CHANGE_REQUIRED, DUTY_REQUIRED */
export function assertAccess(actor: Actor, route: Route): void {
  if (actor.mustChangePassword && !route.beforePasswordChange) throw httpErrors.PASSWORD_CHANGE_REQUIRED();
  if (typeof route.access !== 'string' && !holds(actor, ...route.access)) throw httpErrors.DUTY_REQUIRED();
}
