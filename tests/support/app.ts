import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Answer, callApi, type CallOptions } from '../../samples/client/http.ts';
import { type FileToUpload, type RecordMetadata, type RecordView, Session } from '../../samples/client/session.ts';
import { makeSampleSchool, type SampleSchool } from '../../samples/school/index.ts';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { seedSampleSchool } from '../../src/flows/seed/seed-school.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createLogger } from '../../src/kernel/logger.ts';
import { scopeOfSchool, type SchoolScope } from '../../src/kernel/scope.ts';
import { S3ObjectStore } from '../../storage/index.ts';
import { CAST, EVERY_DUTY, type Role, smallSchool } from './app-school.ts';
import { INITIAL, NOW, PASSWORD } from './school.ts';
import { lessonPlanPdf, PIN, YEAR } from './signing-world.ts';

export { PIN, YEAR } from './signing-world.ts';
export { CAST, type Role } from './app-school.ts';

/** Largest upload, in bytes: a small one, so that going over it is cheap. */
export const LIMIT_BYTES = 2 * 1_048_576;

/** Somebody who signed in over HTTP and changed the initial password. */
export interface Entered {
  readonly session: Session;
  /** Account id. */
  readonly account: string;
  readonly username: string;
}

/** A lesson plan that may be uploaded: a place that is free, and bytes that no other plan has. */
export interface NewPlan {
  readonly metadata: RecordMetadata & { readonly class: string; readonly week: number };
  readonly file: FileToUpload;
}

/** What half-done work would leave behind. */
export interface Traces {
  readonly records: number;
  readonly leases: number;
  readonly temporary: number;
  readonly keys: number;
}

export interface TestApp {
  readonly app: App;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly clock: ManualClock;
  readonly sample: SampleSchool;
  readonly scope: SchoolScope;
  readonly database: string;
  /** Signs a person of the school in, once per test file. */
  enter(role: Role): Promise<Entered>;
  /** The same, with a certificate; the clerk with the school's seal. */
  enterWithKey(role: Role): Promise<Entered>;
  /** Somebody who holds every duty there is, in the other school. */
  enterOtherSchool(): Promise<Entered>;
  /** Signs in anew, after the clock was moved. */
  again(role: Role): Promise<Session>;
  plan(): Promise<NewPlan>;
  /** Uploads a new plan of the teacher's and submits it. */
  submitted(): Promise<RecordView>;
  /** Everybody named signs in turn; the clerk seals. */
  sign(record: string, ...roles: readonly Role[]): Promise<void>;
  /** The public verification of a file. */
  verify(bytes: Uint8Array): Promise<Answer<VerifyAnswer>>;
  call<T = Problem>(target: string, options?: CallOptions): Promise<Answer<T>>;
  traces(): Promise<Traces>;
  close(): Promise<void>;
}

export interface VerifyAnswer {
  readonly conclusion: string;
  readonly signatures: readonly { readonly conclusion: string }[];
}

/** A problem document. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailEn: string;
  readonly instance: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The whole application in this process, web and workers, on the services of the run, with two small schools in it. */
export async function startTestApp(options: { clock?: ManualClock } = {}): Promise<TestApp> {
  const clock = options.clock ?? new ManualClock(NOW);
  const config = readConfig(environment());
  const app = await openApp(config, createLogger({ level: process.env['TEST_LOG'] ?? 'silent' }), clock);
  try {
    const sample = smallSchool(makeSampleSchool());
    const [{ school }] = await Promise.all([
      seedSampleSchool(app.domains, { sample, initialPassword: INITIAL }),
      seedSampleSchool(app.domains, { sample: otherSchool(sample), initialPassword: INITIAL }),
    ]);
    const { port } = await app.startAll();
    const store = new S3ObjectStore(config.s3);
    return new Running({ app, clock, sample, port, store, scope: scopeOfSchool(school.id) });
  } catch (error) {
    await app.close();
    throw error;
  }
}

function environment(): Record<string, string> {
  const own = `t-${newId().slice(0, 12)}`;
  return {
    ...inject('services'),
    MONGODB_DATABASE: own,
    REDIS_PREFIX: own,
    S3_WORK_BUCKET: `${own}-work`,
    S3_RECORDS_BUCKET: `${own}-records`,
    HOSO_SERVER_KEY: randomBytes(32).toString('base64'),
    HOSO_SWEEP_MS: '1000',
    UPLOAD_LIMIT_MB: String(LIMIT_BYTES / 1_048_576),
    PORT: '0',
  };
}

function otherSchool(sample: SampleSchool): SampleSchool {
  const school = { ...sample.school, code: OTHER_SCHOOL, name: 'Trường THPT Bùi Thị Xuân' };
  return { ...sample, school, accounts: [EVERY_DUTY], classes: [], teachingAssignments: [], students: [] };
}

