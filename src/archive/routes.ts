import { type Audit } from '../audit/index.ts';
import { type FileVerifier } from '../flows/verify-file.ts';
import { type Clock } from '../kernel/clock.ts';
import { defineRoute, type Route, sentFile } from '../kernel/route.ts';
import { presentRecord, presentSummary } from '../records/index.ts';
import { type Archive } from './archive.ts';
import { presentReport } from './present.ts';

const READERS = ['inspector', 'principal', 'vicePrincipal', 'recordsClerk', 'registrar', 'admin'] as const;

export interface ArchiveRouteDeps {
  readonly archive: Archive;
  readonly audit: Pick<Audit, 'verify'>;
  readonly verifier: FileVerifier;
  readonly clock: Clock;
}

/** What inspectors do: search the archive, open a record, prove the log and the files. Files and history are those of records. */
export function archiveRoutes(deps: ArchiveRouteDeps): Route[] {
  return [searchRoute(deps), openRoute(deps), auditRoute(deps), verifyRoute(deps)];
}

function searchRoute({ archive }: ArchiveRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/archive',
    operation: 'searchArchive',
    summary: { vi: 'Tìm trong kho lưu trữ', en: 'Search the archive' },
    access: READERS,
    query: 'api/record-query',
    output: 'api/record-list',
    handle: async ({ actor }, { query }) => {
      const { records, nextCursor } = await archive.search(actor, query);
      return { body: { records: records.map(presentSummary), ...(nextCursor !== undefined && { nextCursor }) } };
    },
  });
}

function openRoute({ archive, clock }: ArchiveRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/archive/:id',
    operation: 'openArchivedRecord',
    summary: { vi: 'Mở một hồ sơ lưu trữ', en: 'Open an archived record' },
    access: READERS,
    params: 'api/id-params',
    output: 'api/record',
    handle: async ({ actor }, { params }) => ({
      body: presentRecord(await archive.open(actor, params.id), clock.now()),
    }),
  });
}

function auditRoute({ audit }: ArchiveRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/audit/verification',
    operation: 'verifyAudit',
    summary: { vi: 'Kiểm tra chuỗi nhật ký', en: 'Verify the audit chain' },
    access: ['inspector', 'principal', 'admin'],
    query: 'api/audit-query',
    output: 'api/audit-report',
    handle: async ({ scope }, { query }) => {
      const { head, ...report } = await audit.verify(scope, query.head);
      return { body: { ...report, head: head.hash } };
    },
  });
}

function verifyRoute({ verifier }: ArchiveRouteDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/verify',
    operation: 'verifyFile',
    summary: { vi: 'Kiểm tra chữ ký của một tệp PDF', en: 'Verify the signatures of a PDF file' },
    access: 'public',
    room: { most: 4, waiting: 32 },
    upload: true,
    output: 'api/verification-report',
    handle: async (_, { file }) => ({ body: presentReport(await verifier.verify(sentFile(file))) }),
  });
}
