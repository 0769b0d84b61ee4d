import { inject } from 'vitest';
import { makeLessonPlan } from '../../samples/documents/index.ts';
import { makeSampleSchool, type SampleSchool } from '../../samples/school/index.ts';
import { createApprovals, type Approvals } from '../../src/approvals/index.ts';
import { createFlows, type Flows } from '../../src/flows/index.ts';
import { type Actor } from '../../src/kernel/actor.ts';
import { type ManualClock } from '../../src/kernel/clock.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type Jobs } from '../../src/kernel/jobs.ts';
import { outboxEvent } from '../../src/kernel/outbox.ts';
import { scopeOfSchool, type SchoolScope } from '../../src/kernel/scope.ts';
import { createNotifications, type Notifications } from '../../src/notifications/index.ts';
import { type NewDuty } from '../../src/people/index.ts';
import { createPictures, type Pictures } from '../../src/pictures/index.ts';
import {
  decide,
  loadRecordTypes,
  type PlannedStep,
  type RecordDocument,
  RecordRepository,
} from '../../src/records/index.ts';
import { recordsCollection } from '../../src/records/model.ts';
import { type SigningPolicy } from '../../src/flows/signing/signing-policy.ts';
import { S3ObjectStore } from '../../storage/index.ts';
import { type CertificateDomains, openCertificateDomains } from './certificates.ts';
import { CollectedJobs } from './collected-jobs.ts';
import { makePerson, SCHOOL } from './school.ts';

export const PIN = '736291';
export const YEAR = '2026-2027';

/** One process of the signing application: the flows over real services, with a queue in the test's hands. */
export interface SigningWorld extends CertificateDomains {
  readonly scope: SchoolScope;
  readonly jobs: CollectedJobs;
  readonly store: S3ObjectStore;
  readonly records: RecordRepository;
  readonly pictures: Pictures;
  readonly approvals: Approvals;
  readonly notifications: Notifications;
  readonly flows: Flows;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly database?: string;
  readonly clock?: ManualClock;
  readonly serverKey?: Uint8Array;
  readonly policy?: SigningPolicy;
  readonly stuckMs?: number;
  readonly queue?: Jobs;
}

/** Opens a process over a database of its own, or as one more process on the database named. */
export async function openSigningWorld(options: WorldOptions = {}): Promise<SigningWorld> {
  const domains = await openCertificateDomains(options);
  const { db, clock, people, audit, log } = domains;
  const store = openStore();
  await store.ensureBuckets();
  const jobs = new CollectedJobs();
  const records = new RecordRepository(recordsCollection(db));
  const approvals = createApprovals({
    db,
    people,
    structure: domains.structure,
    types: loadRecordTypes(),
    audit,
    clock,
    log,
  });
  const notifications = createNotifications({ db, clock });
  const pictures = createPictures({ ...domains, store });
  const flows = createFlows({
    ...domains,
    pictures,
    records,
    recordTypes: loadRecordTypes(),
    approvals,
    notifications,
    store,
    jobs: options.queue ?? jobs,
    policy: options.policy ?? { level: 'b-b', whenTsaFails: 'wait' },
    housekeeping: [],
    stuckMs: options.stuckMs ?? 10_000,
  });
  await db.ensureIndexes();
  const { id } = await domains.structure.ensureSchool(SCHOOL, 'system');
  const close = async () => {
    store.close();
    await db.close();
  };
  return {
    ...domains,
    scope: scopeOfSchool(id),
    jobs,
    store,
    records,
    pictures,
    approvals,
    notifications,
    flows,
    close,
  };
}

/** One more process on a world's database, at the same time, which signs under another policy. */
export function openBeside(world: SigningWorld, policy: SigningPolicy): Promise<SigningWorld> {
  const { db, clock, serverKey } = world;
  return openSigningWorld({ database: db.connection.name, clock, serverKey, policy });
}

function openStore(): S3ObjectStore {
  const env = inject('services');
  return new S3ObjectStore({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
    workBucket: env.S3_WORK_BUCKET,
    recordsBucket: env.S3_RECORDS_BUCKET,
  });
}

/** The people of the lesson plan's chain. */
export interface Cast {
  readonly teacher: Actor;
  readonly head: Actor;
  readonly vice: Actor;
  readonly clerk: Actor;
  /** Teaches too, and holds nothing that the chain asks for. */
  readonly other: Actor;
}

/** Makes the year, the people, their certificates and the seal. */
export async function makeCast(world: SigningWorld): Promise<Cast> {
  const change = { scope: world.scope, by: 'system' };
  const { year, holidays } = sample();
  await world.structure.putYear(change, { ...year, terms: year.terms.map(({ weeks: _, ...term }) => term), holidays });
  await world.structure.putDepartments(change, [
    { code: 'Toan', name: 'Tổ Toán', shortName: 'Toán', kind: 'academic' },
  ]);
  await world.certificates.ensureAuthority(change);
  const person = (username: string, fullName: string, ...duties: NewDuty[]) =>
    makeSigner(world, { username, fullName, duties });
  const department = { department: 'Toan' };
  const cast = {
    teacher: await person('teacher', 'Nguyễn Văn An', { duty: 'subjectTeacher', scope: department }),
    head: await person(
      'head',
      'Trần Thị Bích',
      { duty: 'subjectTeacher', scope: department },
      { duty: 'departmentHead', scope: department },
    ),
    vice: await person('vice', 'Lê Quang Đạo', { duty: 'vicePrincipal' }),
    clerk: await person('clerk', 'Phạm Thị Hường', { duty: 'recordsClerk' }),
    other: await person('other', 'Đặng Hữu Ước', { duty: 'subjectTeacher', scope: department }),
  };
  await world.certificates.appointCustodian(change, cast.clerk.account);
  const by = { scope: world.scope, by: cast.clerk.account };
  await world.certificates.activateSeal(by, { account: cast.clerk.account, pin: PIN });
  return cast;
}