const OTHER_SCHOOL = 'THPT-002';
/** Plans for this week and later ones are on time at `NOW`. */
const FIRST_ON_TIME = 14;
const WEEKS = 35;
const CLASSES = ['10A1', '10A2', '10A3'];

interface Parts {
  readonly app: App;
  readonly clock: ManualClock;
  readonly sample: SampleSchool;
  readonly port: number;
  readonly store: S3ObjectStore;
  readonly scope: SchoolScope;
}

class Running implements TestApp {
  readonly app: App;
  readonly clock: ManualClock;
  readonly sample: SampleSchool;
  readonly port: number;
  readonly url: string;
  readonly scope: SchoolScope;
  readonly database: string;
  readonly #store: S3ObjectStore;
  readonly #entered = new Map<string, Promise<Entered>>();
  readonly #keyed = new Map<Role, Promise<Entered>>();
  #plans = 0;

  constructor({ app, clock, sample, port, store, scope }: Parts) {
    this.app = app;
    this.clock = clock;
    this.sample = sample;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.scope = scope;
    this.database = app.db.connection.name;
    this.#store = store;
  }

  enter(role: Role): Promise<Entered> {
    return this.#once(this.sample.school.code, CAST[role]);
  }

  enterOtherSchool(): Promise<Entered> {
    return this.#once(OTHER_SCHOOL, EVERY_DUTY.username);
  }

  #once(school: string, username: string): Promise<Entered> {
    const key = `${school}/${username}`;
    const entering = this.#entered.get(key) ?? this.#enter(school, username);
    this.#entered.set(key, entering);
    return entering;
  }

  async #enter(school: string, username: string): Promise<Entered> {
    const who = { school, username, password: INITIAL, newPassword: PASSWORD };
    const session = await Session.signIn(this.url, who);
    const { account } = await session.get<{ account: { id: string } }>('/me');
    return { session, username, account: account.id };
  }

  again(role: Role): Promise<Session> {
    const who = { school: this.sample.school.code, username: CAST[role], password: PASSWORD };
    return Session.signIn(this.url, who);
  }

  enterWithKey(role: Role): Promise<Entered> {
    const entering = this.#keyed.get(role) ?? this.#enterWithKey(role);
    this.#keyed.set(role, entering);
    return entering;
  }

  async #enterWithKey(role: Role): Promise<Entered> {
    const person = await this.enter(role);
    if (role === 'clerk') {
      const admin = await this.enter('admin');
      await admin.session.post('/seal-certificate', { custodian: person.account });
    }
    await person.session.post(role === 'clerk' ? '/me/seal' : '/me/certificate', { pin: PIN });
    return person;
  }

  async plan(): Promise<NewPlan> {
    const n = this.#plans++;
    const week = 1 + ((FIRST_ON_TIME - 1 + n) % WEEKS);
    const of = CLASSES[Math.floor(n / WEEKS)];
    if (of === undefined) throw new Error('no place for one more plan');
    const bytes = withRemark(Buffer.from(await lessonPlanPdf()), newId());
    return {
      metadata: { type: 'lessonPlan', year: YEAR, subject: 'Toan', class: of, week },
      file: { name: 'giáo án.pdf', bytes },
    };
  }

  async submitted(): Promise<RecordView> {
    const [teacher, plan] = await Promise.all([this.enter('teacher'), this.plan()]);
    return teacher.session.submitRecord(plan.metadata, plan.file);
  }

  async sign(record: string, ...roles: readonly Role[]): Promise<void> {
    for (const role of roles) {
      const { session } = await this.enterWithKey(role);
      const { state, items } = await session.sign([record], PIN);
      if (state !== 'done') throw new Error(`${role} could not sign: ${JSON.stringify(items)}`);
    }
  }

  verify(bytes: Uint8Array): Promise<Answer<VerifyAnswer>> {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'tệp.pdf');
    return callApi<VerifyAnswer>(this.url, 'POST /verify', { form });
  }

  call<T = Problem>(target: string, options: CallOptions = {}): Promise<Answer<T>> {
    return callApi<T>(this.url, target, options);
  }

  async traces(): Promise<Traces> {
    const count = (name: string, filter: object) => this.app.db.connection.collection(name).countDocuments(filter);
    const [records, leases, keys] = await Promise.all([
      count('records', {}),
      count('records', { 'lease.until': { $gt: this.clock.now() } }),
      count('idempotency', { state: 'running' }),
    ]);
    let temporary = 0;
    for await (const _ of this.#store.listTemporary(new Date(Date.now() + 3_600_000))) temporary += 1;
    return { records, leases, temporary, keys };
  }

  async close(): Promise<void> {
    await this.app.close();
    this.#store.close();
  }
}

/** The same document with other bytes: a remark before its `startxref`, where no offset changes. */
function withRemark(pdf: Buffer, remark: string): Buffer {
  const at = pdf.lastIndexOf('startxref');
  return Buffer.concat([pdf.subarray(0, at), Buffer.from(`% ${remark}\n`), pdf.subarray(at)]);
}
