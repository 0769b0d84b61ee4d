import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSystem, startSystem } from '../../services/system.ts';
import { Session } from '../client/session.ts';
import { makeSampleSchool, type SampleSchool } from '../school/index.ts';
import { firstWeekFor, today } from './calendar.ts';
import { type Cast, castOf } from './cast.ts';

export type Role = keyof Cast;

/** One person of the story, signed in, with the PIN chosen for the own certificate. */
export interface Person {
  readonly username: string;
  readonly fullName: string;
  readonly session: Session;
  readonly pin: string;
  /** The clerk's: of the school's seal. */
  readonly sealPin: string;
}

/** Everything the steps of the demo need. */
export interface World {
  readonly url: string;
  readonly sample: SampleSchool;
  readonly people: Readonly<Record<Role, Person>>;
  readonly env: Readonly<Record<string, string>>;
}

/** A throw-away installation with the sample school in it: one web process, one worker. */
export interface Stage {
  readonly url: string;
  readonly sample: SampleSchool;
  readonly system: RunningSystem;
  /** Everybody's initial password. */
  readonly password: string;
  close(): Promise<void>;
}

export async function openStage(
  options: { workers?: number; webs?: number; env?: Record<string, string> } = {},
): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'hoso-stage-'));
  const sample = makeSampleSchool({ firstWeekStartsOn: firstWeekFor(today()) });
  const seedFile = join(dir, 'sample-school.json');
  await writeFile(seedFile, JSON.stringify(sample));
  await chmod(seedFile, 0o600);
  const password = `Ban-dau-${randomBytes(9).toString('base64url')}`;
  const seed = { HOSO_SEED_FILE: seedFile, HOSO_SEED_PASSWORD: password };
  const system = await startSystem({ dir, env: { HOSO_SWEEP_MS: '2000', ...options.env } });
  const close = async () => {
    await system.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const web = await system.startApp('web', seed);
    for (let i = 1; i < (options.webs ?? 1); i++) await system.startApp('web');
    await Promise.all(Array.from({ length: options.workers ?? 1 }, () => system.startApp('worker')));
    return { url: web.url, sample, system, password, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Signs one person in, who changes the initial password, as the system demands first. */
export async function enter({ url, sample, password }: Stage, username: string): Promise<Person> {
  const newPassword = `Moi-${randomBytes(9).toString('base64url')}`;
  const session = await Session.signIn(url, { school: sample.school.code, username, password, newPassword });
  const fullName = sample.accounts.find((account) => account.username === username)?.fullName ?? username;
  return { username, fullName, session, pin: newPin(), sealPin: newPin() };
}

/** Signs the cast in. */
export async function enterCast(stage: Stage): Promise<World> {
  const { url, sample } = stage;
  const entered = Object.entries(castOf(sample)).map(
    async ([role, username]) => [role, await enter(stage, username as string)] as const,
  );
  const people = Object.fromEntries(await Promise.all(entered)) as Record<Role, Person>;
  return { url, sample, people, env: stage.system.env };
}

/** Each person makes the own certificate; the clerk is appointed keeper of the seal and sets its PIN. */
export async function issueCertificates({ people }: World): Promise<void> {
  const signers = [people.teacher, people.head, people.vicePrincipal, people.principal];
  await Promise.all(signers.map(({ session, pin }) => session.post('/me/certificate', { pin })));
  const clerk = await people.clerk.session.get<{ account: { id: string } }>('/me');
  await people.admin.session.post('/seal-certificate', { custodian: clerk.account.id });
  await people.clerk.session.post('/me/seal', { pin: people.clerk.sealPin });
}

function newPin(): string {
  return String(100_000 + (randomBytes(4).readUInt32BE() % 900_000));
}
