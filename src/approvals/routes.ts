import { type Flows } from '../flows/index.ts';
import { type Clock } from '../kernel/clock.ts';
import { defineRoute, type Route } from '../kernel/route.ts';
import { type StepOutcome } from '../../schemas/index.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { type Delegations, presentInbox, presentRequest } from './index.ts';

export interface ApprovalRouteDeps {
  readonly flows: Flows;
  readonly delegations: Delegations;
  readonly clock: Clock;
}

/** Signing requests, returns and approvals, the inbox, delegations. */
export function approvalRoutes(deps: ApprovalRouteDeps): Route[] {
  return [...signingRoutes(deps), ...stepRoutes(deps), inboxRoute(deps), ...delegationRoutes(deps)];
}

function signingRoutes({ flows, clock }: ApprovalRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/signing-requests',
      operation: 'requestSignatures',
      summary: { vi: 'Yêu cầu ký hoặc đóng dấu một loạt hồ sơ', en: 'Ask to sign or seal a batch of records' },
      access: 'signed-in',
      body: 'api/signing-request-new',
      output: 'api/signing-request',
      status: 202,
      idempotent: true,
      handle: async ({ actor }, { body }) => {
        const { request, items } = await flows.request(actor, body);
        return { body: presentRequest(request, items, clock.now()) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/signing-requests',
      operation: 'listSigningRequests',
      summary: { vi: 'Các yêu cầu ký của tôi', en: 'My signing requests' },
      access: 'signed-in',
      output: 'api/signing-request-list',
      handle: async ({ actor }) => {
        const found = await flows.requests(actor);
        return { body: { requests: found.map(({ request, items }) => presentRequest(request, items, clock.now())) } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/signing-requests/:id',
      operation: 'getSigningRequest',
      summary: { vi: 'Xem một yêu cầu ký', en: 'Get a signing request' },
      access: 'signed-in',
      params: 'api/id-params',
      query: 'api/signing-request-query',
      output: 'api/signing-request',
      handle: async ({ actor, signal }, { params, query }) => {
        const { request, items } = await flows.progress(actor, { request: params.id, wait: query.wait, signal });
        return { body: presentRequest(request, items, clock.now()) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/signing-requests/:id/confirm',
      operation: 'confirmSignatures',
      summary: { vi: 'Xác nhận ký bằng mã PIN', en: 'Confirm with the PIN' },
      access: 'signed-in',
      params: 'api/id-params',
      body: 'api/signing-confirmation',
      output: 'api/signing-request',
      handle: async ({ actor }, { params, body }) => {
        const { request, items } = await flows.confirm(actor, { request: params.id, pin: body.pin });
        return { body: presentRequest(request, items, clock.now()) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/signing-requests/:id/cancel',
      operation: 'cancelSignatures',
      summary: { vi: 'Hủy yêu cầu ký chưa xác nhận', en: 'Cancel a request that is not confirmed' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/signing-request',
      handle: async ({ actor }, { params }) => {
        const { request, items } = await flows.cancel(actor, params.id);
        return { body: presentRequest(request, items, clock.now()) };
      },
    }),
  ];
}

function stepRoutes({ flows }: ApprovalRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/records/:id/return',
      operation: 'returnRecord',
      summary: { vi: 'Trả lại hồ sơ kèm lý do', en: 'Return a record with a reason' },
      access: 'signed-in',
      params: 'api/id-params',
      body: 'api/return-record',
      output: 'api/step-outcome',
      idempotent: true,
      handle: async ({ actor }, { params, body }) => ({
        body: outcome(await flows.returnRecord(actor, { record: params.id, reason: body.reason })),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/records/:id/approve',
      operation: 'approveRecord',
      summary: { vi: 'Phê duyệt hồ sơ bằng mật khẩu', en: 'Approve a record with the password' },
      access: 'signed-in',
      params: 'api/id-params',
      body: 'api/approve-record',
      output: 'api/step-outcome',
      idempotent: true,
      handle: async ({ actor }, { params, body }) => ({
        body: outcome(await flows.approveRecord(actor, { record: params.id, ...body })),
      }),
    }),
  ];
}

function inboxRoute({ flows, clock }: ApprovalRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/inbox',
    operation: 'getInbox',
    summary: { vi: 'Hồ sơ đang chờ tôi', en: 'Records that wait for me' },
    access: 'signed-in',
    query: 'api/inbox-query',
    output: 'api/inbox',
    handle: async ({ actor }, { query }) => ({ body: presentInbox(await flows.inbox(actor, query), clock.now()) }),
  });
}

function outcome(record: { _id: string; state: string; revision: number }): StepOutcome {
  return { record: record._id, state: record.state, revision: record.revision };
}
