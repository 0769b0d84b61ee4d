import { defineRoute, type Route } from '../kernel/route.ts';
import { type Delegations } from './delegations.ts';
import { presentDelegation } from './present.ts';

export function delegationRoutes({ delegations }: { delegations: Delegations }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/delegations',
      operation: 'listDelegations',
      summary: { vi: 'Các ủy quyền tôi đã giao hoặc được giao', en: 'Delegations I gave or got' },
      access: 'signed-in',
      output: 'api/delegation-list',
      handle: async ({ scope, actor }) => {
        const found = await delegations.list(scope, actor.account);
        return { body: { delegations: found.map(presentDelegation) } };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/delegations',
      operation: 'createDelegation',
      summary: { vi: 'Ủy quyền một nhiệm vụ của tôi trong một thời gian', en: 'Lend one of my duties for a time' },
      access: 'signed-in',
      body: 'api/delegation-new',
      output: 'api/delegation',
      status: 201,
      idempotent: true,
      handle: async ({ scope, actor }, { body }) => {
        const { startsAt, endsAt, ...rest } = body;
        const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
        return { body: presentDelegation(await delegations.create(scope, actor, { ...rest, ...times })) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/delegations/:id/end',
      operation: 'endDelegation',
      summary: { vi: 'Kết thúc sớm một ủy quyền', en: 'End a delegation early' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/delegation',
      handle: async ({ scope, actor }, { params }) => ({
        body: presentDelegation(await delegations.end(scope, actor, params.id)),
      }),
    }),
  ];
}
