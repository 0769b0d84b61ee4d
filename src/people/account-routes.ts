import { DUTIES } from '../kernel/actor.ts';
import { type Clock } from '../kernel/clock.ts';
import { localDateOf } from '../kernel/local-date.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { type SchoolScope } from '../kernel/scope.ts';
import { assertKnownScope, assertPlausibleDates, type ScopePlaces } from '../structure/index.ts';
import { assertDutyScope } from './policy.ts';
import { changeOf, type NewDuty, type People } from './types.ts';
import { presentAccount, presentColleague } from './present.ts';

const MANAGERS = ['admin', 'principal'] as const;

/** The administration of accounts and duties. */
export function accountRoutes(deps: AccountRouteDeps): Route[] {
  return [...readRoutes(deps.people), ...changeRoutes(deps), ...dutyRoutes(deps)];
}

export interface AccountRouteDeps {
  readonly people: People;
  readonly structure: ScopePlaces;
  readonly clock: Clock;
}

/** A duty that comes from outside names what it is of, and only what there is. */
async function assertGrantable(
  { structure, clock }: AccountRouteDeps,
  school: SchoolScope,
  duty: Pick<NewDuty, 'duty' | 'scope' | 'from' | 'until'>,
): Promise<void> {
  assertDutyScope(duty);
  assertPlausibleDates(localDateOf(clock.now()), duty.from, duty.until);
  await assertKnownScope(structure, school, duty.scope ?? {});
}

function readRoutes(people: People): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/colleagues',
      operation: 'searchColleagues',
      summary: { vi: 'Tìm đồng nghiệp', en: 'Search colleagues' },
      access: DUTIES.filter((duty) => duty !== 'inspector'),
      query: 'api/colleague-query',
      output: 'api/colleague-list',
      handle: async ({ scope }, { query }) => {
        const { accounts, ...next } = await people.searchAccounts(scope, { ...query, state: 'active' });
        return { body: { ...next, colleagues: accounts.filter(({ external }) => !external).map(presentColleague) } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/accounts',
      operation: 'searchAccounts',
      summary: { vi: 'Tìm tài khoản', en: 'Search accounts' },
      access: [...MANAGERS, 'vicePrincipal', 'departmentHead', 'recordsClerk', 'registrar'],
      query: 'api/account-query',
      output: 'api/account-list',
      handle: async ({ scope }, { query }) => {
        const page = await people.searchAccounts(scope, query);
        return { body: { ...page, accounts: page.accounts.map(presentAccount) } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/accounts/:id',
      operation: 'getAccount',
      summary: { vi: 'Xem tài khoản', en: 'Get an account' },
      access: [...MANAGERS, 'vicePrincipal', 'departmentHead', 'recordsClerk', 'registrar'],
      params: 'api/id-params',
      output: 'api/account',
      handle: async ({ scope }, { params }) => ({ body: presentAccount(await people.account(scope, params.id)) }),
    }),
  ];
}

function changeRoutes(deps: AccountRouteDeps): Route[] {
  const { people } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/accounts',
      operation: 'createAccount',
      summary: { vi: 'Tạo tài khoản', en: 'Create an account' },
      access: MANAGERS,
      body: 'api/new-account',
      output: 'api/initial-password',
      status: 201,
      handle: async (context, { body }) => {
        for (const duty of body.duties ?? []) await assertGrantable(deps, context.scope, duty);
        for (const department of body.departments ?? [])
          await assertKnownScope(deps.structure, context.scope, { department });
        const made = await people.createAccount(changeOf(context), body);
        return { body: { ...made, account: presentAccount(made.account) }, headers: { 'Cache-Control': 'no-store' } };
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/accounts/:id/state',
      operation: 'setAccountState',
      summary: { vi: 'Khóa hoặc mở tài khoản', en: 'Disable or enable an account' },
      access: MANAGERS,
      params: 'api/id-params',
      body: 'api/account-state',
      output: 'api/account',
      handle: async (context, { params, body }) => ({
        body: presentAccount(await people.setAccountState(changeOf(context), params.id, body.state)),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/accounts/:id/password-reset',
      operation: 'resetPassword',
      summary: { vi: 'Đặt lại mật khẩu', en: 'Reset a password' },
      access: MANAGERS,
      params: 'api/id-params',
      output: 'api/initial-password',
      handle: async (context, { params }) => {
        const reset = await people.resetPassword(changeOf(context), params.id);
        return { body: { ...reset, account: presentAccount(reset.account) }, headers: { 'Cache-Control': 'no-store' } };
      },
    }),
  ];
}

function dutyRoutes(deps: AccountRouteDeps): Route[] {
  const { people } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/accounts/:id/duties',
      operation: 'grantDuty',
      summary: { vi: 'Giao nhiệm vụ', en: 'Grant a duty' },
      access: MANAGERS,
      params: 'api/id-params',
      body: 'api/new-duty',
      output: 'api/account',
      status: 201,
      idempotent: true,
      handle: async (context, { params, body }) => {
        await assertGrantable(deps, context.scope, body);
        return { body: presentAccount(await people.grantDuty(changeOf(context), params.id, body)) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/accounts/:id/duties/:duty/end',
      operation: 'endDuty',
      summary: { vi: 'Kết thúc nhiệm vụ', en: 'End a duty' },
      access: MANAGERS,
      params: 'api/duty-params',
      body: 'api/duty-end',
      output: 'api/account',
      handle: async (context, { params, body }) => ({
        body: presentAccount(
          await people.endDuty(changeOf(context), { account: params.id, duty: params.duty, until: body.until }),
        ),
      }),
    }),
  ];
}