/** Makes a person who has a certificate; returns who they act as. */
export async function makeSigner(
  world: SigningWorld,
  person: { username: string; fullName: string; duties: readonly NewDuty[] },
): Promise<Actor> {
  const account = await makePerson(world, { scope: world.scope, by: 'system' }, person);
  await world.certificates.issuePersonal({ scope: world.scope, by: account }, { account, pin: PIN });
  return world.people.actorOf(world.scope, account);
}

export const LESSON_PLAN_CHAIN: readonly PlannedStep[] = [
  { kind: 'sign', duty: 'owner' },
  { kind: 'sign', duty: 'departmentHead', scope: { department: 'Toan' } },
  { kind: 'sign', duty: 'vicePrincipal' },
  { kind: 'seal', duty: 'recordsClerk' },
];

let plans = 0;

/** Puts a lesson plan into approval, as an upload and its submission do: its first step is open. */
export async function submitPlan(
  world: SigningWorld,
  owner: Actor,
  options: { chain?: readonly PlannedStep[]; pdf?: Uint8Array; week?: number; type?: string } = {},
): Promise<RecordDocument> {
  const pdf = options.pdf ?? (await lessonPlanPdf());
  const at = world.clock.now();
  const temporary = await world.store.putTemporary({ school: world.scope.school, content: pdf });
  const stored = await world.store.makePermanent({ school: world.scope.school, temporary });
  await world.store.deleteTemporary(temporary.key);
  const chain = (options.chain ?? LESSON_PLAN_CHAIN).map((step) =>
    step.duty === 'owner' ? { ...step, account: owner.account, accountName: owner.fullName } : step,
  );
  const transition = decide({ state: 'draft', revision: 1, steps: [] }, { type: 'submit', chain });
  plans += 1;
  const name = `KHBD_Toan_10A1_Tuan${plans}_${owner.username}`;
  const record = await world.records.insert(world.scope, {
    _id: newId(),
    year: YEAR,
    type: options.type ?? 'lessonPlan',
    code: 'KHBD',
    owner: owner.account,
    ownerName: owner.fullName,
    scope: { department: 'Toan', subject: 'Toan', class: '10A1', week: options.week ?? 12 },
    title: `Kế hoạch bài dạy môn Toán, lớp 10A1, số ${plans}`,
    folder: `${YEAR}/03_GiaoVien`,
    fileName: `${name}.pdf`,
    placeKey: `${YEAR}/03_GiaoVien/${name}`,
    state: transition.state,
    revision: 1,
    createdAt: at,
    submittedAt: at,
    versions: [
      {
        n: 1,
        revision: 1,
        sha256: sha256Hex(pdf),
        size: pdf.length,
        pages: 3,
        objectKey: stored.key,
        ...(stored.version !== undefined && { objectVersion: stored.version }),
        originalName: `${name}.pdf`,
        by: owner.account,
        at,
        kind: 'upload',
        signatures: [],
      },
    ],
    steps: [...transition.steps],
    ...(transition.waiting && { waiting: transition.waiting }),
    retention: { class: '5 năm', hold: [] },
    searchKeys: [],
    outbox: [outboxEvent({ event: 'record.submitted', at, actor: owner.account })],
  });
  if (!record) throw new Error('the place is taken');
  return record;
}

/** Signs records as a person does who knows the PIN, with the workers at hand. */
export async function signAll(world: SigningWorld, actor: Actor, records: readonly string[]): Promise<void> {
  const { request } = await world.flows.request(actor, { records });
  await world.jobs.run(world.flows);
  await world.flows.confirm(actor, { request: request._id, pin: PIN });
  await world.jobs.run(world.flows);
}

/** The bytes of a record's version, newest unless told. */
export async function bytesOf(world: SigningWorld, record: string, n?: number): Promise<Buffer> {
  const { versions } = await world.records.get(world.scope, record);
  const version = n === undefined ? versions.at(-1) : versions.find((each) => each.n === n);
  if (!version) throw new Error(`no version ${n}`);
  const { stream } = await world.store.get({ key: version.objectKey });
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}

let school: SampleSchool | undefined;
const sample = () => (school ??= makeSampleSchool());
let plan: Promise<Uint8Array> | undefined;

/** A lesson plan of several pages with tables and pictures; made once. */
export function lessonPlanPdf(): Promise<Uint8Array> {
  return (plan ??= makePlan());
}

async function makePlan(): Promise<Uint8Array> {
  const all = sample();
  const [teaching] = all.teachingAssignments;
  if (!teaching) throw new Error('nobody teaches');
  return makeLessonPlan({
    school: all,
    teacher: teaching.teacher,
    subject: teaching.subject,
    class: teaching.class,
    week: 12,
  });
}

/** The same, too large to be held in memory while it is signed. */
export async function hugePlanPdf(): Promise<Uint8Array> {
  const small = await lessonPlanPdf();
  const remark = Buffer.concat([Buffer.from('\n%'), Buffer.alloc(17 * 1024 * 1024, 'x'), Buffer.from('\n')]);
  return Buffer.concat([small, remark, startxrefOf(small)]);
}

/** The end of a file once more, so that it is found after a long remark. */
function startxrefOf(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf);
  return bytes.subarray(bytes.lastIndexOf('startxref'));
}
