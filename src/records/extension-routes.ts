import { type Actor, holds } from '../kernel/actor.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { presentExtension } from './present.ts';
import { type Extension, type Extensions } from './extensions.ts';
import { type RecordTypes } from './record-types.ts';

/** Granting and seeing extensions of deadlines. */
export function extensionRoutes(deps: { readonly extensions: Extensions; readonly types: RecordTypes }): Route[] {
  const { extensions, types } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/extensions',
      operation: 'grantExtension',
      summary: { vi: 'Gia hạn nộp hồ sơ', en: 'Grant an extension of a deadline' },
      access: ['principal', 'vicePrincipal', 'departmentHead'],
      body: 'api/new-extension',
      output: 'api/extension',
      idempotent: true,
      status: 201,
      handle: async ({ actor }, { body }) => ({ body: presentExtension(await extensions.grant(actor, body), true) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/extensions',
      operation: 'listExtensions',
      summary: { vi: 'Các gia hạn đã cho', en: 'The extensions granted' },
      access: 'signed-in',
      query: 'api/extension-query',
      output: 'api/extension-list',
      handle: async ({ actor, scope }, { query }) => {
        const all = holds(actor, 'principal', 'vicePrincipal', 'departmentHead', 'admin', 'inspector');
        const { type, ...rest } = query;
        const asked = { ...rest, ...(type !== undefined && { type: types.get(scope, type).id }) };
        const found = await extensions.list(scope, all ? asked : { ...asked, account: actor.account });
        return { body: { extensions: found.map((each) => presentExtension(each, mayReadReason(actor, each))) } };
      },
    }),
  ];
}

/** Why somebody was late (illness, family) is for themselves, who granted it, and those who lead the school. */
function mayReadReason(actor: Actor, { account, grantedBy }: Extension): boolean {
  return [account, grantedBy].includes(actor.account) || holds(actor, 'principal', 'vicePrincipal');
}
