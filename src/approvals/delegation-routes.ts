import { type Flows } from '../flows/index.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { type Delegations, managesDelegations } from './delegations.ts';
import { presentDelegation } from './present.ts';

/** Lending duties, seeing what is lent, ending it. */
export function delegationRoutes({ delegations, flows }: { delegations: Delegations; flows: Flows }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/delegations',
      operation: 'listDelegations',
      summary: { vi: 'Các ủy quyền của tôi, hoặc của cả trường', en: 'Delegations of mine, or of the school' },
      access: 'signed-in',
      query: 'api/delegation-query',
      output: 'api/delegation-list',
      handle: async ({ scope, actor }, { query }) => {
        const all = query.of === 'school' && managesDelegations(actor);
        const found = await (all ? delegations.listAll(scope) : delegations.list(scope, actor.account));
        return { body: { delegations: found.map(presentDelegation) } };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/delegations',
      operation: 'createDelegation',
      summary: { vi: 'Ủy quyền một nhiệm vụ trong một thời gian', en: 'Lend a duty for a time' },
      access: 'signed-in',
      body: 'api/delegation-new',
      output: 'api/delegation',
      status: 201,
      idempotent: true,
      handle: async ({ actor }, { body }) => {
        const { startsAt, endsAt, ...rest } = body;
        const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
        return { body: presentDelegation(await flows.lend(actor, { ...rest, ...times })) };
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
      handle: async ({ actor }, { params }) => ({
        body: presentDelegation(await flows.endLending(actor, params.id)),
      }),
    }),
  ];
}
