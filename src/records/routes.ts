import { createRecord } from '../flows/filing/create-record.ts';
import { type RecordFlowDeps } from '../flows/filing/record-deps.ts';
import { handOver } from '../flows/filing/hand-over.ts';
import { reviseRecord } from '../flows/filing/revise-record.ts';
import { submitRecord } from '../flows/filing/submit-record.ts';
import { withdrawRecord } from '../flows/filing/withdraw-record.ts';
import { defineRoute, type Route, sentFile } from '../kernel/route.ts';
import { extensionRoutes } from './extension-routes.ts';
import { listRecords } from './list-records.ts';
import { presentRecord, presentSummary, presentUnattended } from './present.ts';
import { type ReadRouteDeps, readRoutes } from './read-routes.ts';

export { type RecordReader } from './read-routes.ts';

/** Everything the flows and the reading of records work with. */
export type RecordRouteDeps = RecordFlowDeps & ReadRouteDeps;

/** The HTTP operations on records, except those that decide a step. */
export function recordRoutes(deps: RecordRouteDeps): Route[] {
  return [
    ...uploadRoutes(deps),
    ...submitRoutes(deps),
    ...leaderRoutes(deps),
    ...listRoutes(deps),
    ...readRoutes(deps),
    ...extensionRoutes(deps),
  ];
}

function uploadRoutes(deps: RecordRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/records',
      operation: 'createRecord',
      summary: { vi: 'Nộp tệp thành hồ sơ mới', en: 'Upload a file as a new record' },
      access: 'signed-in',
      body: 'api/record-metadata',
      output: 'api/record',
      upload: true,
      idempotent: true,
      status: 201,
      handle: async ({ actor }, { body: metadata, file }) => {
        const record = await createRecord(deps, actor, { metadata, file: sentFile(file) });
        return {
          body: presentRecord(record, deps.clock.now()),
          headers: { Location: `/api/v1/records/${record._id}` },
        };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/records/:id/versions',
      operation: 'reviseRecord',
      summary: { vi: 'Nộp bản sửa của hồ sơ', en: 'Upload a revision of a record' },
      access: 'signed-in',
      params: 'api/id-params',
      body: 'api/revision-metadata',
      output: 'api/record',
      upload: true,
      idempotent: true,
      status: 201,
      handle: async ({ actor }, { params, body: metadata, file }) => {
        const record = await reviseRecord(deps, actor, { record: params.id, metadata, file: sentFile(file) });
        return { body: presentRecord(record, deps.clock.now()) };
      },
    }),
  ];
}

function submitRoutes(deps: RecordRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/records/:id/submit',
      operation: 'submitRecord',
      summary: { vi: 'Trình hồ sơ', en: 'Submit a record' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/record',
      idempotent: true,
      handle: async ({ actor }, { params }) => ({
        body: presentRecord(await submitRecord(deps, actor, params.id), deps.clock.now()),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/records/:id/withdraw',
      operation: 'withdrawRecord',
      summary: { vi: 'Rút hồ sơ', en: 'Withdraw a record' },
      access: 'signed-in',
      params: 'api/id-params',
      output: 'api/record',
      idempotent: true,
      handle: async ({ actor }, { params }) => ({
        body: presentRecord(await withdrawRecord(deps, actor, params.id), deps.clock.now()),
      }),
    }),
  ];
}

/** What leads on where a person or a post is missing. */
function leaderRoutes(deps: RecordRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/records/handover',
      operation: 'handOverRecords',
      summary: { vi: 'Bàn giao hồ sơ chưa ký cho người kế nhiệm', en: 'Hand unsigned records over to a successor' },
      access: ['principal', 'vicePrincipal'],
      body: 'api/hand-over',
      output: 'api/handed-over',
      idempotent: true,
      handle: async ({ actor }, { body }) => {
        const { handed, refused } = await handOver(deps, actor, body);
        const told = refused.map(({ record, error: { code, vi, en } }) => ({ record, code, text: vi, textEn: en }));
        return { body: { handed: [...handed], refused: told } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/records/unattended',
      operation: 'listUnattended',
      summary: { vi: 'Hồ sơ chờ một bước không ai xử lý được', en: 'Records whose step nobody can take' },
      access: ['principal', 'vicePrincipal', 'admin'],
      output: 'api/unattended-list',
      handle: async ({ scope }) => {
        const filter = { 'waiting.unattended': true };
        const [count, found] = await Promise.all([
          deps.records.count(scope, filter),
          deps.records.find(scope, filter, { limit: 200, sort: { _id: 1 } }),
        ]);
        return { body: { count, records: found.map(presentUnattended) } };
      },
    }),
  ];
}

function listRoutes(deps: RecordRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/records',
      operation: 'listRecords',
      summary: { vi: 'Tìm hồ sơ', en: 'Find records' },
      access: 'signed-in',
      query: 'api/record-query',
      output: 'api/record-list',
      handle: async ({ actor }, { query }) => {
        const { records, nextCursor } = await listRecords(deps, actor, query);
        return { body: { records: records.map(presentSummary), ...(nextCursor !== undefined && { nextCursor }) } };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/record-types',
      operation: 'listRecordTypes',
      summary: { vi: 'Các loại hồ sơ', en: 'The record types' },
      access: 'signed-in',
      output: 'api/record-type-list',
      handle: ({ scope }) => Promise.resolve({ body: { types: [...deps.types.list(scope)] } }),
    }),
  ];
}
