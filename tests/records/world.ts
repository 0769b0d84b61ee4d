import { PDFDocument, StandardFonts } from 'pdf-lib';
import { inject } from 'vitest';
import { createExpressApp, listen, type RunningHttpServer } from '../../src/http/server.ts';
import { Metrics } from '../../src/http/metrics.ts';
import { createUploads } from '../../src/http/upload.ts';
import { type ActiveDuty, type Actor } from '../../src/kernel/actor.ts';
import { createIdempotency } from '../../src/kernel/idempotency.ts';
import { newId } from '../../src/kernel/ids.ts';
import { addDays } from '../../src/kernel/local-date.ts';
import { type SchoolScope } from '../../src/kernel/scope.ts';
import {
  Extensions,
  extensionsCollection,
  type InspectPdf,
  loadRecordTypes,
  type RecordDocument,
  RecordRepository,
  recordsCollection,
} from '../../src/records/index.ts';
import { recordRoutes } from '../../src/records/routes.ts';
import { inspectPdf } from '../../src/signing/index.ts';
import { S3ObjectStore, type S3Settings } from '../../storage/index.ts';
import { openCertificateDomains } from '../support/certificates.ts';
import { type Domains, makePerson, makeSchool } from '../support/school.ts';

/** Largest file of these tests, in bytes: a small one, so that going over it is cheap. */
export const LIMIT_BYTES = 8_000_000;

/** Week n begins on the nth Monday from 7 September 2026; NOW is Monday of week 12. */
const FIRST_MONDAY = '2026-09-07';

export interface RecordWorld {
  readonly domains: Domains;
  readonly scope: SchoolScope;
  readonly records: RecordRepository;
  readonly store: S3ObjectStore;
  readonly server: RunningHttpServer;
  /** Who acts, by username; what is set here counts from the next request on. */
  readonly actors: Map<string, Actor>;
  /** Records whose events were told. */
  readonly told: string[];
  /** `request` is method and path: `GET /records`. */
  call(who: string, request: string, body?: unknown): Promise<Answer>;
  upload(who: string, metadata: object, file: UploadFile): Promise<Answer>;
  temporaryKeys(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly code?: string;
    readonly details?: Record<string, unknown>;
  };
  readonly response: Response;
}

export interface UploadFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it goes; `/records` if absent. */
  readonly path?: string;
}

