import { defineRoute, type Route } from '../kernel/route.ts';
import { clearedCookies, sessionCookies } from './cookies.ts';
import { presentAccount, presentScope } from './present.ts';
import { accountRoutes, type AccountRouteDeps } from './account-routes.ts';

export interface PeopleRouteDeps extends AccountRouteDeps {
  /** Whether cookies go over TLS only; true in production. */
  readonly secureCookies: boolean;
}

/** The HTTP operations of sign-in, one's own account, and the administration of accounts. */
export function peopleRoutes(deps: PeopleRouteDeps): Route[] {
  return [...sessionRoutes(deps), ...ownRoutes(deps), ...totpRoutes(deps), ...accountRoutes(deps)];
}

function sessionRoutes({ people, secureCookies }: PeopleRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/auth/login',
      operation: 'signIn',
      summary: { vi: 'Đăng nhập', en: 'Sign in' },
      access: 'public',
      room: { most: 8, waiting: 200 },
      body: 'api/login-request',
      output: 'api/login-response',
      handle: async (_, { body }) => {
        const { account, expiresAt, ...tokens } = await people.signIn(body);
        return {
          body: { ...tokens, account: presentAccount(account), expiresAt: expiresAt.toISOString() },
          headers: {
            'Set-Cookie': sessionCookies(tokens, { secure: secureCookies, expires: expiresAt }),
            'Cache-Control': 'no-store',
          },
        };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/auth/logout',
      operation: 'signOut',
      summary: { vi: 'Đăng xuất', en: 'Sign out' },
      access: 'signed-in',
      status: 204,
      beforePasswordChange: true,
      withoutDuty: true,
      handle: async ({ scope, actor }) => {
        if (actor.session !== undefined) await people.signOut(scope, actor.session);
        return { headers: { 'Set-Cookie': clearedCookies(secureCookies) } };
      },
    }),
  ];
}

function ownRoutes({ people }: PeopleRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/me',
      operation: 'getMe',
      summary: { vi: 'Xem tài khoản của mình', en: 'See one’s own account' },
      access: 'signed-in',
      output: 'api/me',
      beforePasswordChange: true,
      handle: async ({ scope, actor }) => {
        const account = presentAccount(await people.account(scope, actor.account));
        const duties = actor.duties.map(({ duty, scope: covered }) => ({ duty, scope: presentScope(covered) }));
        return {
          body: { account, school: actor.school, duties, mustChangePassword: account.mustChangePassword },
        };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/me/password',
      operation: 'changePassword',
      summary: { vi: 'Đổi mật khẩu của mình', en: 'Change one’s own password' },
      access: 'signed-in',
      body: 'api/password-change',
      status: 204,
      beforePasswordChange: true,
      handle: async ({ actor }, { body }) => {
        await people.changePassword(actor, { current: body.current, next: body.new });
        return {};
      },
    }),
  ];
}

function totpRoutes({ people }: PeopleRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/me/totp',
      operation: 'startSecondFactor',
      summary: { vi: 'Bắt đầu cài đặt xác thực hai lớp', en: 'Start a second factor' },
      access: 'signed-in',
      output: 'api/totp-secret',
      status: 201,
      handle: async ({ actor }) => ({ body: await people.startTotp(actor), headers: { 'Cache-Control': 'no-store' } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/me/totp/confirm',
      operation: 'confirmSecondFactor',
      summary: { vi: 'Xác nhận xác thực hai lớp', en: 'Confirm the second factor' },
      access: 'signed-in',
      body: 'api/totp-code',
      status: 204,
      handle: async ({ actor }, { body }) => {
        await people.confirmTotp(actor, body.code);
        return {};
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/me/totp/remove',
      operation: 'removeSecondFactor',
      summary: { vi: 'Tắt xác thực hai lớp', en: 'Remove the second factor' },
      access: 'signed-in',
      body: 'api/totp-code',
      status: 204,
      handle: async ({ actor }, { body }) => {
        await people.removeTotp(actor, body.code);
        return {};
      },
    }),
  ];
}