/** A school with two teachers of maths, one of literature, and those who decide; its records over real HTTP, MongoDB and S3. */
export async function openRecordWorld(
  options: { inspect?: InspectPdf; store?: Partial<S3Settings>; trusted?: readonly Uint8Array[] } = {},
): Promise<RecordWorld> {
  const domains = await openCertificateDomains();
  const { db, structure, people, certificates, audit, clock, log } = domains;
  const types = loadRecordTypes();
  const records = new RecordRepository(recordsCollection(db));
  const extensions = new Extensions({
    extensions: extensionsCollection(db),
    types,
    people,
    structure,
    sink: audit,
    clock,
    log,
  });
  const idempotency = createIdempotency({ db, clock });
  await db.ensureIndexes();
  const store = await openStore(options.store);
  const { scope, by } = await makeSchool(domains);
  await certificates.ensureAuthority({ scope, by });
  const actors = await makeActors(domains, { scope, by });
  const outsider: Actor = { ...required(actors, 'nguyenvana'), school: newId() };
  const told: string[] = [];
  const routes = recordRoutes({
    records,
    types,
    extensions,
    structure,
    people,
    audit,
    store,
    clock,
    inspectPdf: options.inspect ?? inspectPdf,
    certificates,
    trusted: options.trusted ?? [],
    attendance: { attend: (_scope, _record, change) => Promise.resolve(change) },
    events: {
      publishOrLeave: (_scope: SchoolScope, record: RecordDocument) => {
        told.push(record._id);
        return Promise.resolve();
      },
    },
  });
  const actorOf = (token: string) =>
    [...actors, ['outsider', outsider] as const].find(([name]) => tokenOf(name) === token)?.[1];
  const app = createExpressApp({
    log,
    routes,
    idempotency,
    uploads: createUploads({ store, limitBytes: LIMIT_BYTES }),
    authenticator: {
      authenticate: (token) => {
        const actor = actorOf(token);
        return Promise.resolve(actor && { actor, isCsrfToken: () => true });
      },
    },
    health: {},
    metrics: new Metrics(),
    openApi: () => ({}),
    trustedProxies: 0,
    https: false,
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${server.port}/api/v1`;
  return {
    domains,
    scope,
    records,
    store,
    server,
    actors,
    told,
    call: (who, request, body) => {
      const [method = '', path = ''] = request.split(' ');
      const headers = { authorization: `Bearer ${tokenOf(who)}`, 'content-type': 'application/json' };
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
      return answered(fetch(`${base}${path}`, init));
    },
    upload: (who, metadata, file) => {
      const form = new FormData();
      form.append('metadata', JSON.stringify(metadata));
      form.append('file', new Blob([Buffer.from(file.bytes)], { type: 'application/pdf' }), file.name);
      const headers = { authorization: `Bearer ${tokenOf(who)}` };
      return answered(fetch(`${base}${file.path ?? '/records'}`, { method: 'POST', headers, body: form }));
    },
    temporaryKeys: async () => {
      const keys: string[] = [];
      for await (const { key } of store.listTemporary(new Date(Date.now() + 3_600_000))) keys.push(key);
      return keys;
    },
    close: async () => {
      await server.close();
      store.close();
      await db.close();
    },
  };
}

/** The bearer token of an actor of the world. */
export function tokenOf(name: string): string {
  return `token-of-${name}-0123456789`;
}

/** A PDF of several pages that differs from every other one. */
export async function makePdf(
  options: { pages?: number; text?: string; change?: (pdf: PDFDocument) => void } = {},
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (let page = 1; page <= (options.pages ?? 3); page += 1) {
    const sheet = pdf.addPage([595, 842]);
    for (let line = 0; line < 40; line += 1) {
      sheet.drawText(`${options.text ?? newId()} page ${page} line ${line}`, {
        x: 50,
        y: 800 - line * 18,
        size: 11,
        font,
      });
    }
  }
  options.change?.(pdf);
  return pdf.save();
}

async function openStore(changes: Partial<S3Settings> = {}): Promise<S3ObjectStore> {
  const env = inject('services');
  const store = new S3ObjectStore({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
    workBucket: `work-${newId()}`,
    recordsBucket: `records-${newId()}`,
    ...changes,
  });
  await store.ensureBuckets();
  return store;
}

type Change = Awaited<ReturnType<typeof makeSchool>>;

/** The school's structure and people; the actors by username. */
export async function makeActors(domains: Domains, change: Change): Promise<Map<string, Actor>> {
  const { structure } = domains;
  await structure.putYear(change, {
    code: '2026-2027',
    startsOn: FIRST_MONDAY,
    endsOn: '2027-05-30',
    terms: [
      { code: 'HK1', name: 'Học kỳ I', startsOn: FIRST_MONDAY, endsOn: '2027-01-10' },
      { code: 'HK2', name: 'Học kỳ II', startsOn: '2027-01-11', endsOn: '2027-05-30' },
    ],
    weeks: Array.from({ length: 35 }, (_, index) => {
      const startsOn = addDays(FIRST_MONDAY, index * 7);
      return { number: index + 1, startsOn, endsOn: addDays(startsOn, 6), term: index < 18 ? 'HK1' : 'HK2' };
    }),
    holidays: [],
  });
  await structure.putDepartments(change, [
    { code: 'Toan', name: 'Tổ Toán', shortName: 'Toán', kind: 'academic' },
    { code: 'NguVan', name: 'Tổ Ngữ văn', shortName: 'Ngữ văn', kind: 'academic' },
  ]);
  await structure.putSubjects(change, [
    { code: 'Toan', name: 'Toán', department: 'Toan' },
    { code: 'NguVan', name: 'Ngữ văn', department: 'NguVan' },
    { code: 'TinHoc', name: 'Tin học', department: 'Toan' },
  ]);
  const classes = ['10A1', '10A2', '11A1'];
  const subjects = ['Toan', 'NguVan'];
  await structure.putClasses(
    change,
    classes.map((code) => ({ code, year: '2026-2027', grade: Number(code.slice(0, 2)), subjects })),
  );
  const actors = new Map<string, Actor>();
  for (const [username, fullName, duties] of PEOPLE) {
    const dated = duties.map((duty) => ({ ...duty, from: '2026-08-01', until: '2027-07-31' }));
    const account = await makePerson(domains, change, { username, fullName, duties: dated });
    actors.set(username, { account, school: change.scope.school, username, fullName, duties });
  }
  const from = '2026-08-01';
  const teaching = (who: string, schoolClass: string, subject: string) => ({
    year: '2026-2027',
    teacher: required(actors, who).account,
    class: schoolClass,
    subject,
    from,
  });
  await structure.addAssignments(change, [
    teaching('nguyenvana', '10A1', 'Toan'),
    teaching('nguyenvana', '10A2', 'Toan'),
    teaching('tranthibinh', '10A1', 'NguVan'),
    teaching('leminhduc', '11A1', 'Toan'),
  ]);
  return actors;
}

const PEOPLE: readonly (readonly [string, string, readonly ActiveDuty[]])[] = [
  [
    'nguyenvana',
    'Nguyễn Văn A',
    [
      { duty: 'subjectTeacher', scope: { subject: 'Toan', department: 'Toan' } },
      { duty: 'homeroomTeacher', scope: { class: '10A1' } },
    ],
  ],
  ['tranthibinh', 'Trần Thị Bình', [{ duty: 'subjectTeacher', scope: { subject: 'NguVan', department: 'NguVan' } }]],
  [
    'leminhduc',
    'Lê Minh Đức',
    [
      { duty: 'subjectTeacher', scope: { subject: 'Toan', department: 'Toan' } },
      { duty: 'departmentHead', scope: { department: 'Toan' } },
    ],
  ],
  ['phanvan', 'Phan Văn', [{ duty: 'departmentHead', scope: { department: 'NguVan' } }]],
  ['hieutruong', 'Ngô Thị Trưởng', [{ duty: 'principal', scope: {} }]],
  ['hieupho', 'Hoàng Thị Phó', [{ duty: 'vicePrincipal', scope: {} }]],
  ['vanthu', 'Vũ Thư', [{ duty: 'recordsClerk', scope: {} }]],
  ['thanhtra', 'Đỗ Thanh Tra', [{ duty: 'inspector', scope: { year: '2026-2027' } }]],
];

function required<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`no ${String(key)}`);
  return value;
}

async function answered(request: Promise<Response>): Promise<Answer> {
  const response = await request;
  const json = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: json ? ((await response.json()) as Answer['body']) : {}, response };
}
